import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delivery.redirects.files import lines_of_file


class Command(BaseCommand):
    help = "Writes all redirects as CSV (old,new,status), to a file or to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if file is None:
            self.stdout.ending = ""
            for line in lines_of_file():
                self.stdout.write(line)
            return
        try:
            with file.open("w", encoding="utf-8", newline="") as out:
                count = sum(1 for line in lines_of_file() if out.write(line)) - 1
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error
        sys.stderr.write(f"{count} redirects written to {file}.\n")
