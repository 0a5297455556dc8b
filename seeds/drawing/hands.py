"""Hands at work, from the worker's side of the table."""

import math
from collections.abc import Callable
from random import Random

from .canvas import Canvas
from .colour import RGB, darker, lighter, mix, rgb
from .geometry import arc, bend, box, oval, rounded, turned
from .palettes import CATEGORIES
from .props.objects import loaf, open_book
from .props.people import SKINS
from .props.plants import flower, leaf_shape, pot


def hand(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    degrees: float,
    skin: RGB,
    sleeve: RGB,
    mirror: bool = False,
    curl: float = 0.0,
) -> None:
    """Draw a hand by its wrist, fingers towards an angle, forearm and cuff behind it; ``curl`` shortens the fingers."""
    a = math.radians(degrees)
    side = -1 if mirror else 1

    def at(along: float, across: float) -> tuple[float, float]:
        return x + size * (along * math.cos(a) - side * across * math.sin(a)), y + size * (
            along * math.sin(a) + side * across * math.cos(a)
        )

    c.soft([at(-2.4, 0.55), at(0.4, 0.75), at(1.5, 0.5), at(1.3, -0.2), at(-2.4, 0.0)], (24, 16, 34), 0.4, size * 0.14)
    c.lit([at(-4, -0.62), at(-0.9, -0.44), at(-0.9, 0.44), at(-4, 0.62)], sleeve, 30, 0.4)
    c.lit(
        bend(
            [
                at(-1.1, -0.3),
                at(0, -0.3),
                at(0.25, -0.42),
                at(0.78, -0.42),
                at(0.86, 0.36),
                at(0.2, 0.42),
                at(0, 0.32),
                at(-1.1, 0.32),
            ],
            closed=True,
        ),
        skin,
        40,
        0.3,
    )
    c.lit([at(-1.15, -0.5), at(-0.8, -0.48), at(-0.8, 0.48), at(-1.15, 0.5)], lighter(sleeve, 0.35), 30, 0.3)
    for k, (across, reach) in enumerate(((-0.33, 1.42), (-0.11, 1.6), (0.11, 1.52), (0.31, 1.26))):
        tip = 0.8 + (reach - 0.8) * (1 - curl * 0.6)
        bent = across * (1 + 0.35 * (1 - curl))
        c.line(
            [at(0.7, across), at((0.7 + tip) / 2, (across + bent) / 2), at(tip, bent)],
            size * 0.215,
            darker(skin, 0.14 + 0.02 * k),
        )
        c.line(
            [at(0.7, across - 0.012), at((0.7 + tip) / 2, (across + bent) / 2 - 0.012), at(tip - 0.015, bent - 0.012)],
            size * 0.18,
            skin,
        )
        c.shape(
            turned(oval(*at(tip - 0.02, bent), size * 0.07, size * 0.052), degrees, at(tip - 0.02, bent)),
            lighter(skin, 0.4),
        )
    c.line(bend([at(0.2, -0.34), at(0.55, -0.62), at(0.92, -0.6 + 0.25 * curl)]), size * 0.24, darker(skin, 0.12))
    c.line(bend([at(0.2, -0.33), at(0.55, -0.6), at(0.9, -0.59 + 0.25 * curl)]), size * 0.2, skin)


def table(c: Canvas, wood: RGB, light: RGB = (255, 244, 220)) -> None:
    """Lay the boards everything happens on."""
    c.wash(lighter(wood, 0.15), darker(wood, 0.3))
    for k in range(9):
        y = k * c.height / 8
        c.tint(box(0, y, c.width, 3), (20, 12, 26), 0.35)
        c.grain(box(0, y + 3, c.width, c.height / 8), darker(wood, 0.45), 90, 0.5)
    c.glow(c.width * 0.25, c.height * 0.1, c.width * 0.8, light, 0.45)


def pair(
    c: Canvas,
    r: Random,
    sleeve: RGB,
    left: tuple[float, float, float],
    right: tuple[float, float, float],
    size: float,
    curl: float = 0.0,
) -> None:
    """Draw both hands of one person."""
    skin = r.choice(SKINS)
    hand(c, left[0], left[1], size, left[2], skin, sleeve, False, curl)
    hand(c, right[0], right[1], size, right[2], skin, sleeve, True, curl)


