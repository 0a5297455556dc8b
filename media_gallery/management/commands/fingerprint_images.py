"""Computes the fingerprints of all pictures."""

from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from PIL import Image as Pillow

from media_gallery.fingerprints import fingerprint_of
from media_gallery.models import Image
from media_gallery.pictures import rendition_name

# A smaller copy says the same, and is read sooner.
ENOUGH = 320


class Command(BaseCommand):
    """Pictures from before there were fingerprints get theirs; new ones have them from their upload."""

    help = "Compute what pictures that look alike are found by, where it is missing, with progress."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="anew, also where it is there")

    def handle(self, *args: Any, all: bool, **options: Any) -> None:
        images = Image.objects.order_by("pk")
        if not all:
            images = images.filter(fingerprint__isnull=True)
        count, failed = images.count(), 0
        for number, image in enumerate(images.iterator(chunk_size=100), 1):
            trouble = not fingerprint(image)
            failed += trouble
            self.stdout.write(f"{number}/{count} {image}" + (": its file cannot be read" if trouble else ""))
        if failed:
            raise CommandError(f"The files of {failed} of {count} pictures could not be read; the others are done.")
        self.stdout.write(f"{count} pictures have got their fingerprints.")


def fingerprint(image: Image) -> bool:
    """Compute and keep one; False where the file cannot be read."""
    small = next((width for width in image.renditions.get("jpeg", []) if width >= ENOUGH), None)
    name = rendition_name(image.digest, small, "jpeg") if small else image.file.name or ""
    try:
        with default_storage.open(name) as file, Pillow.open(file) as picture:
            found = fingerprint_of(picture)
    except OSError:
        return False
    # Not where the file was replaced meanwhile.
    Image.objects.filter(pk=image.pk, digest=image.digest).update(fingerprint=found)
    return True
