from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delivery.redirects.files import BadLinesError, take_file


class Command(BaseCommand):
    help = "Takes redirects from a CSV file (old,new,status). Bad lines are named, and then nothing is taken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check the file and keep nothing")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8", newline="") as lines:
                taken = take_file(lines, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except BadLinesError as bad:
            for line in bad.lines:
                self.stderr.write(f"{file}:{line.number}: {line.reason}" if line.number else f"{file}: {line.reason}")
            more = bad.count - len(bad.lines)
            raise CommandError(
                f"{bad.count} bad lines{f', {more} of them not shown' if more else ''}; nothing was taken."
            ) from bad
        said = "would be kept" if dry_run else f"kept, {taken.changed} of them new or changed"
        self.stdout.write(f"{taken.count} redirects {said}.")
