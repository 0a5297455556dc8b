"""The one way by which pictures get into the library: checked, turned upright, stripped of what a camera adds."""

import hashlib
import io
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from media_gallery.models import Image
from media_gallery.renditions import make_renditions_later

# What may be uploaded: Pillow's name of the format -> the format it is kept in.
FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG", "AVIF": "JPEG"}
# Pillow opens a camera's multi-picture JPEG (MPO) through its JPEG reader.
READERS = [name for name in FORMATS if name != "MPO"]
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LONGEST_SIDE = 4096


def open_upload(data: bytes) -> Pillow.Image:
    """The decoded picture of an upload; a ValidationError says in one sentence why it is none.

    Size and format are read from the header, so that a bomb is refused before it is decoded.
    """
    if len(data) > settings.IMAGE_MAX_BYTES:
        raise ValidationError(
            _("The picture is larger than %(size)s MB.") % {"size": settings.IMAGE_MAX_BYTES // 1_048_576}
        )
    try:
        picture = Pillow.open(io.BytesIO(data), formats=READERS)
        width, height = picture.size
        if width * height > settings.IMAGE_MAX_PIXELS:
            raise ValidationError(
                _("The picture has %(pixels)s megapixels; at most %(most)s are taken.")
                % {"pixels": width * height // 1_000_000, "most": settings.IMAGE_MAX_PIXELS // 1_000_000}
            )
        picture.verify()
        picture = Pillow.open(io.BytesIO(data), formats=READERS)
        picture.load()
    except ValidationError:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise ValidationError(_("The picture has too many pixels.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise ValidationError(_("This file is no picture that can be opened: JPEG, PNG, WebP, AVIF or GIF.")) from None
    return picture


def normalised(picture: Pillow.Image) -> tuple[bytes, str, tuple[int, int]]:
    """The picture as it is kept: upright, in sRGB, without metadata. Returns its bytes, format and size."""
    kept = FORMATS[picture.format or "PNG"]
    upright = ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    if profile and upright.mode in {"RGB", "RGBA"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            upright = ImageCms.profileToProfile(upright, source, ImageCms.createProfile("sRGB")) or upright
        except ImageCms.PyCMSError:
            pass  # a broken profile says nothing: the numbers are taken for sRGB
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    if kept == "JPEG" or not has_alpha:
        upright = upright.convert("RGB")
    elif upright.mode != "RGBA":
        upright = upright.convert("RGBA")
    if max(upright.size) > LONGEST_SIDE:
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
    # A fresh image has no EXIF, GPS, XMP or comments to carry over.
    clean = Pillow.new(upright.mode, upright.size)
    clean.paste(upright)
    buffer = io.BytesIO()
    options: dict[str, Any] = {"JPEG": {"quality": 92, "optimize": True}, "WEBP": {"quality": 92}}.get(kept, {})
    clean.save(buffer, kept, **options)
    return buffer.getvalue(), kept, clean.size


def store_image(*, file: Any, by: Any = None, name: str = "") -> Image:
    """Put an uploaded picture into the library and order its renditions; the same bytes again give the same image.

    Args:
        file: an open file or an upload.
        by: who uploads it.
        name: its name for editors; empty: the file's own.

    Raises:
        ValidationError: it is no picture, too large or too heavy; nothing has been kept then.
    """
    file.seek(0)
    data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    if existing := Image.objects.filter(digest=digest).first():
        return existing
    content, kept, (width, height) = normalised(open_upload(data))
    title = name or str(getattr(file, "name", "") or "").rpartition("/")[2].rpartition(".")[0]
    stored = default_storage.save(f"images/{digest[:2]}/{digest}.{EXTENSIONS[kept]}", ContentFile(content))
    try:
        with transaction.atomic():
            image = Image(digest=digest, title=title[:200], uploaded_by=by)
            # Named directly: the field's own bookkeeping would open the file again to measure it.
            image.file.name = stored
            image.width, image.height = width, height
            image.save()
            make_renditions_later(image)
    except BaseException:
        default_storage.delete(stored)
        raise
    return image
