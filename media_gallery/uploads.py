"""The one way by which pictures get into the library: checked, turned upright, stripped of what a camera adds."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from editions.scripts.controls import one_line
from media_gallery.fingerprints import fingerprint_of
from media_gallery.models import Image
from media_gallery.renditions import make_renditions_later

# What may be uploaded: Pillow's name of the format -> the format it is kept in.
FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG", "AVIF": "JPEG"}
# Pillow opens a camera's multi-picture JPEG (MPO) through its JPEG reader.
READERS = [name for name in FORMATS if name != "MPO"]
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LONGEST_SIDE = 4096


@dataclass(frozen=True)
class Kept:
    """An uploaded picture as it is kept: its bytes, their format, width and height in pixels, its fingerprint."""

    content: bytes
    format: str
    size: tuple[int, int]
    fingerprint: int


@dataclass(frozen=True)
class Checked:
    """An upload that can be kept: the digest of what came, and the picture as it will be kept."""

    digest: str
    kept: Kept


def open_upload(data: bytes) -> Pillow.Image:
    """The decoded picture of an upload; a ValidationError says in one sentence why it is none.

    Size and format are read from the header, so that a bomb is refused before it is decoded. A JPEG much larger than
    is kept is decoded at a fraction of its size.
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
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
    except ValidationError:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise ValidationError(_("The picture has too many pixels.")) from None
    except Exception:  # noqa: BLE001 - Pillow's readers raise whatever a broken file leads them to
        raise ValidationError(_("This file is no picture that can be opened: JPEG, PNG, WebP, AVIF or GIF.")) from None
    return picture


def check_image(file: Any) -> None:
    """Raise the ValidationError that `store_image` would raise for this file, and keep nothing."""
    open_upload(read_upload(file))
    file.seek(0)


def read_upload(file: Any) -> bytes:
    """A file's bytes; of one that is too large only so many that it shows."""
    file.seek(0)
    return file.read(settings.IMAGE_MAX_BYTES + 1)


def normalised(picture: Pillow.Image) -> Kept:
    """The picture as it is kept: upright, in sRGB, without metadata."""
    kept = FORMATS[picture.format or "PNG"]
    plain = in_full_colour(picture)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
    plain = in_srgb(turned_upright(plain))
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    if plain.mode == "RGBA" and kept == "JPEG":
        kept = "WEBP"
    # A fresh image has no EXIF, GPS, XMP or comments to carry over.
    clean = Pillow.new(plain.mode, plain.size)
    clean.paste(plain)
    buffer = io.BytesIO()
    options: dict[str, Any] = {"JPEG": {"quality": 92, "optimize": True}, "WEBP": {"quality": 92}}.get(kept, {})
    clean.save(buffer, kept, **options)
    return Kept(buffer.getvalue(), kept, clean.size, fingerprint_of(clean))


def in_full_colour(picture: Pillow.Image) -> Pillow.Image:
    """RGB, RGBA or, until its profile has been read, CMYK; palettes and grey are written out."""
    if picture.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut off what is above 255, not scale it.
        return picture.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if picture.mode in {"RGB", "RGBA", "CMYK"} and "transparency" not in picture.info:
        return picture
    has_alpha = picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def turned_upright(picture: Pillow.Image) -> Pillow.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - broken EXIF says nothing of which side is up, and is no reason to refuse
        return picture


def in_srgb(picture: Pillow.Image) -> Pillow.Image:
    """The picture in the colours that every browser assumes: AVIF and WebP are then right without a profile."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile := picture.info.get("icc_profile"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile, or one of another colour space: the numbers are taken for sRGB
    return picture if picture.mode == mode else picture.convert(mode)


def digest_of(data: bytes) -> str:
    """What tells the content of an upload from every other."""
    return hashlib.sha256(data).hexdigest()


def keep_file(digest: str, kept: Kept) -> str:
    """Put a checked picture's file into the storage; its name there."""
    return default_storage.save(f"images/{digest[:2]}/{digest}.{EXTENSIONS[kept.format]}", ContentFile(kept.content))


def store_image(*, file: Any, by: Any = None, name: str = "") -> Image:
    """As `take_image`, for who need not know whether the picture was there already."""
    image, _is_new = take_image(file=file, by=by, name=name)
    return image


def take_image(*, file: Any, by: Any = None, name: str = "") -> tuple[Image, bool]:
    """Put an uploaded picture into the library and order its renditions; the same bytes again give the same image.

    Args:
        file: an open file or an upload.
        by: who uploads it.
        name: its name for editors; empty: the file's own.

    Returns:
        The image, and whether it is new.

    Raises:
        ValidationError: it is no picture, too large or too heavy; nothing has been kept then.
    """
    data = read_upload(file)
    if existing := Image.objects.filter(digest=digest_of(data)).first():
        return existing, False
    title = name or str(getattr(file, "name", "") or "").rpartition("/")[2].rpartition(".")[0]
    return keep_checked(check_upload(data), by=by, name=title)


def check_upload(data: bytes) -> Checked:
    """The costly half of `take_image`, which asks no database and so may be done in any thread.

    Raises:
        ValidationError: it is no picture that can be kept.
    """
    return Checked(digest_of(data), normalised(open_upload(data)))


def keep_checked(checked: Checked, *, by: Any = None, name: str = "") -> tuple[Image, bool]:
    """The other half: put a checked picture into the library; one that is there already is returned as it is."""
    digest, kept = checked.digest, checked.kept
    if existing := Image.objects.filter(digest=digest).first():
        return existing, False
    stored = keep_file(digest, kept)
    try:
        return _make_row(digest, stored, kept, one_line(name)[:200], by), True
    except IntegrityError:
        default_storage.delete(stored)
        # Somebody uploaded the same a moment ago.
        if existing := Image.objects.filter(digest=digest).first():
            return existing, False
        raise
    except BaseException:
        default_storage.delete(stored)
        raise


@transaction.atomic
def _make_row(digest: str, stored: str, kept: Kept, title: str, by: Any) -> Image:
    image = Image(digest=digest, title=title, uploaded_by=by, fingerprint=kept.fingerprint)
    # Named directly: the field's own bookkeeping would open the file again to measure it.
    image.file.name = stored
    image.width, image.height = kept.size
    image.save()
    make_renditions_later(image)
    return image
