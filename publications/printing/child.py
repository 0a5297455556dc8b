"""Draws one issue, prepared in a folder, as a PDF: a process of its own, without settings, database or network.

Whatever a text or a picture does to the libraries that draw it, it does to nobody else.

    python -m publications.printing.child FOLDER SECONDS PAGES

FOLDER holds `issue.html`, `accent.css`, `codes/` and `pictures/` (originals by number). Written there: `issue.pdf`,
and of the first PAGES pages `page-N.png`. On standard output: JSON with `pages`, `broken` (numbers of pictures that
could not be read), or `error`.
"""

import io
import json
import logging
import re
import resource
import sys
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
from fontTools.ttLib import woff2
from PIL import Image

from publications.printing.directions import isolate
from publications.printing.fitting import TIMES, fit, places_of
from publications.printing.mending import mend
from publications.printing.tree import remove

# Memory of the whole process, in bytes: 40 pages with 60 pictures need a third of it.
MEMORY = 2 * 1024**3
STATIC = Path(__file__).resolve().parents[2] / "static"
# Nothing is ever asked of this host: addresses below it are names of files.
BASE = "https://issue.invalid/"
QUALITY = 82
# Of previews: 96 dots an inch.
SCALE = 96 / 72
_PICTURE = re.compile(r"pictures/([0-9]+)-([0-9]+)\.jpg")
_CODE = re.compile(r"codes/[0-9]+\.svg")
_SHEET = re.compile(r"css/[a-z0-9-]+\.css")
_FONT = re.compile(r"fonts/[a-z0-9-]+\.woff2")


class Files:
    """The files that an issue may name: its own, our style sheets and fonts. Nothing else is ever opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn: dict[str, bytes] = {}

    def read(self, name: str) -> tuple[bytes, str]:
        """Content and type of a file by its name; OSError or ValueError of what is none or cannot be read."""
        if found := _PICTURE.fullmatch(name):
            if name not in self.drawn:
                self.drawn[name] = resampled(self.folder / "pictures" / found[1], int(found[2]))
            return self.drawn[name], "image/jpeg"
        if _CODE.fullmatch(name):
            return (self.folder / name).read_bytes(), "image/svg+xml"
        if name == "accent.css":
            return (self.folder / name).read_bytes(), "text/css"
        if _SHEET.fullmatch(name):
            return (STATIC / "css" / "issue-print" / name.removeprefix("css/")).read_bytes(), "text/css"
        if _FONT.fullmatch(name):
            if name not in self.drawn:
                self.drawn[name] = unpacked(STATIC / name)
            return self.drawn[name], "font/ttf"
        raise ValueError(f"{name} is no file of an issue")


def unpacked(path: Path) -> bytes:
    """A WOFF2 font as it was before it was packed, which costs more than drawing a page: once, not for each drawing."""
    file = io.BytesIO()
    woff2.decompress(io.BytesIO(path.read_bytes()), file)
    return file.getvalue()


def resampled(path: Path, width: int) -> bytes:
    """A picture as a JPEG at most `width` pixels wide, on white; ValueError or OSError of one that cannot be read."""
    try:
        with Image.open(path) as opened:
            opened.draft("RGB", (width, width))
            opened.load()
            picture: Image.Image = opened
            if opened.mode in {"RGBA", "LA", "P", "PA"}:
                layer = opened.convert("RGBA")
                picture = Image.new("RGB", layer.size, "white")
                picture.paste(layer, mask=layer.getchannel("A"))
            picture = picture.convert("RGB")
            if picture.width > width:
                height = max(1, round(picture.height * width / picture.width))
                picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            file = io.BytesIO()
            picture.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
            return file.getvalue()
    except (Image.DecompressionBombError, SyntaxError) as error:
        raise ValueError(str(error)) from error


def without_broken(root: ElementTree.Element, files: Files) -> list[str]:
    """Take out pictures that cannot be read, with what frames them; their names."""
    broken = []
    for parent in list(root.iter()):
        for child in list(parent):
            sources = [one.get("src") or "" for one in child.iter("img")] if child.tag in {"figure", "img"} else []
            for source in sources:
                try:
                    files.read(source)
                except (OSError, ValueError):
                    broken.append(source)
                    remove(parent, child)
                    break
    return broken


def draw(folder: Path) -> dict[str, Any]:
    """Write `issue.pdf`; what there is to say of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = Files(folder)

    class Fetcher(URLFetcher):
        """Gives files of the issue and of nowhere else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(BASE):
                raise ValueError("Nothing is fetched from elsewhere.")
            data, kind = files.read(url.removeprefix(BASE))
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    mend()
    html = HTML(string=(folder / "issue.html").read_text(encoding="utf-8"), base_url=BASE, url_fetcher=Fetcher())
    root = html.etree_element
    broken = without_broken(root, files)
    for cover in root.iter("section"):
        if cover.get("class") == "cover" and cover.find(".//img") is None:
            # Its picture was one of those: the title is the cover then.
            cover.set("class", "cover cover--plain")
            for frame in cover.findall("div[@class='cover__picture']"):
                remove(cover, frame)
    isolate(root, root.get("dir") or "ltr")
    document = html.render(pdf_variant="pdf/ua-1")
    for _time in range(TIMES):
        if not fit(root, places_of(document.pages)):
            break
        document = html.render(pdf_variant="pdf/ua-1")
    document.write_pdf(folder / "issue.pdf", pdf_variant="pdf/ua-1")
    numbers = {found[1] for name in broken if (found := _PICTURE.fullmatch(name))}
    return {"pages": len(document.pages), "broken": sorted(numbers)}


def show(folder: Path, pages: int) -> None:
    """Draw the first pages as pictures."""
    document = pypdfium2.PdfDocument(folder / "issue.pdf")
    for number in range(min(pages, len(document))):
        page = document[number]
        page.render(scale=SCALE).to_pil().convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(
            folder / f"page-{number + 1}.png", optimize=True
        )
        page.close()
    document.close()


def main(arguments: list[str]) -> None:
    folder, seconds, pages = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        found = draw(folder)
        show(folder, pages)
    except MemoryError:
        found = {"error": "memory"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
