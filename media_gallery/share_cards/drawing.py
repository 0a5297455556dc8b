"""Drawing of cards: 1200 by 630 pixels, as networks and messengers ask for."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageDraw

from media_gallery.models import Image
from media_gallery.pictures import rendition_name
from media_gallery.share_cards.card import ShareCard
from media_gallery.share_cards.setting import Style, fitted, settable

WIDTH, HEIGHT = 1200, 630
MARGIN, PICTURE = 64, 524
PAPER, INK, MUTED, RULE = "#fdfcf9", "#1b1a17", "#5d5950", "#d8d3c7"
BAR = 12


def draw_card(card: ShareCard) -> bytes:
    """The card as a JPEG; one whose photograph cannot be read does without it."""
    sheet = Pillow.new("RGB", (WIDTH, HEIGHT), PAPER)
    photograph = read_photograph(card.image) if card.image else None
    is_rtl = card.direction == "rtl"
    if photograph:
        sheet.paste(cropped(photograph, card.focus, (PICTURE, HEIGHT)), (0 if is_rtl else WIDTH - PICTURE, 0))
    taken = PICTURE if photograph else 0
    start, end = (taken, WIDTH) if is_rtl else (0, WIDTH - taken)
    write_words(ImageDraw.Draw(sheet), card, start, end, is_large=not photograph)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=88, subsampling=0, optimize=True, progressive=True)
    return buffer.getvalue()


def write_words(draw: ImageDraw.ImageDraw, card: ShareCard, start: int, end: int, *, is_large: bool) -> None:
    """The card's words in the column from pixel `start` to `end`."""
    draw.rectangle((start, 0, end - 1, BAR - 1), fill=card.accent)
    start, end = start + MARGIN, end - MARGIN
    width = end - start
    is_rtl = card.direction == "rtl"

    def line(text: str, style: Style, baseline: float, colour: str) -> None:
        write_line(draw, text, style, end if is_rtl else start, baseline, colour)

    names, small = fitted(settable(card.site_name), Style(card.direction, card.language, 34), width, 60, smallest=22)
    line(names[0], small, 104, card.accent)
    draw.line((start, 136, end - 1, 136), fill=RULE, width=2)
    largest, foot = (104 if is_large else 76), (96 if card.label else 56)
    box = HEIGHT - 160 - foot
    lines, style = fitted(settable(card.title), Style(card.direction, card.language, largest), width, box, smallest=30)
    top = 160 + (style.size if card.direction == "ltr" else style.size * 1.16)
    for number, text in enumerate(lines):
        line(text, style, top + number * style.leading, INK)
    if card.label:
        labels, small = fitted(settable(card.label), Style(card.direction, card.language, 28), width, 50, smallest=20)
        line(labels[0], small, HEIGHT - 48, MUTED)


def write_line(draw: ImageDraw.ImageDraw, text: str, style: Style, edge: float, baseline: float, colour: str) -> None:
    """One line from its beginning on: `edge` is where it begins, which is at the right of one from right to left."""
    for piece in style.pieces(text):
        advance = style.advance(piece)
        left = edge - advance if style.direction == "rtl" else edge
        draw.text(
            (left, baseline),
            piece.text,
            fill=colour,
            font=piece.face.at(style.size),
            anchor="ls",
            direction=piece.direction,
            language=style.tag,
        )
        edge += -advance if style.direction == "rtl" else advance


@contextmanager
def opened(name: str) -> Iterator[Pillow.Image]:
    with default_storage.open(name) as file:
        yield Pillow.open(file)


def read_photograph(
    image: Image, *, least: int = 960, size: tuple[int, int] = (2 * PICTURE, 2 * HEIGHT)
) -> Pillow.Image | None:
    """The picture, from a rendition where there is one that is large enough; None where it cannot be read.

    Args:
        least: how wide a rendition must be, in pixels.
        size: how large the picture is wanted at least.
    """
    widths = [width for width in image.renditions.get("jpeg", []) if width >= least]
    name = rendition_name(image.digest, widths[0], "jpeg") if widths else image.file.name or ""
    try:
        with opened(name) as found:
            # A JPEG is read at a fraction of its size where that is enough.
            found.draft("RGB", size)
            return found.convert("RGB") if found.mode not in {"RGBA", "LA", "P"} else flat(found)
    except (OSError, ValueError):
        return None


def flat(picture: Pillow.Image) -> Pillow.Image:
    """Without transparency: paper shows through."""
    clear = picture.convert("RGBA")
    sheet = Pillow.new("RGB", clear.size, PAPER)
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet


def cropped(picture: Pillow.Image, focus: tuple[int, int], size: tuple[int, int]) -> Pillow.Image:
    """The largest part of the picture with the proportions of `size` that has its focal point as near the middle as
    may be, scaled to it."""
    scale = min(picture.width / size[0], picture.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = min(max(picture.width * focus[0] / 100 - width / 2, 0), picture.width - width)
    top = min(max(picture.height * focus[1] / 100 - height / 2, 0), picture.height - height)
    return picture.resize(size, Pillow.Resampling.LANCZOS, box=(left, top, left + width, top + height))
