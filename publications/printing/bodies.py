"""Texts as paper and books show them: pictures where they belong, a code to scan in place of a video."""

from dataclasses import dataclass, field
from functools import partial
from html import escape

from django.utils.translation import gettext as _

from delivery.qr import fits_qr
from editions.columns import translated
from editions.models import Edition
from media_gallery.bodies import Drawing, draw_body
from media_gallery.footnotes import Notes
from media_gallery.models import Image
from media_gallery.videos import parse_video
from publications.printing.pictures import Pictures, pixels

# Millimetres: a column, and both with the space between them (static/css/issue-print/sheet.css).
COLUMN, MEASURE = 84, 174


@dataclass
class Codes:
    """The addresses for which codes are drawn, by their names within the document."""

    addresses: dict[str, str] = field(default_factory=dict)

    def source(self, address: str) -> str:
        known = next((name for name, other in self.addresses.items() if other == address), None)
        name = known or f"codes/{len(self.addresses) + 1}.svg"
        self.addresses[name] = address
        return name


class PaperDrawing(Drawing):
    """Draws figures for paper."""

    def __init__(
        self, pictures: Pictures, codes: Codes, images: dict[int, Image], edition: Edition, notes: Notes
    ) -> None:
        super().__init__(images, edition, notes)
        self.pictures, self.codes = pictures, codes

    def draw_figure(self, figure: dict[str, str | None], caption: str) -> str:
        kind = (figure.get("class") or "").split()
        if "embed" in kind:
            return self.draw_video(figure.get("href") or "", caption)
        number = figure.get("data-image") or ""
        image = self.images.get(int(number)) if number.isdigit() else None
        if image is None:
            return ""
        return draw_picture(image, self.edition, self.pictures, caption, is_wide="picture--wide" in kind)

    def draw_video(self, url: str, caption: str) -> str:
        video = parse_video(url)
        address = video.page if video else url
        if not address.startswith(("http://", "https://")):
            return f"<p>{caption}</p>" if caption else ""
        words = escape(_("Code to scan: %(address)s") % {"address": address})
        shown = escape(address.partition("://")[2].removeprefix("www."))
        label = escape(_("Video")) if video else escape(_("Elsewhere"))
        link = f'<a class="scan__address" href="{escape(address)}" dir="ltr">{shown}</a>'
        said = f'<span class="scan__words">{caption}</span>' if caption else ""
        code = f'<img class="scan__code" src="{self.codes.source(address)}" alt="{words}">' if fits_qr(address) else ""
        return (
            f'<div class="scan">{code}'
            f'<p class="scan__text"><strong class="scan__label">{label}</strong>{said}{link}</p></div>'
        )


def draw_picture(
    image: Image, edition: Edition, pictures: Pictures, caption: str = "", *, is_wide: bool = False
) -> str:
    """A picture with its caption (drawn HTML; "": its own) and its credit."""
    words = caption or escape(translated(image, "caption", edition.code))
    if credit := translated(image, "credit", edition.code):
        words = f'{words} <span class="figure__credit">{escape(credit)}</span>'.strip()
    figcaption = f'<figcaption class="figure__caption">{words}</figcaption>' if words else ""
    source = pictures.source(image, pixels(MEASURE if is_wide else COLUMN))
    kind = "figure figure--wide" if is_wide else "figure"
    if image.height > image.width:
        kind += " figure--tall"
    alt = escape(pictures.words(image))
    return f'<figure class="{kind}"><img class="figure__img" src="{source}" alt="{alt}">{figcaption}</figure>'


def draw_text(
    body: str, edition: Edition, images: dict[int, Image], *, pictures: Pictures, codes: Codes, notes: Notes
) -> str:
    """A stored body; its notes are kept in `notes`."""
    return draw_body(body, edition, images, notes=notes, drawing=partial(PaperDrawing, pictures, codes))
