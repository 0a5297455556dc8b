"""Bridges, ferries and boats."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import arc, bend, box, oval
from ..palettes import Palette
from ..props.houses import skyline
from ..props.people import someone, standing
from ..props.plants import cypress, grass, tree
from ..props.sky import birds, cloud, hills, sky, stars, water


def arched_bridge(
    c: Canvas,
    r: Random,
    left: float,
    right: float,
    deck: float,
    foot: float,
    stone: RGB,
    arches: int = 3,
    rise: float = 40,
) -> None:
    """Draw a stone bridge with round arches, its courses and their shadows."""
    middle = (left + right) / 2
    top = bend(
        [
            (left - 60, deck + rise),
            (left, deck + rise * 0.8),
            (middle, deck),
            (right, deck + rise * 0.8),
            (right + 60, deck + rise),
        ]
    )
    span = (right - left) / arches
    under: list[tuple[float, float]] = []
    for i in range(arches - 1, -1, -1):
        x = left + i * span
        crown = deck + 34 + rise * 0.7 * abs((i + 0.5) / arches - 0.5) * 2
        under += [
            (x + span * 0.92, foot),
            *[(px, py) for px, py in arc(x + span / 2, foot, span * 0.42, foot - crown, 0, -180)],
            (x + span * 0.08, foot),
        ]
    body = [*top, (right + 60, foot), *under, (left - 60, foot)]
    c.lit(body, stone, 90, 0.3, 0.6)
    with c.inside(body):
        for _ in range(230):
            x, y = r.uniform(left - 60, right + 60), r.uniform(deck, foot)
            y -= y % 15
            c.shape(box(x, y, r.uniform(20, 44), 13), mix(stone, darker(stone, 0.3), r.uniform(0, 0.5)))
            c.shape(box(x + 50, y, r.uniform(16, 30), 13), lighter(stone, r.uniform(0.05, 0.3)))
    for i in range(arches):
        x = left + (i + 0.5) * span
        crown = deck + 34 + rise * 0.7 * abs((i + 0.5) / arches - 0.5) * 2
        outer, inner = (
            arc(x, foot, span * 0.455, foot - crown + 15, 180, 360),
            arc(x, foot, span * 0.42, foot - crown, 360, 180),
        )
        c.lit(outer + inner, lighter(stone, 0.28), 60, 0.3)
        c.tint(
            [
                *arc(x, foot, span * 0.42, foot - crown, 180, 360),
                *arc(x + span * 0.1, foot, span * 0.4, (foot - crown) * 0.95, 360, 180),
            ],
            darker(stone, 0.8),
            0.72,
        )
        if i:
            px = left + i * span
            c.lit(
                [
                    (px - span * 0.09, foot + 6),
                    (px - span * 0.06, foot - 90),
                    (px, foot - 120),
                    (px + span * 0.06, foot - 90),
                    (px + span * 0.09, foot + 6),
                ],
                stone,
                0,
                0.4,
            )
    c.line([(x, y - 5) for x, y in top], 13, lighter(stone, 0.34))
    c.line([(x, y + 5) for x, y in top], 4, darker(stone, 0.35))


def bridge(c: Canvas, p: Palette, r: Random, *, walkers: int = 4, mirror: bool = True) -> None:
    """Draw an old bridge over a slow river, with hills, poplars and people on it."""
    sky(c, p, 520, (320, 170), 58)
    cloud(c, 780, 150, 420, p.light, 0.6)
    cloud(c, 200, 250, 300, p.light, 0.4)
    hills(c, r, 400, 45, mix(p.far, p.haze, 0.35))
    hills(c, r, 455, 28, p.far)
    for x in (60, 100, 1040, 1085, 1140):
        cypress(c, x, 500, r.uniform(120, 190), mix(p.leaf, p.second, 0.3))
    skyline(c, r, 506, mix(p.roof, p.far, 0.45), None, 22, 56)
    water(c, r, 520, darker(p.second, 0.25), mix(p.second, p.haze, 0.5), p.light)
    arched_bridge(c, r, 150, 1050, 330, 540, p.wall)
    if mirror:
        for i in range(3):
            x = 150 + 300 * (i + 0.5)
            c.soft([(x - 130, 545), (x + 130, 545), (x + 60, 680), (x - 60, 680)], darker(p.second, 0.55), 0.5, 14)
    for i in range(walkers):
        standing(
            c,
            380 + i * 125 + r.uniform(-20, 20),
            344 + abs(i - 1.5) * 6,
            74,
            someone(r, [p.accent, p.second, p.near, p.mid]),
            r.choice((-1, 1)),
            shadow=False,
        )
    for x in (0, 1200):
        c.lit(oval(x, 800, 330, 150), darker(p.leaf, 0.3), 90)
        grass(c, r, 690, 60, 50, p.leaf, x - 250, x + 250)
    birds(c, 760, 220, p.ink)


def moved_stones(c: Canvas, p: Palette, r: Random) -> None:
    """Draw half of the bridge on its frame of timber, and the stones waiting in order on the bank."""
    sky(c, p, 520, (900, 210), 60)
    hills(c, r, 400, 40, mix(p.far, p.haze, 0.3))
    hills(c, r, 460, 26, p.far)
    water(c, r, 510, darker(p.second, 0.2), mix(p.second, p.haze, 0.45), p.light, 640)
    centre, foot = 800, 600
    for i in range(-3, 4):
        c.line([(centre + i * 70, foot), (centre + i * 70, foot - (1 - (i / 4.2) ** 2) ** 0.5 * 270)], 10, p.wood)
    for h in (90, 180):
        c.line([(centre - 250 + h * 0.4, foot - h), (centre + 250 - h * 0.4, foot - h)], 9, darker(p.wood, 0.2))
    c.line(arc(centre, foot, 275, 290, 182, 358), 12, p.wood)
    for i in range(17):
        if i in (8, 9, 10):
            continue
        a = 180 + i * 180 / 17
        block = [*arc(centre, foot, 283, 298, a + 0.5, a + 10), *arc(centre, foot, 345, 362, a + 10, a + 0.5)]
        c.lit(block, mix(p.wall, p.mid, r.uniform(0, 0.4)), 40, 0.35)
    c.line([(560, 640), (560, 90)], 16, darker(p.wood, 0.3))
    c.line([(500, 120), (850, 100)], 14, darker(p.wood, 0.2))
    c.line([(560, 220), (690, 112)], 9, p.wood)
    c.line([(835, 102), (835, 205)], 3, p.ink)
    c.lit(box(800, 205, 70, 58), p.accent, 40, 0.35)
    c.lit([(0, 610), (260, 590), (560, 625), (1200, 600), (1200, 800), (0, 800)], mix(p.leaf, p.mid, 0.4), 90)
    for row in range(3):
        for i in range(6 - row):
            x, y = 70 + i * 78 + row * 36, 690 - row * 50
            c.lit(box(x, y, 70, 46), mix(p.wall, p.mid, r.uniform(0, 0.45)), 30, 0.4)
            c.disc(x + 20, y + 22, 5, (p.accent, p.second, p.near)[i % 3])
    for i, x in enumerate((660, 760, 980)):
        standing(
            c,
            x,
            740,
            165,
            someone(r, [p.accent, p.second, p.near], "cap"),
            (-1, 1, -1)[i],
            (0.2, 0.8) if i else (0.24, 0.62),
        )
    grass(c, r, 790, 120, 40, p.leaf)


def hull(c: Canvas, x: float, waterline: float, width: float, colour: RGB, deck: float = 60, bow: float = 40) -> None:
    """Draw the side of a boat, with its reflection."""
    w = width / 2
    c.soft(
        [
            (x - w * 0.9, waterline),
            (x + w * 0.9, waterline),
            (x + w * 0.7, waterline + deck * 1.1),
            (x - w * 0.7, waterline + deck * 1.1),
        ],
        darker(colour, 0.6),
        0.5,
        10,
    )
    side = [
        *bend(
            [
                (x - w - bow * 0.4, waterline - deck - bow * 0.3),
                (x - w * 0.4, waterline - deck + 4),
                (x + w * 0.5, waterline - deck + 2),
                (x + w + bow, waterline - deck - bow * 0.6),
            ]
        ),
        *bend([(x + w * 0.86, waterline + 6), (x, waterline + 10), (x - w * 0.88, waterline + 6)]),
    ]
    c.lit(side, colour, 70, 0.45)
    c.line(
        [
            (px, py + deck * 0.24)
            for px, py in bend(
                [
                    (x - w * 0.98, waterline - deck - bow * 0.18),
                    (x - w * 0.4, waterline - deck + 4),
                    (x + w * 0.5, waterline - deck + 2),
                    (x + w * 0.96, waterline - deck - bow * 0.38),
                ]
            )
        ],
        deck * 0.1,
        lighter(colour, 0.6),
    )


def ferry(c: Canvas, p: Palette, r: Random, *, evening: bool = True) -> None:
    """Draw a small ferry with lit windows crossing towards the far bank."""
    sky(c, p, 430, (820, 250), 64)
    cloud(c, 330, 140, 460, p.light, 0.4)
    cloud(c, 960, 110, 300, p.light, 0.35)
    hills(c, r, 370, 30, mix(p.far, p.haze, 0.3))
    skyline(c, r, 436, mix(p.near, p.far, 0.4), p.lamp if evening else None, 30, 80)
    water(c, r, 430, darker(p.second, 0.35), mix(p.haze, p.second, 0.45), p.light, number=130)
    c.glow(820, 520, 240, p.lamp, 0.35, flat=0.45)
    for i, w in enumerate((760, 620)):
        c.lit(box(560 - w * 0.36, 420 - i * 86, w * 0.72, 92), mix(p.light, p.wall, 0.4 * i), 0, 0.25)
        for k in range(8 - i):
            wx = 560 - w * 0.36 + 26 + k * (w * 0.72 - 40) / (8 - i)
            c.shape(box(wx, 440 - i * 86, 40, 42), p.lamp if evening else p.second, p.accent, 90, 0.4)
        c.rect(560 - w * 0.38, 412 - i * 86, w * 0.76, 12, p.accent, darker(p.accent), 0)
    c.lit([(540, 326), (548, 190), (628, 190), (640, 326)], p.near, 0, 0.4)
    c.rect(546, 216, 84, 26, p.accent)
    hull(c, 560, 570, 760, p.near, 62, 52)
    for k in range(14):
        c.line([(250 + k * 46, 508), (250 + k * 46, 482)], 3, p.light)
    c.line([(250, 482), (860, 482)], 4, p.light)
    for k in range(6):
        standing(
            c,
            290 + k * 96 + r.uniform(-20, 20),
            510,
            82,
            someone(r, [p.accent, p.second, p.wall]),
            r.choice((-1, 1)),
            shadow=False,
        )
    smoke = bend(
        [(588, 180), (560, 120), (470, 96), (350, 40), (250, 50), (380, 84), (480, 130), (540, 170)], closed=True
    )
    c.soft(smoke, p.light, 0.5, 18)
    for k in range(9):
        c.line(
            bend([(120 - k * 9, 590 + k * 16), (420, 606 + k * 20), (980 + k * 30, 590 + k * 18)]),
            2.4,
            mix(p.light, p.second, 0.3 + k * 0.06),
        )
    birds(c, 860, 180, p.light, 5, 14)


def ferry_bell(c: Canvas, p: Palette, r: Random) -> None:
    """Draw the bell itself, near, against the harbour it called to."""
    sky(c, p, 480, (300, 260), 70)
    if p.dark:
        stars(c, r, 220, 40)
    hills(c, r, 430, 26, mix(p.far, p.haze, 0.3))
    skyline(c, r, 486, mix(p.near, p.far, 0.35), p.lamp, 30, 70)
    water(c, r, 480, darker(p.second, 0.35), mix(p.haze, p.second, 0.4), p.light)
    hull(c, 250, 560, 170, p.accent, 26, 22)
    c.blur(2.2)
    c.lit(box(470, 0, 44, 800), p.wood, 0, 0.5)
    c.lit(box(1010, 0, 44, 800), darker(p.wood, 0.2), 0, 0.5)
    c.lit(box(430, 70, 670, 46), p.wood, 90, 0.5)
    brass = mix(p.lamp, p.mid, 0.45)
    c.lit(box(735, 112, 54, 50), darker(brass, 0.4), 0)
    bell = [
        *bend([(712, 170), (690, 260), (670, 370), (600, 470)]),
        *bend([(924, 470), (854, 370), (834, 260), (812, 170)]),
    ]
    c.lit(bell, brass, 10, 0.6, 0.95)
    c.lit(oval(762, 172, 50, 18), lighter(brass, 0.2), 10)
    c.lit([(592, 462), (932, 462), (944, 500), (580, 500)], lighter(brass, 0.12), 10, 0.55)
    for y, w in ((240, 72), (380, 98)):
        c.line(arc(762, y, w, 14, 10, 170), 4, darker(brass, 0.4))
    c.tint(bend([(700, 200), (688, 300), (662, 400), (690, 400), (712, 300), (722, 200)], closed=True), p.light, 0.6)
    c.disc(762, 520, 30, darker(brass, 0.5))
    rope = bend([(762, 545), (748, 620), (776, 700), (760, 800)])
    c.line(rope, 13, p.wall)
    for x, y in rope[::2]:
        c.line([(x - 5, y + 4), (x + 5, y - 4)], 2, darker(p.wall, 0.4))


def boatbuilder(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a wooden hull on its stocks in a meadow with no water in sight."""
    sky(c, p, 480, (960, 170), 54)
    cloud(c, 400, 130, 420, p.light, 0.6)
    hills(c, r, 400, 50, mix(p.far, p.haze, 0.3))
    hills(c, r, 450, 30, p.far)
    for x in (80, 190, 1090):
        tree(c, r, x, 540, r.uniform(170, 230), p.leaf, p.wood)
    c.lit([(0, 520), (500, 500), (1200, 525), (1200, 800), (0, 800)], mix(p.leaf, p.lamp, 0.35), 90)
    for x in (330, 480, 640, 800, 900):
        c.line([(x - 40, 690), (x + 14, 560)], 12, darker(p.wood, 0.25))
        c.line([(x + 44, 690), (x - 10, 560)], 12, p.wood)
    c.soft([(220, 690), (1040, 690), (1000, 730), (240, 730)], p.ink, 0.5, 12)
    keel = [
        *bend([(190, 330), (330, 395), (600, 420), (860, 390), (1040, 290)]),
        *bend([(1000, 420), (930, 540), (840, 610)], steps=6),
        *bend([(600, 625), (400, 610), (300, 560), (220, 440)]),
    ]
    c.lit(keel, lighter(p.wood, 0.18), 80, 0.5)
    with c.inside(keel):
        for k in range(1, 8):
            c.line(
                bend(
                    [
                        (160 + k * 10, 330 + k * 38),
                        (330, 395 + k * 32),
                        (600, 420 + k * 29),
                        (860, 390 + k * 32),
                        (1050 - k * 6, 290 + k * 42),
                    ]
                ),
                3.5,
                darker(p.wood, 0.3),
            )
        c.shape(
            [(180, 560), (1000, 560), (1000, 700), (180, 700)], mix(p.accent, p.near, 0.1), darker(p.accent, 0.5), 0
        )
    for k in range(9):
        x = 280 + k * 82
        c.line([(x, 392 + 24 * (1 - abs(k - 4) / 4)), (x - 6 + k * 1.5, 335 + 20 * (1 - abs(k - 4) / 4))], 9, p.wall)
    c.line(bend([(190, 330), (330, 395), (600, 420), (860, 390), (1040, 290)]), 12, p.wall)
    standing(c, 160, 730, 210, someone(r, [p.second], "cap"), 1, (0.26, 0.7))
    standing(c, 1060, 720, 190, someone(r, [p.accent], "scarf"), -1, (0.2, 0.62))
    for _ in range(60):
        x, y = r.uniform(200, 1000), r.uniform(700, 780)
        c.line([(x, y), (x + r.uniform(-10, 10), y - 5)], 3, p.wall)
    grass(c, r, 798, 150, 46, darker(p.leaf, 0.1))
