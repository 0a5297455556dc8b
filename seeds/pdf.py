"""PDFs of the demo's issues: cover, lead and contents, shaped and set in the edition's direction.

Set by fpdf2 with HarfBuzz; the fonts are the site's own. (The real composing of issues is another, later thing.)
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from editions.models import Edition
from editions.scripts.calendars import format_date
from editions.scripts.digits import to_digits

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
FILES = {"ar": "vazirmatn.woff2", "fa": "vazirmatn.woff2"}
LATIN = "nejat-serif-text.woff2"
SCRIPTS = {"ar": ("Arab", "ARA"), "fa": ("Arab", "FAR")}
MARGIN, WIDTH = 22, 210
# Words of the PDF itself, which has no translation catalogue of its own.
INSIDE = {"en": "Inside this issue", "ar": "في هذا العدد", "fa": "در این شماره", "sq": "Në këtë numër"}


@dataclass(frozen=True)
class PdfEntry:
    heading: str
    teaser: str


@cache
def workshop() -> TemporaryDirectory:
    """A folder for converted fonts, gone with the process."""
    return TemporaryDirectory(prefix="nejat-fonts-")


@cache
def font(name: str, weight: int) -> Path:
    """One weight of a font as a plain TrueType file: a PDF takes neither WOFF2 nor a variable font."""
    face = TTFont(FONTS / name)
    if "fvar" in face:
        axes = {axis.axisTag: axis.defaultValue for axis in face["fvar"].axes}
        axes["wght"] = weight
        face = instantiateVariableFont(face, axes, inplace=True)
    face.flavor = None
    path = Path(workshop().name) / f"{name.partition('.')[0]}-{weight}.ttf"
    face.save(path)
    return path


class IssuePdf(FPDF):
    """An A4 document whose text follows the edition's script and direction."""

    def __init__(self, edition: Edition, masthead: str) -> None:
        super().__init__(format="A4")
        self.edition, self.masthead = edition, masthead
        self.is_rtl = edition.direction == "rtl"
        for style, weight in (("", 400), ("B", 700)):
            self.add_font("Text", style, font(FILES.get(edition.code, LATIN), weight))
            if edition.code in FILES:
                self.add_font("Latin", style, font(LATIN, weight))
        if edition.code in FILES:
            self.set_fallback_fonts(["Latin"], exact_match=False)
        script, language = SCRIPTS.get(edition.code, ("Latn", None))
        self.set_text_shaping(True, direction="rtl" if self.is_rtl else "ltr", script=script, language=language)
        self.set_lang(edition.language)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, 24)

    def footer(self) -> None:
        self.set_y(-16)
        self.set_font("Text", "", 9)
        self.set_text_color(110)
        self.cell(0, 6, f"{self.masthead} · {self.number(self.page_no())}", align=Align.C)

    def number(self, value: int) -> str:
        return to_digits(str(value), self.edition.digits)

    def block(self, text: str, size: float, *, style: str = "", after: float = 3, grey: int = 20) -> None:
        """A paragraph at the start side of the page; sizes in points, distances in millimetres."""
        self.set_font("Text", style, size)
        self.set_text_color(grey)
        leading = size * (0.62 if self.is_rtl else 0.5)
        self.multi_cell(
            WIDTH - 2 * MARGIN,
            leading,
            text,
            align=Align.R if self.is_rtl else Align.L,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.ln(after)


def make_pdf(
    *,
    edition: Edition,
    masthead: str,
    number: int | None,
    day: date,
    title: str,
    lead: str,
    cover: str,
    entries: list[PdfEntry],
) -> bytes:
    """The PDF of an issue (or, without a number and entries, of a book's sample) in one edition.

    Args:
        masthead: name of the series in the edition.
        cover: path of the cover's picture.
        entries: what is "inside this issue".
    """
    pdf = IssuePdf(edition, masthead)
    pdf.set_title(title)
    pdf.set_author(edition.site_name)
    pdf.add_page()
    top = [masthead, *([pdf.number(number)] if number else []), format_date(day, edition.date_style)]
    pdf.block(" · ".join(top), 11, grey=90, after=4)
    pdf.image(cover, x=MARGIN, w=WIDTH - 2 * MARGIN, h=150, keep_aspect_ratio=True)
    pdf.ln(4)
    pdf.block(title, 26, style="B", after=2)
    pdf.block(lead, 12.5, after=6)
    if entries:
        pdf.add_page()
        pdf.block(INSIDE.get(edition.code, INSIDE["en"]), 18, style="B", after=4)
    for entry in entries:
        pdf.block(entry.heading, 14, style="B", after=0.5)
        if entry.teaser:
            pdf.block(entry.teaser, 11.5, grey=60, after=4)
    return bytes(pdf.output())
