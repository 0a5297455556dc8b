"""What can be read from a PDF, for tests."""

import ctypes
import re
import zlib
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdfium2 import raw

from publications.reading.child import page_text

# Pages are compared small, grey and a little out of focus: the edges of letters are not what is asked about.
SCALE, BLUR = 0.6, 1.2


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page in the order in which they are read, as search reads those of uploaded PDFs."""
    return [page_text(page) for page in pypdfium2.PdfDocument(pdf)]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Whether each font that draws something lies in the file, by its name without the mark of a subset."""
    found: dict[str, bool] = {}
    for page in pypdfium2.PdfDocument(pdf):
        for part in page.get_objects():
            if part.type == raw.FPDF_PAGEOBJ_TEXT:
                font, name = raw.FPDFTextObj_GetFont(part), ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode().partition("+")[2]] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found


def structure_of(pdf: bytes) -> list[tuple[str, str]]:
    """(type, alternative text) of the elements of the tree of structure, page by page, in the order of reading."""
    return [found for page in pypdfium2.PdfDocument(pdf) for found in _of_page(page)]


def _of_page(page: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    for number in range(raw.FPDF_StructTree_CountChildren(tree)):
        yield from _of_element(raw.FPDF_StructTree_GetChildAtIndex(tree, number))


def _of_element(element: object) -> Iterator[tuple[str, str]]:
    yield _said(raw.FPDF_StructElement_GetType, element), _said(raw.FPDF_StructElement_GetAltText, element)
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _of_element(child)


def _said(ask: object, element: object) -> str:
    buffer = ctypes.create_string_buffer(2000)
    length = ask(element, buffer, 2000)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le")


def contents_of(pdf: bytes) -> bytes:
    """What draws the pages, as it is written in the file."""
    return b"".join(_inflated(part) for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S))


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def drawn(pdf: bytes, page: int) -> Image.Image:
    """A page as it is compared."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=SCALE).to_pil().convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pages are from each other: 0 for the same, some 30 for another text."""
    if one.size != other.size:
        return 255.0
    apart = ImageChops.difference(*(image.filter(ImageFilter.GaussianBlur(BLUR)) for image in (one, other)))
    return ImageStat.Stat(apart).rms[0]