def dough(c: Canvas, r: Random) -> None:
    """Knead dough on a floured board."""
    p = CATEGORIES["kitchen"]
    table(c, p.wood)
    for _ in range(60):
        c.soft(oval(r.gauss(600, 240), r.gauss(380, 130), r.uniform(10, 60), r.uniform(6, 26)), p.light, 0.25, 8)
    for k, (x, y) in enumerate(((130, 130), (1060, 150), (1080, 330))):
        loaf(c, x, y, 210, mix(p.mid, p.lamp, 0.3), k % 2, k * 30)
    c.soft(oval(620, 400, 290, 170), p.ink, 0.5, 18)
    c.lit(
        bend(
            [(320, 360), (400, 240), (600, 200), (800, 250), (890, 370), (820, 480), (600, 520), (400, 480)],
            closed=True,
        ),
        rgb("#f3e2c0"),
        50,
        0.35,
    )
    c.line(bend([(470, 330), (600, 300), (730, 340)]), 6, rgb("#d9bf92"))
    pair(c, r, p.second, (390, 580, -62), (830, 580, -118), 170)


def stitching(c: Canvas, r: Random) -> None:
    """Sew the back of a book."""
    p = CATEGORIES["reading"]
    table(c, p.near)
    for k in range(9):
        c.lit(box(190 + k * 4, 430 + k * 16, 420 - k * 2, 17), mix(p.light, p.wall, 0.2 * (k % 3)), 0, 0.25)
    for k in range(4):
        x = 250 + k * 95
        c.line(bend([(x, 430), (x + 8, 500), (x + 4, 576)]), 6, p.second)
        for j in range(4):
            c.line([(x - 10, 446 + j * 32), (x + 16, 452 + j * 32)], 4, p.accent)
    c.line(bend([(540, 470), (640, 360), (560, 260), (420, 240)]), 4, p.accent)
    c.line([(420, 240), (366, 280)], 7, p.light)
    c.lit(oval(640, 190, 80, 70), p.accent, 50)
    for k in range(5):
        c.line(arc(640, 190, 74 - k * 12, 60, 200, 330), 3, darker(p.accent, 0.3))
    c.lit(box(80, 140, 210, 150), p.second, 40)
    c.lit(box(96, 120, 210, 150), p.mid, 40)
    pair(c, r, p.second, (230, 900, -74), (610, 880, -112), 165, 0.4)


def drawing(c: Canvas, r: Random) -> None:
    """Draw a town from memory."""
    p = CATEGORIES["heritage"]
    table(c, p.wood)
    from .motifs.memory import chart

    sheet = turned(box(240, 90, 720, 520), -3, (600, 350))
    c.soft([(x + 10, y + 16) for x, y in sheet], p.ink, 0.5, 14)
    chart(c, p, r, 240, 80, 720, 500)
    for k in range(5):
        c.lit(
            turned(box(1010, 120 + k * 66, 160, 18), -8 + k * 5, (1090, 130 + k * 66)),
            (p.accent, p.second, p.lamp, p.leaf, p.near)[k],
            90,
        )
    c.line([(740, 470), (850, 560)], 20, p.accent)
    c.shape([(722, 452), (752, 462), (736, 480)], p.light)
    pair(c, r, p.near, (300, 690, -52), (880, 680, -138), 150, 0.5)


def planting(c: Canvas, r: Random) -> None:
    """Set a seedling into earth."""
    p = CATEGORIES["gardens"]
    earth = rgb("#5a3d30")
    c.wash(lighter(earth, 0.12), darker(earth, 0.25))
    for _ in range(420):
        x, y, s = r.uniform(0, 800), r.uniform(0, 1200), r.uniform(5, 20)
        tone = mix(earth, (p.wood, p.ink, rgb("#8a6a50"))[r.randrange(3)], r.random() * 0.6)
        c.shape(oval(x, y, s, s * 0.7), tone, darker(tone, 0.4), 60)
    for x, y in ((130, 170), (400, 130), (670, 180)):
        for k in range(9):
            c.shape(leaf_shape(x, y, 110, k * 40, 0.5), mix(p.leaf, p.lamp, 0.15 * (k % 2)), darker(p.leaf, 0.4), 60)
    c.soft(oval(420, 620, 170, 90), p.ink, 0.6, 16)
    c.line(bend([(400, 640), (408, 520), (396, 420)]), 14, p.leaf)
    for a, s in ((-150, 170), (-30, 180), (-110, 150), (-66, 160), (-90, 120)):
        c.shape(leaf_shape(398, 440, s, a, 0.46), mix(p.leaf, p.lamp, 0.2), darker(p.leaf, 0.35), 60)
    c.lit(oval(400, 690, 190, 80), darker(earth, 0.1), 90)
    pair(c, r, p.accent, (170, 860, -58), (640, 860, -122), 165)
    for _ in range(50):
        x, y, s = r.gauss(400, 130), r.gauss(720, 26), r.uniform(6, 16)
        c.shape(oval(x, y, s, s * 0.7), darker(earth, r.random() * 0.4))


