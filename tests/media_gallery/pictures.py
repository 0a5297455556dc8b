"""Small pictures for tests."""

import hashlib
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


def scene(number: int, size: tuple[int, int] = (640, 480)) -> Pillow.Image:
    """A picture with light and shade, as a photograph has them; every number is another one."""
    points = hashlib.shake_256(str(number).encode()).digest(72)
    small = Pillow.frombytes("L", (9, 8), points)
    return small.resize(size, Pillow.Resampling.BICUBIC).convert("RGB")


def stored_scene(number: int, **options: Any) -> Image:
    """A scene in the library."""
    data = encoded(scene(number), **options)
    return store_image(file=SimpleUploadedFile(f"scene-{number}.jpg", data))
