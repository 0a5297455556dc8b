"""Trees, flowers, leaves and pots."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter
from ..geometry import Points, bend, oval


def leaf_shape(x: float, y: float, length: float, degrees: float, width: float = 0.34) -> Points:
    """Give a pointed leaf that grows from a point."""
    a = math.radians(degrees)
    dx, dy = math.cos(a), math.sin(a)
    w = length * width

    def at(along: float, aside: float) -> tuple[float, float]:
        return x + dx * length * along - dy * w * aside, y + dy * length * along + dx * w * aside

    return [
        *bend([at(0, 0), at(0.3, 0.42), at(0.62, 0.4), at(1, 0)], steps=4),
        *bend([at(1, 0), at(0.62, -0.4), at(0.3, -0.42), at(0, 0)], steps=4),
    ]


def crown(
    c: Canvas, r: Random, cx: float, cy: float, rx: float, ry: float, colour: RGB, lumps: int = 9, shadow: float = 0.32
) -> None:
    """Draw the leaves of a tree as overlapping clumps, dark ones first and lit ones on top."""
    c.shape(oval(cx, cy + ry * 0.06, rx * 0.8, ry * 0.8), darker(colour, shadow + 0.12))
    for layer, tone in ((0, darker(colour, shadow)), (1, darker(colour, shadow * 0.35)), (2, lighter(colour, 0.14))):
        for i in range(lumps - layer * 2):
            a = 2 * math.pi * (i / (lumps - layer * 2)) + r.uniform(-0.2, 0.2)
            reach = 0.62 - layer * 0.16
            x = cx + math.cos(a) * rx * reach - layer * rx * 0.12
            y = cy + math.sin(a) * ry * reach - layer * ry * 0.15
            size = r.uniform(0.34, 0.46) * (1 - layer * 0.17)
            c.shape(oval(x, y, rx * size, ry * size), tone, darker(tone, 0.25), 60, 0.7)


def trunk(
    c: Canvas, x: float, foot: float, top: float, width: float, colour: RGB, arms: tuple[tuple[float, float], ...] = ()
) -> None:
    """Draw a trunk that widens at the foot, with boughs to the given points."""
    for ax, ay in arms:
        start = foot + (top - foot) * 0.55
        c.line(bend([(x, start), ((x + ax) / 2, (start + ay) / 2 + 10), (ax, ay)]), width * 0.42, darker(colour, 0.12))
    w = width / 2
    side = bend(
        [(x - w * 2, foot), (x - w, foot - (foot - top) * 0.14), (x - w * 0.8, (foot + top) / 2), (x - w * 0.6, top)]
    )
    other = bend(
        [(x + w * 0.6, top), (x + w * 0.8, (foot + top) / 2), (x + w, foot - (foot - top) * 0.14), (x + w * 2, foot)]
    )
    c.lit([*side, *other], colour, 0, 0.5)


def tree(c: Canvas, r: Random, x: float, foot: float, height: float, leaf: RGB, bark: RGB, wide: float = 0.36) -> None:
    """Draw a round tree."""
    trunk(
        c,
        x,
        foot,
        foot - height * 0.6,
        height * 0.06,
        bark,
        ((x - height * 0.14, foot - height * 0.6), (x + height * 0.15, foot - height * 0.64)),
    )
    crown(c, r, x, foot - height * 0.66, height * wide, height * 0.34, leaf)


def cypress(c: Canvas, x: float, foot: float, height: float, colour: RGB) -> None:
    """Draw a slim dark tree."""
    w = height * 0.1
    c.lit(
        bend(
            [
                (x, foot - height),
                (x + w * 0.7, foot - height * 0.6),
                (x + w, foot - height * 0.2),
                (x, foot),
                (x - w, foot - height * 0.2),
                (x - w * 0.7, foot - height * 0.6),
            ],
            closed=True,
        ),
        colour,
        0,
        0.5,
    )


def bare_tree(
    c: Canvas, r: Random, x: float, y: float, length: float, degrees: float, weight: float, colour: RGB, depth: int = 6
) -> list[tuple[float, float]]:
    """Draw a leafless tree branch by branch and return where its twigs end."""
    a = math.radians(degrees)
    end = (x + math.cos(a) * length, y + math.sin(a) * length)
    c.line([(x, y), end], weight, colour)
    if depth == 0:
        return [end]
    tips: list[tuple[float, float]] = []
    for turn in (-r.uniform(16, 34), r.uniform(14, 36)):
        tips += bare_tree(c, r, *end, length * r.uniform(0.68, 0.84), degrees + turn, weight * 0.66, colour, depth - 1)
    return tips


def flower(c: Canvas, x: float, y: float, size: float, petal: RGB, heart: RGB, petals: int = 6) -> None:
    """Draw one open flower from the front."""
    for i in range(petals):
        a = 360 * i / petals + x
        c.shape(leaf_shape(x, y, size, a, 0.75), petal if i % 2 else darker(petal, 0.12))
    c.disc(x, y, size * 0.28, heart)


def stalk(c: Canvas, r: Random, x: float, foot: float, height: float, green: RGB) -> tuple[float, float]:
    """Draw a stem with leaves and return its tip."""
    lean = r.uniform(-0.16, 0.16) * height
    line = bend([(x, foot), (x + lean * 0.2, foot - height * 0.5), (x + lean, foot - height)])
    c.line(line, max(1.6, height * 0.018), green)
    for share, side in ((0.3, 1), (0.45, -1), (0.62, 1)):
        px, py = line[int(share * (len(line) - 1))]
        c.shape(leaf_shape(px, py, height * 0.2, -90 + side * 52), green, darker(green, 0.3), 90)
    return line[-1]


def grass(
    c: Canvas, r: Random, y: float, number: int, height: float, colour: RGB, left: float = 0, right: float | None = None
) -> None:
    """Draw blades along a line."""
    right = c.width if right is None else right
    for _ in range(number):
        x, h = r.uniform(left, right), height * r.uniform(0.5, 1.2)
        lean = r.uniform(-0.35, 0.35) * h
        tone = darker(colour, r.uniform(0, 0.3))
        c.pen.polygon(
            [
                (px * c.scale, py * c.scale)
                for px, py in (
                    (x - 2.4, y),
                    (x + lean * 0.4, y - h * 0.6),
                    (x + lean, y - h),
                    (x + lean * 0.4 + 3, y - h * 0.5),
                    (x + 2.4, y),
                )
            ],
            fill=tone,
        )


def pot(c: Canvas, x: float, foot: float, width: float, height: float, clay: RGB) -> None:
    """Draw a flower pot."""
    w = width / 2
    c.lit(
        [(x - w * 0.9, foot - height), (x + w * 0.9, foot - height), (x + w * 0.62, foot), (x - w * 0.62, foot)],
        clay,
        0,
        0.45,
    )
    c.lit(
        [
            (x - w, foot - height * 1.02),
            (x + w, foot - height * 1.02),
            (x + w, foot - height * 0.78),
            (x - w, foot - height * 0.78),
        ],
        lighter(clay, 0.12),
        0,
        0.45,
    )


def potted(
    c: Canvas, r: Random, x: float, foot: float, size: float, clay: RGB, green: RGB, bloom: RGB | None = None
) -> None:
    """Draw a bushy plant in a pot."""
    for i in range(11):
        a = -90 + (i - 5) * 15 + r.uniform(-5, 5)
        c.shape(
            leaf_shape(x, foot - size * 0.42, size * r.uniform(0.5, 0.72), a),
            darker(green, 0.3 * r.random()),
            darker(green, 0.4),
            90,
        )
    if bloom:
        for _ in range(5):
            flower(
                c,
                x + r.uniform(-0.36, 0.36) * size,
                foot - size * r.uniform(0.7, 1.05),
                size * 0.1,
                bloom,
                lighter(bloom, 0.6),
                5,
            )
    pot(c, x, foot, size * 0.6, size * 0.5, clay)
