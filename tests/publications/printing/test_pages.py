"""Pages of an issue in each edition: as they look, as they are read, and as they are for who cannot see them.

After a change of the design: `GOLDEN=write pytest tests/publications/printing/test_pages.py`, and look at the pictures.
"""

import os
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from publications.printing.making import draw_pdf
from publications.printing.needs import printable
from publications.printing.parts import read_issue
from tests.publications.printing.pdfs import contents_of, difference, drawn, fonts_of, pages_of, structure_of
from tests.publications.printing.samples import make_sample

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("editions", "files_dir"),
    pytest.mark.skipif(bool(printable()), reason="Pango is missing"),
]

GOLDEN = Path(__file__).parent.parent / "golden"
# What is compared: the cover and the article. Another version of the libraries that draw differs by less than this.
PAGES, FAR = (0, 2), 6.0
# Words of one line; a half-space has no width, so that PDFs do not keep it.
SAID = {
    "en": [
        "The Letter",
        "Number 12",
        "A library on two wheels",
        "Books on bees",
        "«شاهنامه»",
        "1. The edition of 1960.",
    ],
    "sq": ["Letra", "Një bibliotekë me dy rrota", "Askush nuk ka humbur asnjë libër."],
    "fa": [
        "کتابخانهای روی دو چرخ",
        "سه دنده دارد که دو تای آن کار",
        "گدار بالا",
        "The Old Man and the Sea, in English",
        "چاپ ۱۳۴۵.",
    ],
    "ar": ["مكتبة على عجلتين", "تعمل منها اثنتان. في صناديقها", "حكايات البحر", "The Old Man and the Sea, in English"],
}
OURS = {"Nejat-Serif", "Nejat-Serif-Ext", "Nejat-Display", "Vazirmatn"}


def is_ours(font: str) -> bool:
    return any(font == name or font.startswith(f"{name}-") for name in OURS)


@pytest.fixture(params=["en", "sq", "fa", "ar"])
def printed(request) -> tuple[str, bytes]:
    return request.param, draw_pdf(read_issue(make_sample(request.param))).pdf


def test_pages_of_each_edition(printed):
    """One test for all that is asked of a PDF, since drawing one takes seconds."""
    code, pdf = printed
    looks_as_it_should(code, pdf)
    reads_in_order(code, pages_of(pdf))
    lies_whole_in_the_file(pdf)
    is_there_for_who_cannot_see(code, pdf)
    is_found_by_bookmarks_and_links(pdf)


def looks_as_it_should(code: str, pdf: bytes) -> None:
    for page in PAGES:
        path, now = GOLDEN / f"{code}-{page + 1}.png", drawn(pdf, page)
        if os.environ.get("GOLDEN") == "write":
            now.quantize(16).save(path, optimize=True)
        then = Image.open(path).convert("L")
        assert difference(now, then) < FAR, f"{path.name} looks otherwise"
        # That it can tell: a page the wrong way round is far from it.
        assert difference(ImageOps.mirror(now), then) > 2 * FAR


def reads_in_order(code: str, pages: list[str]) -> None:
    text = " ".join(pages)
    for words in SAID[code]:
        assert words in text
    # Page numbers in the edition's digits, at the foot and in the contents.
    digit = {"en": "3", "sq": "3", "fa": "۳", "ar": "٣"}[code]
    assert pages[2].endswith(digit)
    assert f". {digit}" in pages[1]
    # Letters, not the forms in which they are drawn when they stand alone.
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", text)


def lies_whole_in_the_file(pdf: bytes) -> None:
    fonts = fonts_of(pdf)
    assert fonts
    assert all(fonts.values())
    assert [name for name in fonts if not is_ours(name)] == []
    # Three pictures and parts of five fonts.
    assert len(pdf) < 250_000


def is_there_for_who_cannot_see(code: str, pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    assert b"pdfuaid:part" in contents_of(pdf)
    title = document.get_metadata_value("Title")
    assert {"en": "The Letter", "sq": "Letra", "fa": "نامه", "ar": "الرسالة"}[code] in title
    assert "<" not in title
    tree = structure_of(pdf)
    figures = [alt for kind, alt in tree if kind == "Figure"]
    assert f"Bicycle {code}" in figures
    assert all(figures)
    kinds = {kind for kind, _alt in tree}
    assert {"H1", "P", "Art", "Figure", "Caption", "Link"} <= kinds
    contents = contents_of(pdf)
    assert f"/Lang ({code})".encode() in contents
    if code == "en":
        # The words of another language, too.
        assert b"/Lang (fa)" in contents
    if code in {"en", "fa"}:
        assert {"Table", "TH", "TD", "L", "LI"} <= kinds


def is_found_by_bookmarks_and_links(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert len(list(document.get_toc())) >= 3
    # The article's short address, on paper and as a link.
    assert b"http://127.0.0.1:8000/s/a2By" in contents_of(pdf)
