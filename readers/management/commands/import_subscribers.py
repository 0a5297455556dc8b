"""Take subscribers from a file, with proof of their consent."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editions import registry
from readers.models import SubscriberFile
from readers.subscribing.files.reading import UnreadableError
from readers.subscribing.files.taking import look_through, order_taking, take_rest


class Command(BaseCommand):
    help = (
        "Takes subscribers from a CSV file: address, edition, series, name, consent date, consent source. Shows what "
        "would come of it; with --yes it is done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", required=True, metavar="CODE", help="of lines that name none")
        parser.add_argument("--series", default="", metavar="KEY", help="of lines that name none: series:newsletter")
        parser.add_argument("--yes", action="store_true", help="take them in")

    def handle(self, *, file: Path, edition: str, series: str, yes: bool, **options: Any) -> None:
        found = registry.all_editions().get(edition)
        if found is None:
            raise CommandError(f"There is no edition {edition!r}.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        try:
            kept = look_through(data, name=file.name, edition=found, series=series)
        except UnreadableError as error:
            raise CommandError(f"{file}: {error}") from error
        for problem in kept.problems:
            self.stderr.write(f"{file}:{problem['line']}: {problem['reason']}")
        if not yes:
            self.stdout.write(f"{said(kept)}. Nothing was taken in yet: add --yes.")
            kept.delete()
            return
        self.take(kept)

    def take(self, kept: SubscriberFile) -> None:
        order_taking(kept, here=True)
        take_rest(kept.pk, told=lambda done: self.stderr.write(f"{done} of {kept.n_rows}"))
        kept.refresh_from_db()
        self.stdout.write(f"{said(kept)}.")


def said(kept: SubscriberFile) -> str:
    words = {
        "new": "new",
        "known": "there already",
        "left": "had left and stay out",
        "suppressed": "cannot be reached and stay out",
        "twice": "more than once in the file",
        "bad": "lines that cannot be taken",
    }
    return ", ".join(f"{kept.counts.get(key, 0)} {text}" for key, text in words.items())
