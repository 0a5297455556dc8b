"""`export_site DIR`: the site as static files, signed (docs/operations.md)."""

import logging
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from delivery.mirror.crawling import make_mirror
from delivery.mirror.signing import BadKey
from delivery.mirror.writing import NotOurs
from nejat_cms import preparing
from nejat_cms.engines import Unreachable, check_database


class Command(BaseCommand):
    help = "Writes all visible editions as static files that need no server; writes only what has changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="a folder of the mirror alone")
        parser.add_argument("--address", default="", help="the mirror's own, such as https://mirror.example.org")
        parser.add_argument(
            "--jobs", type=int, default=0, metavar="N", help="processes that render; one a core by default"
        )

    def handle(self, *args: Any, dir: Path, address: str, jobs: int, **options: Any) -> None:
        own = address.rstrip("/")
        if own and (urlsplit(own).scheme not in {"http", "https"} or not urlsplit(own).netloc):
            raise CommandError("--address must look like https://mirror.example.org.")
        if not 0 <= jobs <= 64:
            raise CommandError("--jobs takes a number from 1 to 64.")
        # What is not found is told at the end, by its address.
        logging.getLogger("django.request").setLevel(logging.ERROR)
        try:
            check_database()
            preparing.collect_static()
            preparing.index()
            mirror = make_mirror(dir, self.stdout, own=own, processes=jobs or min(os.cpu_count() or 1, 8))
        except (Unreachable, NotOurs, BadKey) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or dir} cannot be written: {error.strerror}.") from None
        for name in mirror.lost[:20]:
            self.stderr.write(f"Nothing is at {name}, to which a page leads.")
        if mirror.failed:
            listed = "; ".join(mirror.failed[:5])
            raise CommandError(
                f"{len(mirror.failed):,} addresses could not be rendered ({listed})."
                " Nothing was removed, and the sums are those of the last time."
            )
        self.stdout.write(
            f"{dir}: {len(mirror.digests):,} files, {mirror.pages:,} of them pages;"
            f" {mirror.written:,} written, {mirror.removed:,} removed."
        )
        self.stdout.write(f"Signed with {mirror.key}: tell readers this key by another way than the mirror.")
