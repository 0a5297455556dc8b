"""Pictures in mail: JPEG at full addresses, with the size at which they are shown; all programs know nothing newer."""

from dataclasses import dataclass
from pathlib import PurePath

from editions.head import absolute
from media_gallery.models import Image
from media_gallery.pictures import alt_of, image_size, image_url

# In the pixels of the sheet, which is 600 wide and has a border and 24 at each side (static/css/mail.css).
WIDE, COVER, SMALL = 550, 180, 120
# A picture beside words is no higher than so many times its width.
TALLEST = 1.4
_KNOWN = {".jpg", ".jpeg", ".png", ".gif"}


@dataclass(frozen=True)
class MailPicture:
    address: str
    width: int
    height: int
    alt: str
    is_wide: bool = False
    is_small: bool = False
    # Nobody has written what it shows.
    is_bare: bool = False


def mail_picture(image: Image | None, code: str, width: int, *, alt: str | None = None) -> MailPicture | None:
    """The picture at most `width` pixels wide; None where there is none that all mail programs can show.

    Args:
        code: the edition whose words stand in its place where pictures are off.
        alt: those words, where they are not the picture's own.
    """
    if image is None or not image.width or not (image.renditions.get("jpeg") or is_known(image)):
        return None
    # Twice as many pixels for fine screens where that costs little; what is small is the smallest there is.
    asked = width + 1 if width == WIDE else width
    shown = min(width, image_size(image, asked)[0])
    if width != WIDE and image.height > image.width * TALLEST:
        shown = max(1, round(width * TALLEST * image.width / image.height))
    words = alt_of(image, code) if alt is None else alt
    return MailPicture(
        address=absolute(image_url(image, asked)),
        width=shown,
        height=max(1, round(image.height * shown / image.width)),
        alt=words,
        is_wide=width == WIDE,
        is_small=width == SMALL,
        is_bare=not words and not image.is_decorative,
    )


def is_known(image: Image) -> bool:
    """Whether the file itself can be shown, before the smaller copies of it are made."""
    return PurePath(image.file.name or "").suffix.lower() in _KNOWN
