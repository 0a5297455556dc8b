"""Join what several sites of one language each told apart: articles that are one story."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wordpress.joining.here import Joined, join_by_table, lines_for_table, offer_likely_pairs
from wordpress.joining.table import TableError, read_table, write_table


class Command(BaseCommand):
    help = (
        "Look for articles of different editions that are likely one story, and offer them at the desk; or write them "
        "as a table to be corrected, or join stories by such a table."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FILE", help="write a table (CSV), a line a story")
        parser.add_argument("--read", type=Path, metavar="FILE", help="join stories as a table says")
        parser.add_argument("--dry-run", action="store_true", help="with --read: say what would be, and change nothing")
        parser.add_argument(
            "--join-categories",
            action="store_true",
            help="with --read: categories of one language each are one where their stories are",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["read"]:
            self.read(options["read"], is_dry=options["dry_run"], joins_categories=options["join_categories"])
        elif options["write"]:
            self.write(options["write"])
        else:
            number = offer_likely_pairs()
            self.stdout.write(f"{number} likely pairs wait at the desk.")

    def write(self, path: Path) -> None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                write_table(file, lines_for_table(), settings.MODELTRANSLATION_LANGUAGES)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from None
        self.stdout.write(f"{path} is written. Correct it, and give it back with --read.")

    def read(self, path: Path, *, is_dry: bool, joins_categories: bool) -> None:
        try:
            rows = read_table(path, settings.MODELTRANSLATION_LANGUAGES)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from None
        except TableError as error:
            raise CommandError(str(error)) from None
        with transaction.atomic():
            result = join_by_table(rows, joins_categories=joins_categories)
            transaction.set_rollback(is_dry)
        self.tell(result, is_dry=is_dry)

    def tell(self, result: Joined, *, is_dry: bool) -> None:
        for problem in result.problems:
            self.stderr.write(f"Line {problem.line}: {problem.reason}")
        would = "would be " if is_dry else ""
        self.stdout.write(f"{result.joined} {would}joined, {result.known} were one already.")
        if result.problems:
            self.stdout.write(f"{len(result.problems)} problems, see above.")
