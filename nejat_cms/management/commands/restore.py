"""`restore FILE`: the installation as a backup has it (docs/operations.md)."""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from delivery.progress import Progress
from media_gallery.models import Image
from media_gallery.renditions import missing_widths, render_image
from nejat_cms.backups import restoring
from nejat_cms.backups.archive import Reader, Unusable
from nejat_cms.engines import Unreachable, check_engines


class Command(BaseCommand):
    help = "Puts database and files of a backup in the place of this site's, all of it or nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` has written")
        parser.add_argument("--replace", action="store_true", help="of a site that holds something: lose it")
        parser.add_argument("--staged", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, file: Path, replace: bool, staged: bool, **options: Any) -> None:
        try:
            check_engines()
            if staged:
                # The process that started this one holds the lock, and has asked what may be lost.
                restoring.load_staged(Reader(file), self.stdout)
                return
            with restoring.alone():
                self.restore(file, replace=replace)
        except (Unreachable, Unusable) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"{error.filename or file}: {error.strerror}. Run it again when that is mended."
            ) from None

    def restore(self, file: Path, *, replace: bool) -> None:
        if restoring.finish():
            raise CommandError(
                "An earlier restore that had been broken off is carried through now. Look, and run again."
            )
        reader = self.look_through(file)
        lost = restoring.held()
        if lost and not replace:
            raise CommandError(f"This site is not empty. --replace would lose {lost}.")
        if lost:
            self.stdout.write(f"Replacing {lost}.")
        is_other = restoring.is_other_languages(reader)
        restoring.restore(reader, self.stdout)
        cache.clear()
        self.stdout.write(f"Restored as of {reader.manifest['made_at']}.")
        if is_other:
            self.stdout.write("Its languages are others than this site's were: start the site, or run rebuild_search.")
        else:
            call_command("rebuild_search", stdout=self.stdout)
            self.order_renditions()
        self.stdout.write("Whoever was signed in signs in anew. Start the site.")

    def look_through(self, file: Path) -> Reader:
        if not file.exists():
            raise CommandError(f"{file} is not there.")
        progress = Progress(self.stdout, "Checked", file.stat().st_size, is_bytes=True)
        reader = Reader(file, progress.step)
        progress.end()
        return reader

    def order_renditions(self) -> None:
        """Those that had not been made yet when the backup was."""
        waiting = [image.pk for image in Image.objects.only("width", "renditions").iterator() if missing_widths(image)]
        for number in waiting:
            render_image.enqueue(number)
        if waiting:
            self.stdout.write(f"{len(waiting):,} pictures wait for smaller copies; the worker makes them.")
