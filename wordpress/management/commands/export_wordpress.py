"""`export_wordpress FILE --edition CODE`: the site as an export of WordPress (docs/moving-from-wordpress.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editions.models import Edition
from wordpress.exporting.running import Export
from wordpress.exporting.scope import Scope


class Command(BaseCommand):
    help = "Moves out: writes an export (WXR 1.2) that WordPress's importer and import_wordpress read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="such as site.xml, or site.xml.gz to have it packed"
        )
        parser.add_argument("--edition", action="append", default=[], metavar="CODE", help="may be given several times")
        parser.add_argument("--all", action="store_true", help="all editions, joined as Polylang does it")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="write what is what for import_wordpress")
        parser.add_argument(
            "--without-addresses", action="store_true", help="leave the e-mail addresses of commenters out"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        wanted = chosen(options)
        mapping = options["mapping"]
        for path in (file, mapping):
            if path is not None:
                check_place(path)
        if mapping is not None and mapping.absolute() == file.absolute():
            raise CommandError("The mapping needs a file of its own.")
        scope = Scope(tuple(wanted), with_addresses=not options["without_addresses"])
        try:
            report = Export(file, scope, self.stdout, mapping).run()
        except OSError as error:
            raise CommandError(f"{error.filename or file} cannot be written: {error.strerror}.") from None
        for line in report.lines():
            self.stdout.write(line)
        self.stdout.write(f"{file}: whole. It holds what readers are not shown: keep it as you keep the server.")


def chosen(options: dict[str, Any]) -> list[str]:
    """The codes of the editions that go along."""
    known = list(Edition.objects.values_list("code", flat=True))
    wanted = known if options["all"] else list(dict.fromkeys(options["edition"]))
    if not wanted:
        raise CommandError("Say which: --edition CODE, several times if you like, or --all.")
    for code in wanted:
        if code not in known:
            there = f"There are: {', '.join(known)}." if known else "There is none yet."
            raise CommandError(f"There is no edition “{code}”. {there}")
    return wanted


def check_place(path: Path) -> None:
    """Refuse what no file can be written to."""
    if path.is_dir():
        raise CommandError(f"{path} is a folder; name a file in it.")
    if path.exists() and not path.is_file():
        # Moved to its place, the export would take the place of a device.
        raise CommandError(f"{path} is no ordinary file.")
    if not path.absolute().parent.is_dir():
        raise CommandError(f"{path.absolute().parent} is no folder.")
