"""Houses, doors, windows, roofs and whole streets of them."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import archway, box, oval, rounded
from ..palettes import Palette


def window(
    c: Canvas, x: float, y: float, width: float, height: float, p: Palette, lit: bool = False, frame: RGB | None = None
) -> None:
    """Draw a window with a cross and a sill."""
    frame = frame or p.light
    c.rect(x - 4, y - 4, width + 8, height + 8, frame)
    glass = p.lamp if lit else mix(p.near, p.sky, 0.35)
    c.shape(box(x, y, width, height), glass, darker(glass, 0.35), 90 if lit else 60, 0.8)
    if not lit:
        c.tint(
            [
                (x, y + height * 0.7),
                (x + width * 0.7, y),
                (x + width, y),
                (x + width, y + height * 0.12),
                (x + width * 0.16, y + height),
                (x, y + height),
            ],
            p.light,
            0.2,
        )
    c.rect(x + width / 2 - 1.6, y, 3.2, height, frame)
    c.rect(x, y + height * 0.42, width, 3.2, frame)
    c.rect(x - 8, y + height + 4, width + 16, 6, darker(frame, 0.2))
    if lit:
        c.glow(x + width / 2, y + height / 2, width * 2.2, p.lamp, 0.35)


def door(
    c: Canvas,
    x: float,
    foot: float,
    width: float,
    height: float,
    colour: RGB,
    stone: RGB,
    arched: bool = True,
    ajar: RGB | None = None,
) -> None:
    """Draw a panelled door in a stone frame; ``ajar`` is the light behind it."""
    edge = width * 0.14
    outer = (
        archway(x - edge, foot - height - edge, width + 2 * edge, height + edge)
        if arched
        else box(x - edge, foot - height - edge, width + 2 * edge, height + edge)
    )
    inner = archway(x, foot - height, width, height) if arched else box(x, foot - height, width, height)
    c.lit(outer, stone, 0, 0.3)
    c.shape(inner, ajar or darker(colour, 0.6))
    leaf = inner if ajar is None else [(px if px > x + width * 0.4 else x + width * 0.4, py) for px, py in inner]
    c.lit(leaf, colour, 20, 0.4)
    with c.inside(leaf):
        c.rect(x + width / 2 - 1.5, foot - height, 3, height, darker(colour, 0.45))
        for col in (0.12, 0.57):
            for row, tall in ((0.42, 0.24), (0.72, 0.22)):
                c.rect(x + width * col, foot - height + height * row, width * 0.31, height * tall, darker(colour, 0.22))
                c.rect(
                    x + width * col + 3,
                    foot - height + height * row + 4,
                    width * 0.31 - 3,
                    height * tall - 4,
                    lighter(colour, 0.08),
                )
    c.disc(x + width * 0.57, foot - height * 0.46, width * 0.035, (236, 196, 110))


def tiled(c: Canvas, points: list[tuple[float, float]], colour: RGB, r: Random, pitch: float = 18) -> None:
    """Cover an outline with rows of round tiles of slightly different firing."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    with c.inside(points):
        c.shape(points, darker(colour, 0.35))
        y, row = min(ys), 0
        while y < max(ys) + pitch:
            x = min(xs) - pitch * (row % 2) / 2
            while x < max(xs) + pitch:
                tone = mix(darker(colour, 0.25), lighter(colour, 0.2), r.random())
                c.shape(
                    rounded(x + 1, y - pitch * 0.8, pitch - 2, pitch * 1.5, pitch * 0.45),
                    tone,
                    darker(tone, 0.35),
                    90,
                    0.8,
                )
                x += pitch
            y, row = y + pitch * 0.8, row + 1


