"""Skies, hills, water and weather: what stands behind everything."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import Points, bend, moved
from ..palettes import Palette


def sky(c: Canvas, p: Palette, horizon: float, sun: tuple[float, float] | None = (880, 190), size: float = 52) -> None:
    """Paint the air down to the horizon, with a sun or, in the dark, a moon and stars."""
    c.wash(p.sky, p.haze, 0, horizon)
    if sun is None:
        return
    body = p.light if p.dark else lighter(p.lamp, 0.55)
    c.glow(*sun, size * 7, body, 0.55, 1.2)
    c.disc(*sun, size, body)


def stars(c: Canvas, r: Random, low: float, number: int = 60) -> None:
    """Sprinkle stars above a height."""
    for _ in range(number):
        x, y, size = r.uniform(0, c.width), r.uniform(0, low) ** 1.0, r.uniform(0.8, 2.2)
        c.disc(x, y, size, (244, 236, 214))


def cloud(c: Canvas, x: float, y: float, width: float, colour: RGB, strength: float = 0.75) -> None:
    """Lay one long flat cloud."""
    h = width * 0.16
    top = [
        (x - width / 2, y),
        (x - width * 0.34, y - h * 0.55),
        (x - width * 0.16, y - h * 0.6),
        (x, y - h * 1.15),
        (x + width * 0.2, y - h * 0.75),
        (x + width * 0.34, y - h * 0.5),
        (x + width / 2, y),
    ]
    c.tint([*bend(top), (x + width * 0.3, y + h * 0.12), (x - width * 0.3, y + h * 0.12)], colour, strength)


def hills(
    c: Canvas, r: Random, height: float, swing: float, colour: RGB, shade: RGB | None = None, steps: int = 6
) -> Points:
    """Draw one range of rolling hills across the sheet and return its outline."""
    points = [(c.width * (i / steps), height + r.uniform(-swing, swing)) for i in range(-1, steps + 2)]
    outline = [*bend(points), (c.width + 300, c.height), (-300, c.height)]
    c.shape(outline, colour, shade or darker(colour, 0.22), 90, 0.5)
    return outline


def peaks(
    c: Canvas, r: Random, foot: float, height: float, colour: RGB, snow: RGB | None = None, number: int = 5
) -> None:
    """Draw mountains with a lit and a shadow side."""
    step = c.width / number
    for i in sorted(range(-1, number + 1), key=lambda _: r.random()):
        x = (i + 0.5) * step + r.uniform(-0.3, 0.3) * step
        h, half = height * r.uniform(0.6, 1.0), step * r.uniform(0.8, 1.1)
        top = (x, foot - h)
        ridge = [top, (x + half * 0.06, foot - h * 0.7), (x - half * 0.04, foot - h * 0.4), (x + half * 0.12, foot)]
        c.shape(
            [
                (x - half, foot),
                (x - half * 0.45, foot - h * 0.52),
                top,
                (x + half * 0.5, foot - h * 0.45),
                (x + half, foot),
            ],
            colour,
            darker(colour, 0.18),
            90,
            0.5,
        )
        c.tint([*ridge, (x + half, foot), (x + half * 0.5, foot - h * 0.45)], darker(colour, 0.55), 0.4)
        if snow:
            cap = [
                top,
                (x - half * 0.2, foot - h * 0.77),
                (x - half * 0.1, foot - h * 0.74),
                (x - half * 0.02, foot - h * 0.8),
                (x + half * 0.1, foot - h * 0.72),
                (x + half * 0.2, foot - h * 0.78),
            ]
            c.shape(cap, snow, darker(snow, 0.3), 0, 0.7)


def water(
    c: Canvas, r: Random, top: float, near: RGB, far: RGB, glint: RGB, low: float | None = None, number: int = 70
) -> None:
    """Paint a water surface, with ripples that widen towards the viewer."""
    low = c.height if low is None else low
    c.wash(far, near, top, low)
    for _ in range(number):
        depth = r.random() ** 1.3
        y = top + 4 + (low - top) * depth
        x, length = r.uniform(-50, c.width + 50), r.uniform(14, 50) * (0.4 + 1.8 * depth)
        thick = 1 + 2.6 * depth
        c.tint(
            [(x - length, y), (x, y - thick), (x + length, y), (x, y + thick)],
            glint if r.random() < 0.55 else darker(near, 0.3),
            r.uniform(0.15, 0.45),
        )


def snowfall(c: Canvas, r: Random, number: int = 160, biggest: float = 5) -> None:
    """Let it snow: many small flakes, few near ones."""
    for _ in range(number):
        size = 1.2 + biggest * r.random() ** 4
        c.disc(r.uniform(0, c.width), r.uniform(0, c.height), size, (250, 250, 248))


def birds(c: Canvas, x: float, y: float, colour: RGB, number: int = 4, size: float = 12) -> None:
    """Draw a few far birds."""
    for i in range(number):
        bx, by, s = x + i * size * 2.6, y + (i * 37 % 5 - 2) * size * 0.7, size * (1 - 0.08 * i)
        wing = bend(
            [
                (bx - s, by - s * 0.35),
                (bx - s * 0.45, by - s * 0.5),
                (bx, by),
                (bx + s * 0.45, by - s * 0.5),
                (bx + s, by - s * 0.35),
            ]
        )
        c.line(wing, 2.2, colour)


def ground(c: Canvas, y: float, colour: RGB, shade: RGB | None = None) -> None:
    """Lay a floor from a height down, darker towards the viewer."""
    c.shape([(0, y), (c.width, y), (c.width, c.height), (0, c.height)], colour, shade or darker(colour, 0.35), 90, 0.7)


def room(c: Canvas, p: Palette, floor: float, wall: RGB, boards: RGB, light: float = 0.35) -> None:
    """Paint an interior: a wall, a boarded floor in perspective, a skirting board, light from above on the left."""
    c.shape([(0, 0), (c.width, 0), (c.width, floor), (0, floor)], wall, darker(wall, 0.3), 20, 0.8)
    c.rect(0, floor, c.width, c.height - floor, boards, darker(boards, 0.4), 90)
    for i in range(-14, 15):
        x = c.width / 2 + i * 60
        c.tint(
            [(x, floor), (x + 1.5, floor), (x + i * 110 + 5, c.height), (x + i * 110, c.height)],
            darker(boards, 0.6),
            0.35,
        )
    c.rect(0, floor - 14, c.width, 14, mix(wall, p.light, 0.4))
    c.tint([(0, floor), (c.width, floor), (c.width, floor + 10), (0, floor + 10)], p.ink, 0.3)
    c.glow(c.width * 0.25, c.height * 0.1, c.width * 0.7, p.light, light)


def sunpatch(c: Canvas, points: Points, colour: RGB, strength: float = 0.4, panes: int = 2) -> None:
    """Lay window light on a wall: parallel panes with a thin cross between them."""
    (x0, y0), (x1, y1) = points[0], points[1]
    shift = (x1 - x0) * 0.25
    w, h = (x1 - x0) / panes, (y1 - y0) / 2
    for i in range(panes):
        for j in range(2):
            left, top = x0 + i * w + j * shift * 0.5 + 4, y0 + j * h + 4
            pane = [
                (left, top),
                (left + w - 8, top),
                (left + w - 8 + shift * 0.5, top + h - 8),
                (left + shift * 0.5, top + h - 8),
            ]
            c.tint(moved(pane, 0, i * 6), colour, strength)
