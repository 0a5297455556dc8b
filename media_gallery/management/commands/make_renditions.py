"""Makes the renditions of all pictures."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media_gallery.models import Image
from media_gallery.renditions import make_renditions


class Command(BaseCommand):
    """Make renditions now and here, for an installation without a worker or after a change of formats."""

    help = "Make the renditions of all pictures, with progress."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only those that are not there yet")

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        images = Image.objects.order_by("pk")
        count, failed = images.count(), 0
        for number, image in enumerate(images.iterator(chunk_size=100), 1):
            trouble = make_renditions(image, anew=not missing)
            failed += len(trouble)
            self.stdout.write(f"{number}/{count} {image}" + (f": failed {', '.join(trouble)}" if trouble else ""))
        if failed:
            raise CommandError(f"{failed} renditions of {count} pictures could not be made; the others are there.")
        self.stdout.write(f"{count} pictures have their renditions.")