def house(
    c: Canvas,
    r: Random,
    x: float,
    foot: float,
    width: float,
    height: float,
    p: Palette,
    wall: RGB,
    *,
    storeys: int = 2,
    lit: float = 0.3,
    entrance: bool = True,
    flat: bool = False,
) -> None:
    """Draw a town house from the front."""
    c.lit(box(x, foot - height, width, height), wall, 20, 0.3)
    if flat:
        c.rect(x - 4, foot - height - 8, width + 8, 12, lighter(wall, 0.2), darker(wall, 0.3))
    else:
        rise = width * r.uniform(0.22, 0.34)
        roof = [
            (x - 14, foot - height),
            (x + width * 0.16, foot - height - rise),
            (x + width * 0.84, foot - height - rise),
            (x + width + 14, foot - height),
        ]
        c.lit(roof, p.roof, 60, 0.42)
        for i in range(1, 9):
            t = i / 9
            c.line(
                [(x + width * (0.16 + 0.68 * t), foot - height - rise), (x - 14 + (width + 28) * t, foot - height)],
                1.4,
                darker(p.roof, 0.28),
            )
        c.tint(box(x, foot - height, width, 12), p.ink, 0.35)
    columns = max(1, int(width // 62))
    gap = width / columns
    storey = height / storeys
    for s in range(storeys):
        for i in range(columns):
            if entrance and s == storeys - 1 and i == columns // 2:
                door(
                    c,
                    x + gap * (i + 0.5) - gap * 0.2,
                    foot,
                    gap * 0.4,
                    storey * 0.74,
                    r.choice((p.second, p.accent, p.wood)),
                    lighter(wall, 0.35),
                )
                continue
            w = min(gap * 0.36, 34)
            window(
                c,
                x + gap * (i + 0.5) - w / 2,
                foot - height + storey * (s + 0.24),
                w,
                storey * 0.46,
                p,
                r.random() < lit,
            )


def street(
    c: Canvas,
    r: Random,
    foot: float,
    p: Palette,
    *,
    low: float = 150,
    high: float = 260,
    lit: float = 0.3,
    left: float = -20,
    right: float | None = None,
    walls: tuple[RGB, ...] = (),
) -> None:
    """Draw a row of houses."""
    right = c.width + 20 if right is None else right
    walls = walls or (p.wall, mix(p.wall, p.accent, 0.22), mix(p.wall, p.second, 0.25), mix(p.wall, p.far, 0.5))
    x, last = left, None
    while x < right:
        width = r.uniform(118, 200)
        wall = r.choice([w for w in walls if w != last])
        height = r.uniform(low, high)
        house(c, r, x, foot, width, height, p, wall, storeys=2 if height < 220 else 3, lit=lit)
        x, last = x + width, wall


def skyline(
    c: Canvas, r: Random, foot: float, colour: RGB, lights: RGB | None = None, low: float = 40, high: float = 120
) -> None:
    """Draw far roofs as one tone, with a dome here and there."""
    x = -20.0
    while x < c.width + 20:
        w, h = r.uniform(40, 95), r.uniform(low, high)
        c.rect(x, foot - h, w + 1, h + 4, colour)
        kind = r.random()
        if kind < 0.45:
            c.shape([(x - 4, foot - h), (x + w / 2, foot - h - w * 0.32), (x + w + 4, foot - h)], darker(colour, 0.1))
        elif kind < 0.58:
            c.shape(oval(x + w / 2, foot - h, w * 0.4, w * 0.42), darker(colour, 0.08))
        if lights:
            for _ in range(3):
                if r.random() < 0.7:
                    c.rect(x + r.uniform(6, w - 12), foot - h + r.uniform(8, h * 0.7), 6, 9, lights)
        x += w


def street_lamp(c: Canvas, x: float, foot: float, height: float, p: Palette, on: bool = True) -> None:
    """Draw a lamp post."""
    c.rect(x - 3, foot - height, 6, height, p.ink)
    c.rect(x - 9, foot - 10, 18, 10, p.ink)
    top = foot - height
    c.shape([(x - 13, top - 34), (x + 13, top - 34), (x + 8, top), (x - 8, top)], p.lamp if on else p.light)
    c.shape([(x - 17, top - 33), (x, top - 48), (x + 17, top - 33)], p.ink)
    if on:
        c.glow(x, top - 16, height * 0.75, p.lamp, 0.6)


def lantern_bracket(c: Canvas, x: float, y: float, size: float) -> None:
    """Draw a lamp on an iron arm."""
    iron, light = (42, 40, 51), (255, 214, 130)
    c.line([(x - size * 0.1, y - size * 0.5), (x + size * 0.7, y - size * 0.5)], size * 0.07, iron)
    c.line([(x - size * 0.1, y), (x + size * 0.5, y - size * 0.48)], size * 0.05, iron)
    left = x + size * 0.4
    c.glow(left + size * 0.3, y + size * 0.2, size * 1.8, light, 0.6)
    c.shape(
        [
            (left, y - size * 0.2),
            (left + size * 0.6, y - size * 0.2),
            (left + size * 0.46, y + size * 0.6),
            (left + size * 0.14, y + size * 0.6),
        ],
        light,
    )
    c.shape(
        [
            (left - size * 0.08, y - size * 0.2),
            (left + size * 0.3, y - size * 0.48),
            (left + size * 0.68, y - size * 0.2),
        ],
        iron,
    )
    c.line([(left + size * 0.3, y - size * 0.2), (left + size * 0.3, y + size * 0.6)], size * 0.04, iron)
