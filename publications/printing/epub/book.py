"""Writes the book: a ZIP file with a page for the cover, the beginning, each article and the imprint."""

import io
import uuid
import zipfile
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from PIL import Image as Pillow

from media_gallery.models import Image
from media_gallery.renditions import on_white
from publications.models import IssueEdition
from publications.printing.epub.xhtml import document, fit_for_book, parse, picture_sources
from publications.printing.parts import PrintedIssue, read_issue
from publications.printing.pictures import file_of

# Wide enough for a tablet; what is larger is not read on paper either.
WIDTH = 960
QUALITY = 80
# What reading systems show as they are, by Pillow's names.
FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "GIF": ("gif", "image/gif")}
# Reading systems seldom have good letters for these languages, and always for the others.
FONTS = {"fa": ("vazirmatn.woff2",), "ar": ("noto-naskh-arabic.woff2", "noto-naskh-arabic-punctuation.woff2")}
# Of all files within: two books of one issue that says the same are the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Item:
    """A file of the book, as its package lists it."""

    key: str
    name: str
    kind: str
    data: bytes
    properties: str = ""
    is_read: bool = False


def make_epub(text: IssueEdition) -> bytes:
    """The EPUB of an issue as readers see it."""
    return write_epub(read_issue(text))


def write_epub(issue: PrintedIssue) -> bytes:
    with translation.override(issue.edition.language), timezone.override(issue.edition.zone):
        items = list(_items(issue))
        package = render_to_string("publications/epub/package.opf", _package(issue, items))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        # First, and not compressed: by it the file is known.
        book.writestr(_entry("mimetype", zipfile.ZIP_STORED), "application/epub+zip")
        book.writestr(_entry("META-INF/container.xml"), render_to_string("publications/epub/container.xml"))
        book.writestr(_entry("EPUB/package.opf"), package)
        for item in items:
            is_small = item.kind.startswith(("image/", "font/"))
            how = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            book.writestr(_entry(f"EPUB/{item.name}", how), item.data)
    return file.getvalue()


def _entry(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = how
    return entry


def _items(issue: PrintedIssue) -> list[Item]:
    pictures, sources = _pictures(issue)
    context = {"issue": issue, "edition": issue.edition, "number": issue.text.issue}
    context["home"] = f"{settings.SITE_URL}/{issue.edition.code}/"

    def page(key: str, template: str, properties: str = "", **more: Any) -> Item:
        html = render_to_string(f"publications/epub/{template}.html", {**context, **more})
        root = parse(html.replace(' href="/', f' href="{settings.SITE_URL}/'))
        fit_for_book(root, sources)
        return Item(key, f"{key}.xhtml", "application/xhtml+xml", document(root), properties, is_read=key != "nav")

    cover = sources.get(issue.cover, "")
    fonts = FONTS.get(issue.edition.code, ())
    return [
        page("nav", "nav", "nav"),
        page("cover", "cover", cover=cover and issue.cover),
        *([page("lead", "lead")] if issue.lead else []),
        *(page(piece.anchor, "piece", piece=piece) for piece in issue.pieces),
        page("colophon", "colophon"),
        Item("style", "style.css", "text/css", _style(issue)),
        *(Item(f"font-{n}", f"fonts/{name}", "font/woff2", _font(name)) for n, name in enumerate(fonts)),
        *(Item(key, name, kind, data, "cover-image" if name == cover else "") for key, name, kind, data in pictures),
    ]


def _pictures(issue: PrintedIssue) -> tuple[list[tuple[str, str, str, bytes]], dict[str, str]]:
    """(key, name, type, content) of the pictures that can be read; their names by what the pages call them."""
    found, names = [], {}
    for number, (image, _width) in issue.pictures.wanted.items():
        try:
            ending, kind, data = _shown(image)
        except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
            continue
        names[number] = f"pictures/{number}.{ending}"
        found.append((f"picture-{number}", names[number], kind, data))
    parts = [piece.picture + piece.body + piece.notes for piece in issue.pieces]
    sources = picture_sources(parse("".join([issue.lead, *parts])))
    asked = [*sources, *([issue.cover] if issue.cover else [])]
    numbers = {source: int(source.split("/")[1].split("-")[0]) for source in asked if source.startswith("pictures/")}
    return found, {source: names[number] for source, number in numbers.items() if number in names}


def _shown(image: Image) -> tuple[str, str, bytes]:
    """Ending, type and content of a picture: as it is kept where reading systems know that, else as a JPEG."""
    data = file_of(image, WIDTH)
    with Pillow.open(io.BytesIO(data)) as picture:
        if picture.format in FORMATS and picture.width <= 2 * WIDTH:
            picture.verify()
            return *FORMATS[picture.format], data
        picture.load()
        small = on_white(picture.convert("RGBA"))
    small.thumbnail((WIDTH, 4 * WIDTH))
    file = io.BytesIO()
    small.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return *FORMATS["JPEG"], file.getvalue()


def _style(issue: PrintedIssue) -> bytes:
    folder = settings.BASE_DIR / "static" / "css" / "issue-epub"
    own = folder / f"{issue.edition.code}.css"
    sheets = [folder / "book.css", *([own] if own.exists() else [])]
    # In the book, fonts lie beside the sheet.
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets).replace("../../fonts/", "fonts/").encode()


def _font(name: str) -> bytes:
    return (settings.BASE_DIR / "static" / "fonts" / name).read_bytes()


def _package(issue: PrintedIssue, items: list[Item]) -> dict[str, Any]:
    text = issue.text
    return {
        "issue": issue,
        "edition": issue.edition,
        "number": text.issue,
        "items": items,
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, issue.address),
        "modified": text.updated_at,
        "has_pictures": any(item.kind.startswith("image/") for item in items),
        "authors": list(dict.fromkeys(name for piece in issue.pieces for name in piece.authors)),
    }
