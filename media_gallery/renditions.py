"""Smaller and modern copies of pictures, made off the request."""

import io
import logging
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.tasks import task
from PIL import Image as Pillow

from media_gallery.models import Image
from media_gallery.pictures import rendition_name

logger = logging.getLogger(__name__)

WIDTHS = (320, 640, 960, 1280, 1920)
JPEG_WIDTHS = (320, 960, 1920)
# Quick formats first, so that pages have something small while AVIF is being made.
PASSES: tuple[tuple[str, tuple[int, ...], dict[str, Any]], ...] = (
    ("jpeg", JPEG_WIDTHS, {"quality": 80, "progressive": True, "optimize": True}),
    ("webp", WIDTHS, {"quality": 78, "method": 4}),
    ("avif", WIDTHS, {"quality": 55, "speed": 8}),
)


def wanted_widths(width: int, widths: tuple[int, ...]) -> list[int]:
    """Those of `widths` that a picture this wide has; a small one has its own width, so that each format exists."""
    return [one for one in widths if one <= width] or [width]


def all_widths(image: Image) -> dict[str, list[int]]:
    return {kind: wanted_widths(image.width, widths) for kind, widths, _options in PASSES}


def missing_widths(image: Image) -> dict[str, list[int]]:
    """The widths that still have to be made, by format; empty for an image that has them all."""
    return {
        kind: missing
        for kind, widths in all_widths(image).items()
        if (missing := [width for width in widths if width not in image.renditions.get(kind, [])])
    }


def make_renditions(image: Image, *, anew: bool = False) -> list[str]:
    """Make what is missing of an image's renditions, or all of them `anew`.

    What has been made is saved after each format, so that pages use it at once; running it again makes only the
    rest. One that fails leaves the others. If the file is replaced meanwhile, what was made of the old one goes.

    Returns:
        What failed, such as "avif 640"; "original" where the picture itself cannot be read.
    """
    failed: list[str] = []
    missing = all_widths(image) if anew else missing_widths(image)
    if not missing:
        return []
    try:
        with image.file.open() as file:
            original = Pillow.open(file)
            original.load()
    except OSError:
        logger.exception("The file of image %s cannot be read", image.pk)
        return ["original"]
    for kind, _widths, options in PASSES:
        source = on_white(original) if kind == "jpeg" else original
        made = []
        for width in missing.get(kind, []):
            try:
                write_rendition(source, image.digest, width, kind, options)
            except (OSError, ValueError):
                logger.exception("Rendition %s %s of image %s failed", kind, width, image.pk)
                failed.append(f"{kind} {width}")
            else:
                made.append(width)
        if made and not note_renditions(image, kind, made):
            delete_orphans(image.digest, kind, made)
            break
    return failed


def on_white(picture: Pillow.Image) -> Pillow.Image:
    """The picture without transparency, as JPEG needs it: paper shows through, not black."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Pillow.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def write_rendition(source: Pillow.Image, digest: str, width: int, kind: str, options: dict[str, Any]) -> None:
    height = max(1, round(source.height * width / source.width))
    small = source.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = io.BytesIO()
    small.save(buffer, kind.upper(), **options)
    name = rendition_name(digest, width, kind)
    # A leftover of a run that was cut off: the storage would invent another name beside it.
    if default_storage.exists(name):
        default_storage.delete(name)
    default_storage.save(name, ContentFile(buffer.getvalue()))


@transaction.atomic
def note_renditions(image: Image, kind: str, widths: list[int]) -> bool:
    """Say that these exist too, without touching what an editor may be changing beside.

    False, with nothing said, where the image is gone or has another file by now.
    """
    current = Image.objects.select_for_update().only("digest", "renditions").filter(pk=image.pk).first()
    if current is None or current.digest != image.digest:
        return False
    current.renditions[kind] = sorted({*current.renditions.get(kind, []), *widths})
    current.save(update_fields=["renditions"])
    image.renditions = current.renditions
    return True


def delete_orphans(digest: str, kind: str, widths: list[int]) -> None:
    """Delete what was made of a file that no image has any more."""
    if not Image.objects.filter(digest=digest).exists():
        for width in widths:
            default_storage.delete(rendition_name(digest, width, kind))


@task(queue_name="renditions")
def render_image(number: int) -> list[str]:
    """Background task: the renditions of one image; an image deleted meanwhile needs none."""
    image = Image.objects.filter(pk=number).first()
    return make_renditions(image) if image else []


def make_renditions_later(image: Image) -> None:
    """Order the renditions once the image is committed; if that fails the upload stands, and its original serves."""
    transaction.on_commit(partial(render_image.enqueue, image.pk), robust=True)