def weaving(c: Canvas, r: Random) -> None:
    """Beat the weft down."""
    from .motifs.crafts import cloth_pattern

    p = CATEGORIES["crafts"]
    c.wash(p.wall, mix(p.wall, p.wood, 0.3))
    for k in range(100):
        c.line([(k * 12 + 4, 0), (k * 12 + 4, 800)], 3, mix(p.light, p.wood, 0.25 * (k % 2)))
    cloth_pattern(c, p, 0, 330, 1200, 480)
    c.line(bend([(0, 322), (500, 318), (760, 300), (1000, 240)]), 8, p.accent)
    c.soft(box(380, 270, 420, 60), p.ink, 0.5, 10)
    c.lit(box(370, 230, 420, 46), p.wood, 90)
    for k in range(27):
        c.rect(376 + k * 15.2, 270, 7, 54, lighter(p.wood, 0.25))
    pair(c, r, p.near, (420, 520, -78), (790, 520, -102), 150, 0.6)


def potting(c: Canvas, r: Random) -> None:
    """Plant out pots by the dozen, one in each hand."""
    p = CATEGORIES["gardens"]
    table(c, mix(p.wood, p.leaf, 0.2))
    for row in range(3):
        for k in range(4):
            x, y = 120 + k * 190, 260 + row * 190
            pot(c, x, y, 130, 120, mix(p.roof, p.wall, 0.12 * ((k + row) % 3)))
            if (k + row) % 2:
                for a in range(5):
                    c.shape(leaf_shape(x, y - 116, 80, -150 + a * 30), p.leaf, darker(p.leaf, 0.4), 60)
                flower(c, x, y - 170, 30, p.accent if k % 2 else p.second, p.light)
    pair(c, r, p.second, (210, 930, -80), (600, 930, -100), 165, 0.5)


def mending(c: Canvas, r: Random) -> None:
    """Mend a watch: wheels, springs, a very small screwdriver."""
    p = CATEGORIES["crafts"]
    table(c, p.near)
    c.soft(oval(610, 350, 240, 230), p.ink, 0.6, 20)
    c.lit(oval(600, 330, 230), mix(p.accent, p.light, 0.35), 45, 0.5)
    c.lit(oval(600, 330, 196), mix(p.ink, p.near, 0.5), 225, 0.4)
    for x, y, s, n in ((540, 280, 84, 18), (680, 300, 60, 14), (600, 410, 70, 16), (690, 420, 36, 10)):
        for k in range(n):
            c.shape(turned(box(x - s * 0.09, y - s * 1.12, s * 0.18, s * 0.26), k * 360 / n, (x, y)), p.accent)
        c.lit(oval(x, y, s), p.accent, 45, 0.4)
        c.lit(oval(x, y, s * 0.7), mix(p.accent, p.light, 0.4), 225, 0.3)
        for k in range(4):
            c.line(
                [(x, y), (x + s * 0.7 * math.cos(k * 1.57 + n), y + s * 0.7 * math.sin(k * 1.57 + n))],
                s * 0.12,
                darker(p.accent, 0.2),
            )
        c.disc(x, y, s * 0.16, p.second)
    for _ in range(24):
        x, y = r.choice((r.uniform(60, 300), r.uniform(900, 1140))), r.uniform(80, 420)
        c.lit(oval(x, y, r.uniform(6, 20)), mix(p.accent, p.light, r.random()), 45)
    c.line([(690, 420), (800, 540)], 9, p.light)
    c.line([(790, 530), (860, 610)], 26, p.second)
    pair(c, r, p.mid, (330, 640, -50), (900, 660, -130), 150, 0.5)


def recipe(c: Canvas, r: Random) -> None:
    """Turn the page of the old recipe book."""
    p = CATEGORIES["family"]
    table(c, p.roof)
    open_book(c, 600, 170, 820, p, r, cover=p.near)
    for x, y, s in ((390, 300, 24), (700, 380, 30), (820, 270, 16)):
        c.tint(oval(x, y, s), p.roof, 0.3)
    for k in range(7):
        c.shape(leaf_shape(1060, 330, 130, -150 + k * 22), p.leaf, darker(p.leaf, 0.4), 60)
    c.lit(rounded(80, 120, 120, 150, 20), p.light, 30)
    pair(c, r, p.second, (350, 690, -66), (850, 690, -114), 150, 0.2)


HANDS: list[tuple[Callable[[Canvas, Random], None], bool]] = [
    (dough, False),
    (stitching, True),
    (drawing, False),
    (planting, True),
    (weaving, False),
    (potting, True),
    (mending, False),
    (recipe, False),
]
