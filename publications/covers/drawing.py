"""Drawing of covers: 1200 by 1600 pixels, of type above all; the picture stands below the title, from edge to edge."""

from PIL import Image as Pillow
from PIL import ImageDraw

from media_gallery.share_cards.drawing import INK, MUTED, PAPER, RULE, cropped, read_photograph, write_line
from media_gallery.share_cards.setting import Style, fitted, settable
from publications.covers.design import CoverDesign

WIDTH, HEIGHT = 1200, 1600
MARGIN, BAR = 84, 18
# Where the picture begins; without one the title has that room too.
PICTURE_TOP = 700
# Baselines and the box of the title.
SERIES, LINE, ABOUT, TITLE_TOP = 168, 214, 282, 330


def draw_cover(design: CoverDesign) -> Pillow.Image:
    """The cover; one whose picture cannot be read does without it."""
    sheet = Pillow.new("RGB", (WIDTH, HEIGHT), PAPER)
    photograph = read_photograph(design.image, least=1280, size=(WIDTH, HEIGHT)) if design.image else None
    if photograph and design.image:
        focus = (design.image.focal_x, design.image.focal_y)
        sheet.paste(cropped(photograph, focus, (WIDTH, HEIGHT - PICTURE_TOP)), (0, PICTURE_TOP))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, WIDTH - 1, BAR - 1), fill=design.accent)
    _write(draw, design, bottom=PICTURE_TOP - 48 if photograph else HEIGHT - 2 * MARGIN)
    if not photograph:
        draw.rectangle(
            (_edge(design, 160)[0], HEIGHT - MARGIN - 12, _edge(design, 160)[1], HEIGHT - MARGIN), design.accent
        )
    return sheet


def _write(draw: ImageDraw.ImageDraw, design: CoverDesign, *, bottom: int) -> None:
    is_rtl = design.direction == "rtl"
    edge, width = (WIDTH - MARGIN if is_rtl else MARGIN), WIDTH - 2 * MARGIN

    def style(size: int) -> Style:
        return Style(design.direction, design.language, size)

    names, small = fitted(settable(design.series), style(72), width, 120, smallest=36)
    write_line(draw, names[0], small, edge, SERIES, design.accent)
    draw.line((MARGIN, LINE, WIDTH - MARGIN - 1, LINE), fill=RULE, width=3)
    abouts, small = fitted(settable(design.about), style(38), width, 64, smallest=24)
    write_line(draw, abouts[0], small, edge, ABOUT, MUTED)
    largest = 124 if bottom < HEIGHT / 2 else 168
    lines, large = fitted(settable(design.title), style(largest), width, bottom - TITLE_TOP, smallest=48)
    top = TITLE_TOP + (large.size if not is_rtl else large.size * 1.16)
    for number, text in enumerate(lines):
        write_line(draw, text, large, edge, top + number * large.leading, INK)


def _edge(design: CoverDesign, length: int) -> tuple[int, int]:
    """From where to where a stroke of this length goes that begins where lines do."""
    return (WIDTH - MARGIN - length, WIDTH - MARGIN) if design.direction == "rtl" else (MARGIN, MARGIN + length)
