"""Things on tables and shelves."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import Points, arc, bend, box, flipped, oval, rounded, turned
from ..palettes import Palette


def shelf_of_books(c: Canvas, r: Random, x: float, y: float, width: float, height: float, colours: list[RGB]) -> None:
    """Fill a shelf whose board is at ``y`` with spines, some of them leaning or lying."""
    end = x + width
    while x < end - 8:
        w, h = r.uniform(0.1, 0.24) * height, height * r.uniform(0.66, 0.95)
        w = min(w, end - x)
        tone = r.choice(colours)
        if r.random() < 0.07 and end - x > height * 0.75:
            for i in range(r.randint(2, 4)):
                t = r.choice(colours)
                c.shape(
                    box(x + i * 3, y - (i + 1) * height * 0.15, height * 0.68 - i * 6, height * 0.14),
                    t,
                    darker(t, 0.4),
                    0,
                )
            x += height * 0.74
            continue
        lean = height * 0.1 if r.random() < 0.08 and end - x > w + height * 0.16 else 0
        c.shape([(x + lean, y - h), (x + w + lean, y - h), (x + w, y), (x, y)], tone, darker(tone, 0.4), 0)
        mark = lighter(tone, 0.45)
        for share in (0.16, 0.24) if r.random() < 0.6 else (0.5,):
            shift = lean * (1 - share)
            c.shape(
                [
                    (x + w * 0.14 + shift, y - h * (1 - share)),
                    (x + w * 0.86 + shift, y - h * (1 - share)),
                    (x + w * 0.86 + shift, y - h * (0.97 - share)),
                    (x + w * 0.14 + shift, y - h * (0.97 - share)),
                ],
                mark,
            )
        x += w + lean + 1


def bookcase(
    c: Canvas, r: Random, x: float, y: float, width: float, height: float, rows: int, wood: RGB, colours: list[RGB]
) -> None:
    """Draw a full bookcase."""
    c.lit(box(x - 10, y - 10, width + 20, height + 16), wood, 20, 0.4)
    pitch = height / rows
    for i in range(rows):
        c.shape(box(x, y + i * pitch, width, pitch - 10), darker(wood, 0.6), darker(wood, 0.8), 270)
        shelf_of_books(c, r, x + 3, y + (i + 1) * pitch - 10, width - 6, pitch - 22, colours)
        c.tint(box(x, y + i * pitch, width, 9), (20, 12, 30), 0.4)


def open_book(
    c: Canvas,
    cx: float,
    cy: float,
    width: float,
    p: Palette,
    r: Random,
    *,
    lines: bool = True,
    cover: RGB | None = None,
) -> None:
    """Draw an open book lying before the viewer."""
    w, h = width / 2, width * 0.36
    c.soft(
        [
            (cx - w * 1.02, cy + h * 0.1),
            (cx + w * 1.12, cy + h * 0.1),
            (cx + w * 1.1, cy + h * 1.12),
            (cx - w * 0.95, cy + h * 1.12),
        ],
        p.ink,
        0.5,
        14,
    )
    cover = cover or p.accent
    c.lit(
        [
            (cx - w * 1.03, cy + h * 0.03),
            (cx + w * 1.03, cy + h * 0.03),
            (cx + w * 1.12, cy + h * 1.06),
            (cx - w * 1.12, cy + h * 1.06),
        ],
        cover,
        90,
    )
    left = [
        *bend([(cx, cy + h * 0.06), (cx - w * 0.35, cy - h * 0.09), (cx - w, cy)]),
        *bend([(cx - w * 1.08, cy + h), (cx - w * 0.4, cy + h * 0.88), (cx, cy + h * 1.06)]),
    ]
    for page in (left, flipped(left, cx)):
        for i in (8, 4, 0):
            c.shape([(x, y + i) for x, y in page], mix(p.light, p.wood, i / 22))
    c.grain(flipped(left, cx), darker(p.light, 0.35), 0, 0.45)
    c.grain(left, darker(p.light, 0.5), 0, 0.5)
    if lines:
        grey = mix(p.light, p.ink, 0.5)
        for side in (-1, 1):
            for i in range(9):
                t = 0.16 + i * 0.085
                reach = r.uniform(0.66, 0.9) if i % 4 != 3 else 0.45
                start, stop = (0.14, reach) if side > 0 else (0.92 - 0.0, 1.06 - reach)
                line = [
                    (
                        cx + side * w * (start + (stop - start) * k / 6),
                        cy
                        + h * t
                        - h * 0.09 * math.sin(math.pi * min(1, abs(start + (stop - start) * k / 6)) * 0.9)
                        + h * 0.03,
                    )
                    for k in range(7)
                ]
                c.line(line, max(1.8, width * 0.0055), grey)


def bowl(c: Canvas, cx: float, y: float, width: float, colour: RGB, fill: RGB | None = None) -> None:
    """Draw a bowl by the middle of its rim."""
    w = width / 2
    c.soft(oval(cx + w * 0.2, y + w * 0.92, w * 0.9, w * 0.16), (30, 18, 30), 0.5, 8)
    c.lit([*arc(cx, y, w, w * 0.9, 0, 180)], colour, 20, 0.45)
    c.shape(box(cx - w * 0.36, y + w * 0.82, w * 0.72, w * 0.14), darker(colour, 0.35))
    c.shape(oval(cx, y, w, w * 0.22), lighter(colour, 0.25))
    c.shape(oval(cx, y + w * 0.02, w * 0.9, w * 0.17), fill or darker(colour, 0.4), darker(fill or colour, 0.45), 200)


def jar(
    c: Canvas,
    x: float,
    foot: float,
    width: float,
    height: float,
    content: RGB,
    lid: RGB,
    r: Random,
    bits: RGB | None = None,
) -> None:
    """Draw a preserving jar with what is in it."""
    c.soft(
        [(x, foot - 4), (x + width * 1.5, foot - 6), (x + width * 1.4, foot + 8), (x, foot + 6)], (30, 18, 30), 0.45, 6
    )
    glass = rounded(x, foot - height * 0.86, width, height * 0.86, width * 0.2)
    c.shape(glass, mix(content, (255, 255, 255), 0.55))
    with c.inside(glass):
        c.shape(box(x, foot - height * 0.74, width, height), content, darker(content, 0.4), 20, 0.7)
        for _ in range(26):
            bx, by, s = r.uniform(x, x + width), r.uniform(foot - height * 0.7, foot), width * r.uniform(0.09, 0.16)
            tone = mix(bits or lighter(content, 0.3), content, r.uniform(0, 0.6))
            c.shape(oval(bx, by, s, s * r.uniform(0.6, 1)), tone, darker(tone, 0.35), 50, 0.7)
        c.tint(box(x + width * 0.1, foot - height * 0.8, width * 0.1, height * 0.7), (255, 255, 255), 0.45)
        c.tint(box(x + width * 0.84, foot - height * 0.8, width * 0.05, height * 0.7), (255, 255, 255), 0.22)
    c.lit(rounded(x + width * 0.06, foot - height, width * 0.88, height * 0.16, 5), lid, 0, 0.4)


def pan(c: Canvas, cx: float, foot: float, width: float, height: float, colour: RGB, lid: bool = False) -> None:
    """Draw a cooking pot with two handles."""
    w = width / 2
    for side in (-1, 1):
        c.line(
            arc(cx + side * w, foot - height * 0.72, w * 0.2, w * 0.13, 90, 90 + 180 * -side),
            width * 0.035,
            darker(colour, 0.45),
        )
    body = [
        (cx - w, foot - height),
        *bend([(cx - w, foot - height * 0.2), (cx - w * 0.9, foot - height * 0.04), (cx - w * 0.7, foot)], steps=5),
        *bend([(cx + w * 0.7, foot), (cx + w * 0.9, foot - height * 0.04), (cx + w, foot - height * 0.2)], steps=5),
        (cx + w, foot - height),
    ]
    c.lit(body, colour, 0, 0.55, 0.9)
    c.tint(box(cx - w * 0.72, foot - height * 0.9, w * 0.13, height * 0.72), (255, 250, 235), 0.4)
    c.shape(oval(cx, foot - height, w * 1.03, w * 0.17), lighter(colour, 0.35))
    c.shape(oval(cx, foot - height + 2, w * 0.95, w * 0.13), darker(colour, 0.55))
    if lid:
        c.lit([(cx - w, foot - height), *arc(cx, foot - height, w, w * 0.4, 180, 360)], lighter(colour, 0.12), 20, 0.45)
        c.disc(cx, foot - height - w * 0.42, w * 0.1, darker(colour, 0.4))


def steam(
    c: Canvas, r: Random, x: float, y: float, height: float, colour: RGB = (255, 250, 240), strength: float = 0.35
) -> None:
    """Let steam rise in soft curls."""
    for i in range(3):
        sx = x + (i - 1) * height * 0.16
        sway = height * (0.06 + 0.02 * i)
        spine = bend(
            [
                (sx, y),
                (sx + sway, y - height * 0.3),
                (sx - sway, y - height * 0.62),
                (sx + sway * 0.7, y - height * r.uniform(0.85, 1.05)),
            ]
        )
        width = height * 0.05
        n = len(spine)
        side = [(px - width * math.sin(math.pi * k / n), py) for k, (px, py) in enumerate(spine)]
        other = [(px + width * math.sin(math.pi * k / n), py) for k, (px, py) in enumerate(spine)]
        c.soft(side + other[::-1], colour, strength, height * 0.03)


def loaf(c: Canvas, cx: float, cy: float, width: float, crust: RGB, kind: int = 0, degrees: float = 0) -> None:
    """Draw a loaf: 0 long with cuts, 1 round with a cross, 2 flat and oval with finger marks."""

    def put(points: Points) -> Points:
        return turned(points, degrees, (cx, cy))

    w = width / 2
    h = w * (0.42, 0.72, 0.5)[kind]
    c.soft(put(oval(cx + w * 0.08, cy + h * 0.3, w, h * 0.9)), (40, 18, 20), 0.45, 8)
    c.lit(put(oval(cx, cy, w, h)), crust, 70, 0.42, 0.95)
    c.shape(put(oval(cx - w * 0.06, cy - h * 0.16, w * 0.82, h * 0.66)), lighter(crust, 0.2), crust, 70, 0.9)
    cut = lighter(crust, 0.62)
    if kind == 0:
        for i in range(-2, 3):
            x = cx + i * w * 0.34
            c.shape(
                put(
                    bend(
                        [
                            (x - w * 0.12, cy + h * 0.42),
                            (x - w * 0.02, cy),
                            (x + w * 0.14, cy - h * 0.5),
                            (x + w * 0.06, cy),
                        ],
                        closed=True,
                    )
                ),
                cut,
                crust,
                90,
            )
    elif kind == 1:
        for turn in (45, 135):
            c.shape(turned(oval(cx, cy - h * 0.1, w * 0.62, h * 0.07), turn + degrees, (cx, cy - h * 0.1)), cut)
    else:
        for i in range(-2, 3):
            c.shape(put(oval(cx + i * w * 0.32, cy, w * 0.08, h * 0.62)), darker(crust, 0.14))
        for i in range(14):
            c.shape(
                put(oval(cx + w * 0.75 * math.cos(i * 2.4), cy + h * 0.6 * math.sin(i * 1.7), 3, 2)),
                lighter(crust, 0.6),
            )


def lantern(c: Canvas, x: float, y: float, size: float, p: Palette, colour: RGB | None = None) -> None:
    """Hang a lantern by its top."""
    colour = colour or p.accent
    c.glow(x, y + size * 0.6, size * 2.2, p.lamp, 0.55)
    c.line([(x, y - size * 0.3), (x, y)], 2, p.ink)
    c.shape(
        [
            (x - size * 0.2, y),
            (x + size * 0.2, y),
            (x + size * 0.34, y + size * 0.16),
            (x - size * 0.34, y + size * 0.16),
        ],
        p.ink,
    )
    body = rounded(x - size * 0.34, y + size * 0.16, size * 0.68, size * 0.8, size * 0.16)
    c.shape(body, lighter(colour, 0.45), colour, 90, 0.8)
    c.glow(x, y + size * 0.58, size * 0.42, p.light, 0.85)
    for i in (-0.17, 0, 0.17):
        c.rect(x + i * size - 1, y + size * 0.16, 2, size * 0.8, darker(colour, 0.3))
    c.shape(
        [
            (x - size * 0.3, y + size * 0.94),
            (x + size * 0.3, y + size * 0.94),
            (x + size * 0.16, y + size * 1.06),
            (x - size * 0.16, y + size * 1.06),
        ],
        p.ink,
    )


def envelope(c: Canvas, x: float, y: float, width: float, colour: RGB, stamp: RGB, degrees: float = 0) -> None:
    """Lay down a letter."""
    h = width * 0.62
    mid = (x + width / 2, y + h / 2)
    c.soft(turned(box(x + 5, y + 8, width, h), degrees, mid), (30, 18, 34), 0.45, 8)
    c.lit(turned(box(x, y, width, h), degrees, mid), colour, 50, 0.2)
    c.shape(
        turned([(x, y), (x + width, y), (x + width / 2, y + h * 0.56)], degrees, mid),
        darker(colour, 0.07),
        darker(colour, 0.25),
        90,
    )
    c.shape(turned(box(x + width * 0.82, y + h * 0.66, width * 0.12, h * 0.24), degrees, mid), stamp)
