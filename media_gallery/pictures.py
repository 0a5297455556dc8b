"""How a picture is drawn on a page: addresses are string building, no query and no call to the storage."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage

from editions.columns import translated
from editions.head import Head, absolute
from media_gallery.models import Image

# Formats in the order in which a browser should prefer them.
SOURCES = (("avif", "image/avif"), ("webp", "image/webp"))
FALLBACK_WIDTH = 960
# The widest that cards are offered.
CARD_WIDTH = 960
# Messengers and networks ask for about this.
SHARE_WIDTH = 1280


@dataclass(frozen=True)
class Picture:
    """The parts of a `<picture>` element."""

    sources: list[tuple[str, str]]
    src: str
    width: int
    height: int
    alt: str
    focus: str


def rendition_name(digest: str, width: int, kind: str) -> str:
    """The name of a rendition in the storage; the content's digest is in it, so it never changes.

    80 bits of the digest are enough not to collide, and a page repeats the name for every width.
    """
    return f"r/{digest[:2]}/{digest[2:20]}-{width}.{'jpg' if kind == 'jpeg' else kind}"


def address(name: str) -> str:
    """The public address of a file: local ones need no call."""
    return settings.MEDIA_URL + name if settings.FILES_ARE_LOCAL else default_storage.url(name)


def image_url(image: Image, width: int) -> str:
    """The address of the JPEG nearest to `width` (at least that where there is one), else of the original."""
    widths = image.renditions.get("jpeg", [])
    if not widths:
        return address(image.file.name or "")
    chosen = next((one for one in widths if one >= width), widths[-1])
    return address(rendition_name(image.digest, chosen, "jpeg"))


def image_size(image: Image, width: int) -> tuple[int, int]:
    """Width and height of the picture at `image_url(image, width)`."""
    widths = image.renditions.get("jpeg", [])
    if not widths:
        return image.width, image.height
    chosen = next((one for one in widths if one >= width), widths[-1])
    return chosen, round(image.height * chosen / max(image.width, 1))


def illustrate(head: Head, images: Iterable[Image | None], code: str) -> None:
    """Give a page's share card the first picture there is of `images`."""
    image = next((one for one in images if one), None)
    if image:
        head.image = absolute(image_url(image, SHARE_WIDTH))
        head.image_size = image_size(image, SHARE_WIDTH)
        head.image_alt = alt_of(image, code)


def full_size_url(image: Image) -> str:
    """The largest there is: what an album opens."""
    return image_url(image, 10_000)


def focus_classes(image: Image) -> str:
    """The focal point in steps of ten per cent, as classes: pages carry no style attributes. The middle needs none."""
    places = {"fx": round(image.focal_x, -1), "fy": round(image.focal_y, -1)}
    return " ".join(f"{name}-{place}" for name, place in places.items() if place != 50)


def alt_of(image: Image, code: str) -> str:
    """The edition's own alternative text; none for decoration. Where it is missing, the caption says what is known."""
    if image.is_decorative:
        return ""
    return translated(image, "alt", code) or translated(image, "caption", code)


def picture_of(image: Image, code: str, *, widest: int | None = None) -> Picture:
    """The picture with the words of the edition `code`.

    Args:
        widest: leave out renditions that are wider, in pixels, where there are others.
    """
    sources = []
    for kind, mime in SOURCES:
        widths = image.renditions.get(kind, [])
        offered = [width for width in widths if widest is None or width <= widest] or widths[:1]
        if offered:
            names = ((rendition_name(image.digest, width, kind), width) for width in offered)
            sources.append((mime, ", ".join(f"{address(name)} {width}w" for name, width in names)))
    return Picture(
        sources, image_url(image, FALLBACK_WIDTH), image.width, image.height, alt_of(image, code), focus_classes(image)
    )
