"""Stacked bars as SVG: what a page spends, part by part; for light and for dark paper."""

from collections.abc import Iterator
from html import escape

WIDTH, LEFT, RIGHT = 760, 118, 64
BAR, GAP, TOP, LINE = 18, 6, 34, 20
COLUMNS = 3
# Neighbours differ in lightness, not in hue alone.
LOOKS = {
    "light": {"paper": "#ffffff", "ink": "#1d1d1b", "soft": "#5f5d57"},
    "dark": {"paper": "#16181a", "ink": "#ececea", "soft": "#a5a39d"},
}
COLOURS = ("#0b5a69", "#5fb3c0", "#a8d5dc", "#8a4b12", "#e0a458", "#f3d9a4", "#6d6a9c", "#b3b1d6", "#8d8d87")


def draw(again: dict[str, dict[str, float]], new: dict[str, dict[str, float]], words: dict[str, str], look: str) -> str:
    """A pair of bars a page: with what is kept of earlier requests, and with nothing.

    Args:
        again, new: milliseconds by part, by page.
        words: what each part is called, in the order of the stack.
        look: a name among `LOOKS`.
    """
    colours = LOOKS[look]
    longest = max(sum(one.values()) for one in (*again.values(), *new.values()))
    scale = (WIDTH - LEFT - RIGHT) / longest
    foot = TOP + len(again) * (2 * BAR + 3 * GAP)
    height = foot + 14 + LINE * -(-len(words) // COLUMNS)
    body = [*_bars(again, new, words, scale, colours), *_legend(words, foot + 14, colours)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' font-family="system-ui, sans-serif" font-size="12" role="img">'
        "<title>Where the time of an uncached page goes</title>"
        f'<rect width="{WIDTH}" height="{height}" fill="{colours["paper"]}"/>'
        f'<text x="{LEFT}" y="20" fill="{colours["soft"]}">milliseconds of one core; above: parts are kept, '
        "below: nothing is</text>"
        f"{''.join(body)}</svg>\n"
    )


def _bars(
    again: dict[str, dict[str, float]],
    new: dict[str, dict[str, float]],
    words: dict[str, str],
    scale: float,
    colours: dict[str, str],
) -> Iterator[str]:
    at = TOP
    for page in again:
        middle = at + BAR + GAP / 2 + 4
        yield f'<text x="{LEFT - 12}" y="{middle:.0f}" text-anchor="end" fill="{colours["ink"]}">{escape(page)}</text>'
        for one in (again[page], new[page]):
            start = float(LEFT)
            for place, part in enumerate(words):
                length = one[part] * scale
                yield (
                    f'<rect x="{start:.1f}" y="{at}" width="{length:.1f}" height="{BAR}" fill="{COLOURS[place]}">'
                    f"<title>{escape(words[part])}: {one[part]:.2f} ms</title></rect>"
                )
                start += length
            whole = sum(one.values())
            yield f'<text x="{start + 6:.1f}" y="{at + 13}" fill="{colours["ink"]}">{whole:.1f}</text>'
            at += BAR + GAP
        at += GAP


def _legend(words: dict[str, str], top: int, colours: dict[str, str]) -> Iterator[str]:
    width = (WIDTH - 24) / COLUMNS
    for place, word in enumerate(words.values()):
        across, down = 12 + place % COLUMNS * width, top + place // COLUMNS * LINE
        yield f'<rect x="{across:.0f}" y="{down}" width="12" height="12" fill="{COLOURS[place]}"/>'
        yield f'<text x="{across + 18:.0f}" y="{down + 10}" fill="{colours["soft"]}">{escape(word)}</text>'
