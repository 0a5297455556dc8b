"""The pictures of an issue, collected while it is drawn: each under a name of its own, at the size it is shown.

The name says which picture it is and how many pixels wide it is wanted, so that whoever makes the file (the child
process for paper, the writer of EPUBs) needs to know nothing else.
"""

from dataclasses import dataclass, field

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from media_gallery.models import Image
from media_gallery.pictures import alt_of, rendition_name

# Of pictures on paper: enough for offset print of a newsletter, and a third of the bytes of 300.
DOTS_PER_INCH = 200


def pixels(millimetres: float) -> int:
    return round(millimetres / 25.4 * DOTS_PER_INCH)


@dataclass
class Pictures:
    """What was asked for: the image and the most pixels that it is wanted wide, by number."""

    code: str
    wanted: dict[int, tuple[Image, int]] = field(default_factory=dict)

    def source(self, image: Image, width: int) -> str:
        """The address of a picture within the document, `width` pixels wide or as wide as it is."""
        width = min(width, image.width or width)
        _image, most = self.wanted.get(image.pk, (image, 0))
        self.wanted[image.pk] = (image, max(most, width))
        return f"pictures/{image.pk}-{width}.jpg"

    def words(self, image: Image) -> str:
        """Its alternative text. On paper none may be without: what is decoration on a page is said to be a picture."""
        return alt_of(image, self.code) or _("Picture")


def file_of(image: Image, width: int) -> bytes:
    """The smallest JPEG that is at least `width` pixels wide, else the original; OSError where there is none."""
    made = next((one for one in sorted(image.renditions.get("jpeg", [])) if one >= width), None)
    name = rendition_name(image.digest, made, "jpeg") if made else image.file.name or ""
    if made and not default_storage.exists(name):
        name = image.file.name or ""
    with default_storage.open(name) as file:
        return file.read()
