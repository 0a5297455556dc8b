"""Small pictures for tests."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from media_gallery.models import Image
from media_gallery.uploads import store_image


def encoded(picture: Pillow.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def stored_image(width: int = 700, height: int = 400, colour: str = "teal", **fields: Any) -> Image:
    """An image in the library, without its renditions; another colour is another image."""
    data = encoded(Pillow.new("RGB", (width, height), colour))
    image = store_image(file=SimpleUploadedFile(f"{colour}.jpg", data))
    for name, value in fields.items():
        setattr(image, name, value)
    image.save()
    return image
