"""Bars and lines as SVG without scripts or fonts of their own; one drawing for light pages and one for dark ones.

What a mark means is said beside it in words and by its pattern, never by its colour alone.
"""

import math
from dataclasses import dataclass, field
from html import escape

from benchmarks.measuring.rounds import shown

WIDTH, NAMES, VALUES = 760, 190, 120
ROW, GAP, HEAD, FOOT = 22, 14, 62, 34
# Text, lines and the fills of the series in turn: they differ in lightness too, and each has a pattern.
SCHEMES = {
    "light": {"text": "#1b1f24", "soft": "#57606a", "line": "#c8ced6"},
    "dark": {"text": "#e6edf3", "soft": "#a3adb8", "line": "#3d444d"},
}
FILLS = {
    "light": ["#0b5cad", "#c2571a", "#7a869a", "#2b7a4b", "#8250a8"],
    "dark": ["#5aa9f2", "#f0985a", "#98a4b5", "#5fc389", "#c39be8"],
}
DASHES = ("", ' stroke-dasharray="7 4"', ' stroke-dasharray="2 3"', ' stroke-dasharray="12 4 2 4"')
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


@dataclass
class Chart:
    """A plot.

    Args:
        key: the name of its files.
        kind: `bars` (groups of bars, from `groups`) or `lines` (values over numbers, from `lines`).
        scale: `linear`, or `log` where values lie far apart; bars on it begin at `least`.
        groups: what is measured, and by series its value.
        lines: by series, points (number, value).
    """

    key: str
    title: str
    description: str
    unit: str
    kind: str = "bars"
    scale: str = "linear"
    groups: list[tuple[str, dict[str, float]]] = field(default_factory=list)
    lines: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    across: str = ""


def drawn(chart: Chart, scheme: str) -> str:
    """The drawing as a whole SVG file; `scheme` is light or dark."""
    colours = {**SCHEMES[scheme], "fills": FILLS[scheme]}
    height, body = _bars(chart, colours) if chart.kind == "bars" else _lines(chart, colours)
    title, described = escape(chart.title), escape(f"{chart.description} {told(chart)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="title described" font-family="{FONT}" font-size="13">\n'
        f'<title id="title">{title}</title>\n<desc id="described">{described}</desc>\n'
        f"{_patterns(colours)}\n{_text(0, 20, chart.title, colours['text'], size=16, weight=600)}\n{body}\n</svg>\n"
    )


def told(chart: Chart) -> str:
    """All its values in words, for who does not see it."""
    if chart.kind == "lines":
        told_lines = (
            f"{name}: " + ", ".join(f"{shown(value)} at {number:,.0f}" for number, value in points)
            for name, points in chart.lines.items()
        )
        return f"In {chart.unit}. " + "; ".join(told_lines) + "."
    groups = (
        f"{name}: " + ", ".join(f"{one} {shown(value)}" for one, value in bars.items()) for name, bars in chart.groups
    )
    return f"In {chart.unit}. " + "; ".join(groups) + "."


def series_of(chart: Chart) -> list[str]:
    names: list[str] = list(chart.lines)
    for _group, bars in chart.groups:
        names += [name for name in bars if name not in names]
    return names


def length(value: float, most: float, room: float, *, least: float = 0) -> float:
    """How long a bar is of `room`; with `least`, on a logarithmic scale that begins there."""
    if not least:
        return room * value / most if most else 0
    return room * max(0.0, math.log(value / least) / math.log(most / least)) if value > 0 else 0


def _bars(chart: Chart, colours: dict) -> tuple[int, str]:
    names, room = series_of(chart), WIDTH - NAMES - VALUES
    values = [value for _name, bars in chart.groups for value in bars.values() if value == value]
    most = max(values, default=1) or 1
    least = 0.0
    if chart.scale == "log":
        positive = [value for value in values if value > 0] or [1]
        least = 10 ** math.floor(math.log10(min(positive) * 0.7))
    parts, y = [_legend(names, colours)], HEAD
    for name, bars in chart.groups:
        for number, one in enumerate(bar for bar in names if bar in bars):
            value = bars[one]
            if number == 0:
                parts.append(_text(NAMES - 10, y + 15, name, colours["text"], anchor="end", weight=600))
            wide = max(1.5, length(value, most, room, least=least))
            fill = _fill(names.index(one), colours)
            parts.append(f'<rect x="{NAMES}" y="{y + 2}" width="{wide:.1f}" height="{ROW - 5}" rx="2" {fill}/>')
            parts.append(_text(NAMES + wide + 6, y + 15, shown(value), colours["text"]))
            y += ROW
        y += GAP
    axis = f"{chart.unit}{', logarithmic scale' if least else ''}"
    parts.append(f'<path d="M{NAMES} {HEAD - 4}V{y - GAP + 4}" stroke="{colours["line"]}" fill="none"/>')
    parts.append(_text(NAMES, y + 8, axis, colours["soft"]))
    return y + FOOT - GAP, "\n".join(parts)


