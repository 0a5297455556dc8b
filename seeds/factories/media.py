"""Pictures and media items, for tests."""

import colorsys
import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from editions.enums import State
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from media_gallery.uploads import store_image
from seeds.factories.naming import in_editions, next_number

VIDEO = "https://vimeo.com/1084537"


def jpeg(*, size: tuple[int, int] = (12, 8), shade: int | None = None) -> bytes:
    """A plain JPEG; every `shade` (0 up) is another colour, none given: one not given before."""
    number = next_number() if shade is None else shade
    # Steps of the golden ratio: neighbours differ enough to survive compression.
    red, green, blue = colorsys.hsv_to_rgb(number * 0.618034 % 1, 0.5 + number % 7 / 16, 0.5 + number % 11 / 24)
    picture = Pillow.new("RGB", size, (int(red * 255), int(green * 255), int(blue * 255)))
    buffer = io.BytesIO()
    # The number as a comment too: a colour may come again, the bytes and with them the image must not.
    picture.save(buffer, "JPEG", comment=str(number).encode())
    return buffer.getvalue()


def make_image(*, size: tuple[int, int] = (12, 8), name: str = "", **fields: Any) -> Image:
    """A real picture in the library, through the way that uploads take.

    Args:
        size: width and height in pixels.
        fields: any field of the image, such as `alt_fa`. Alternative texts are given in the four shipped editions.
    """
    number = next_number()
    content = ContentFile(jpeg(size=size, shade=number), name=f"picture-{number}.jpg")
    image = store_image(file=content, name=name or f"Picture {number}")
    for field, value in {**in_editions("alt", f"Picture {number}"), **fields}.items():
        setattr(image, field, value)
    image.save()
    return image


def make_media_item(
    *,
    kind: str = Kind.CARTOONS,
    editions: Iterable[str] | None = None,
    title: str = "",
    image: Image | None = None,
    pictures: int | Iterable[Image] = 2,
    published: bool = True,
    **fields: Any,
) -> MediaItem:
    """A cartoon, news picture, album or video, published an hour ago.

    Args:
        editions: codes of the editions that show it; None: the four that are shipped.
        pictures: of an album, how many it has or which.
        published: False: a draft.
    """
    number = next_number()
    title = title or f"Item {number}"
    item = MediaItem(
        **{
            "kind": kind,
            "image": image or make_image(),
            "state": State.PUBLISHED if published else State.DRAFT,
            "published_at": timezone.now() - timedelta(hours=1) if published else None,
            "video_url": VIDEO if kind == Kind.VIDEOS else "",
            **in_editions("title", title, editions),
            **in_editions("slug", f"item-{number}", editions),
            **fields,
        }
    )
    item.save()
    if kind == Kind.PHOTOS:
        chosen = [make_image() for _ in range(pictures)] if isinstance(pictures, int) else list(pictures)
        AlbumPicture.objects.bulk_create(
            AlbumPicture(item=item, image=one, position=place) for place, one in enumerate(chosen)
        )
    return item
