"""An attachment of an export: where its file is, and the words it carries."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import basename, splitext
from typing import Any

from editions.richtext.plain import plain_text
from editions.scripts.controls import one_line, strip_controls
from wordpress.files.addresses import is_edited, name_of, original_address, uploads_path, with_name
from wordpress.serialised import read_array
from wordpress.wxr.items import Item

# What cameras write into every picture, and WordPress then takes for a caption.
_OF_CAMERAS = re.compile(
    r"(?:olympus|minolta|konica minolta|samsung|kodak|fuji\w*|sony|nikon|canon|panasonic|casio|pentax)?\s*"
    r"(?:digital camera|camera pictures|dsc|dcim[\\/].*|exif_jpeg_picture|default|untitled|img_?\d+|dsc[nf]?_?\d+)",
    re.I,
)

# Of a copy that comes before a larger one, since it shows the whole picture, in pixels.
LEAST_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Sized:
    """A copy in another size: its file's name, width and height in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the old site. Texts are plain, on one line but for the description; empty where there is none.

    Attributes:
        number: its item's; 0 for a file that only a text names.
        address: where it was read, in full.
        path: below the folder of uploads, decoded.
        original: the name of the file it was scaled down or turned from, in the same folder.
        sizes: its copies, what is best first.
        seen: addresses by which texts name it; tried when all else is missing.
        edition: code of the edition that its words are in; empty: they are kept in none.
    """

    number: int
    address: str
    path: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    description: str = ""
    credit: str = ""
    original: str = ""
    sizes: tuple[Sized, ...] = ()
    seen: tuple[str, ...] = ()
    edition: str = ""

    @property
    def name(self) -> str:
        return basename(self.path) or name_of(self.address)

    def seen_at(self, *addresses: str) -> "Attachment":
        """The attachment, known by more addresses."""
        return replace(self, seen=tuple(dict.fromkeys((*self.seen, *addresses))))

    def addresses(self) -> Iterator[str]:
        """Where its file may be, what is best first: what it was scaled down from, itself, its copies by size.

        What somebody cut or turned in the picture editor is what readers saw, and comes before its original.
        """
        given: set[str] = set()
        for address in self._wanted():
            if address and address not in given:
                given.add(address)
                yield address

    def _wanted(self) -> Iterator[str]:
        if not is_edited(self.address):
            if self.original:
                yield with_name(self.address, self.original)
            elif splitext(self.name)[0].endswith("-scaled"):
                yield original_address(self.address)
        yield self.address
        if self.original:
            yield with_name(self.address, self.original)
        yield original_address(self.address)
        for size in self.sizes:
            yield with_name(self.address, size.name)
        for address in self.seen:
            yield original_address(address)
        yield from self.seen


def read_attachment(item: Item, *, edition: str = "") -> Attachment:
    """What an item of the kind `attachment` says of its file."""
    meta = read_array(item.meta_of("_wp_attachment_metadata"))
    path = item.meta_of("_wp_attached_file").lstrip("/") or text_of(meta.get("file"))
    address = item.attachment_url or item.guid
    about = meta.get("image_meta")
    about = about if isinstance(about, dict) else {}
    return Attachment(
        number=item.number,
        address=address,
        path=path if "://" not in path else uploads_path(path),
        title=plain_line(item.title),
        alt=plain_line(item.meta_of("_wp_attachment_image_alt")),
        caption=without_camera(plain_line(item.excerpt) or plain_line(text_of(about.get("caption")))),
        description=without_camera(strip_controls(plain_text(html.unescape(item.body))).strip()),
        credit=credit_of(about),
        original=basename(text_of(meta.get("original_image"))),
        sizes=sizes_of(meta),
        edition=edition,
    )


def of_address(address: str, *, edition: str = "") -> Attachment:
    """A file that a text names and no item describes: its original is looked for first."""
    original = original_address(address)
    return Attachment(number=0, address=original, path=uploads_path(original), seen=(address,), edition=edition)


def sizes_of(meta: dict[Any, Any]) -> tuple[Sized, ...]:
    """The copies that an attachment's metadata list: those that show the whole picture first, the largest first."""
    sizes, whole_width, whole_height = meta.get("sizes"), whole(meta.get("width")), whole(meta.get("height"))
    found = set()
    for size in sizes.values() if isinstance(sizes, dict) else ():
        if isinstance(size, dict) and (name := basename(text_of(size.get("file")))):
            found.add(Sized(name, whole(size.get("width")), whole(size.get("height"))))

    def rank(size: Sized) -> tuple[bool, int, str]:
        # Rounding may cost a pixel.
        is_cropped = abs(size.width * whole_height - size.height * whole_width) > max(whole_width, whole_height)
        return is_cropped or size.width < LEAST_WIDTH, -size.width * size.height, size.name

    return tuple(sorted(found, key=rank))


def credit_of(about: dict[Any, Any]) -> str:
    """Whose the picture is, by what its camera or its agency wrote into it: who made it, and else who holds it."""
    made, held = plain_line(text_of(about.get("credit"))), plain_line(text_of(about.get("copyright")))
    return without_camera(made) or without_camera(held)


def plain_line(text: str) -> str:
    return one_line(plain_text(html.unescape(text))) if text else ""


def without_camera(text: str) -> str:
    """The text, unless it is one that cameras write into every picture."""
    return "" if _OF_CAMERAS.fullmatch(text.strip()) else text


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def whole(value: Any) -> int:
    """A width or height in pixels; 0 for what is none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