def _lines(chart: Chart, colours: dict) -> tuple[int, str]:
    """Values over numbers, both on logarithmic scales."""
    tall, top, start, end = 300, HEAD - 16, 60, WIDTH - 225
    points = [point for line in chart.lines.values() for point in line]
    numbers, values = [number for number, _ in points], [value for _, value in points if value > 0]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values) * 1.001))
    first, last = min(numbers), max(numbers)

    def x(number: float) -> float:
        return start + length(number, last, end - start, least=first) if last > first else start

    def y(value: float) -> float:
        return top + tall - length(value, high, tall, least=low)

    parts: list[str] = []
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        level = y(10**power)
        parts.append(f'<path d="M{start} {level:.1f}H{end}" stroke="{colours["line"]}" fill="none"/>')
        parts.append(_text(start - 8, level + 4, f"{10**power:g}", colours["soft"], anchor="end"))
    for number in sorted(set(numbers)):
        parts.append(_text(x(number), top + tall + 20, f"{number:,.0f}", colours["soft"], anchor="middle"))
    ends = []
    for place, (name, line) in enumerate(chart.lines.items()):
        colour = colours["fills"][place % len(colours["fills"])]
        path = " ".join(f"{'L' if step else 'M'}{x(a):.1f} {y(b):.1f}" for step, (a, b) in enumerate(line))
        dash = DASHES[place % len(DASHES)]
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>')
        parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="4" fill="{colour}"/>' for a, b in line]
        ends.append((y(line[-1][1]), x(line[-1][0]), f"{name} {shown(line[-1][1])}", colour))
    # Names at the lines' ends, the upper above the lower, moved apart where lines end close together.
    below = 0.0
    for level, at, words, colour in sorted(ends):
        below = max(level, below + 17)
        parts.append(f'<path d="M{at + 6:.1f} {level:.1f}L{end + 14} {below:.1f}" stroke="{colour}" fill="none"/>')
        parts.append(_text(end + 18, below + 4, words, colours["text"]))
    parts.append(_text(start, top + tall + 42, f"{chart.unit}; {chart.across}", colours["soft"]))
    return top + tall + 56, "\n".join(parts)


def _legend(names: list[str], colours: dict) -> str:
    parts, x = [], 0.0
    for number, name in enumerate(names):
        parts.append(f'<rect x="{x:.0f}" y="32" width="22" height="13" rx="2" {_fill(number, colours)}/>')
        parts.append(_text(x + 28, 43, name, colours["text"]))
        x += 28 + len(name) * 7.2 + 22
    return "\n".join(parts)


def _fill(number: int, colours: dict) -> str:
    colour = colours["fills"][number % len(colours["fills"])]
    return f'fill="url(#pattern{number % 5})" stroke="{colour}"'


def _patterns(colours: dict) -> str:
    """Full, rising, falling, dotted and crossed: readable without colours."""
    strokes = (
        '<rect width="8" height="8" fill="{0}"/>',
        '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{0}" stroke-width="2.6"/>',
        '<rect width="8" height="8" fill="{0}" opacity=".28"/>',
        '<circle cx="4" cy="4" r="2.2" fill="{0}"/>',
        '<path d="M0 4H8M4 0V8" stroke="{0}" stroke-width="1.6"/>',
    )
    made = (
        f'<pattern id="pattern{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{stroke.format(colours['fills'][number])}</pattern>"
        for number, stroke in enumerate(strokes)
    )
    return f"<defs>{''.join(made)}</defs>"


def _text(
    x: float, y: float, words: str, colour: str, *, size: int = 13, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
