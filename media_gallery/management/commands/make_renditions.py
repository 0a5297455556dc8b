from django.core.management.base import BaseCommand

from media_gallery.models import Image
from media_gallery.renditions import make_renditions


class Command(BaseCommand):
    """Make the missing renditions of all images, now and here."""

    help = "Make the missing renditions of all pictures, with progress."

    def handle(self, *args, **options) -> None:
        images = Image.objects.order_by("pk")
        count, failed = images.count(), 0
        for number, image in enumerate(images.iterator(chunk_size=100), 1):
            trouble = make_renditions(image)
            failed += len(trouble)
            self.stdout.write(f"{number}/{count} {image}" + (f": failed {', '.join(trouble)}" if trouble else ""))
        self.stdout.write(f"{count} pictures, {failed} renditions failed.")
