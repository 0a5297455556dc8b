"""Ovens, great pots, salt and scales."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import arc, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import house
from ..props.objects import jar, loaf, pan, steam
from ..props.people import someone, standing
from ..props.plants import tree
from ..props.sky import cloud, hills, room, sky, stars, water


def salt_lake(c: Canvas, p: Palette, r: Random) -> None:
    """Draw cones of salt standing in the shallow water they came from."""
    from ..props.sky import peaks

    sky(c, p, 400, (330, 210), 60)
    cloud(c, 850, 130, 460, p.light, 0.5)
    peaks(c, r, 400, 150, mix(p.far, p.sky, 0.4), None, 5)
    lake = mix((122, 142, 156), p.haze, 0.3)
    water(c, r, 400, mix(lake, p.near, 0.25), mix(lake, p.haze, 0.5), p.light, number=90)
    for row in range(4):
        y, s = 440 + row * row * 26 + row * 26, 34 + row * 34
        for k in range(7 - row):
            x = (k + 0.5 + (row % 2) * 0.3) * 1200 / (6.5 - row) - 40
            if row == 3 and k == 1:
                continue
            c.soft([(x - s, y), (x + s, y), (x, y + s * 1.05)], p.light, 0.5, 8)
            cone = bend(
                [
                    (x - s * 1.1, y + 4),
                    (x - s * 0.5, y - s * 0.6),
                    (x, y - s * 1.15),
                    (x + s * 0.5, y - s * 0.6),
                    (x + s * 1.1, y + 4),
                ]
            )
            c.shape(cone, mix(p.light, (255, 255, 255), 0.5), mix(lake, p.accent, 0.2), 0, 0.8)
    for k, (x, y, h) in enumerate(((330, 690, 230), (640, 560, 140), (950, 520, 110))):
        standing(c, x, y, h, someone(r, [p.accent, p.second, p.roof], "hat"), (1, -1, 1)[k], (0.3, 0.42), shadow=False)
        c.line(
            [(x + (1, -1, 1)[k] * h * 0.1, y - h * 0.62), (x + (1, -1, 1)[k] * h * 0.62, y - h * 0.08)],
            h * 0.03,
            p.wood,
        )
        c.soft(
            [(x - h * 0.1, y), (x + h * 0.1, y), (x + h * 0.06, y + h * 0.5), (x - h * 0.06, y + h * 0.5)],
            p.near,
            0.3,
            8,
        )


def scales(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a kitchen balance: a spoon, a cup and a handful against brass weights."""
    room(c, p, 590, mix(p.wall, p.accent, 0.12), p.wood, 0.5)
    c.lit(box(0, 590, 1200, 210), p.wood, 90, 0.45)
    c.lit(box(90, 190, 330, 16), p.wood, 90)
    for k in range(3):
        jar(c, 110 + k * 104, 190, 84, 120, (p.lamp, p.accent, p.leaf)[k], p.second, r)
    brass = mix(p.lamp, p.mid, 0.4)
    c.soft(oval(640, 700, 240, 30), p.ink, 0.5, 12)
    c.lit([(540, 690), (740, 690), (700, 650), (580, 650)], brass, 0, 0.5)
    c.lit([(626, 650), (654, 650), (648, 230), (632, 230)], brass, 0, 0.55)
    c.line([(330, 300), (950, 230)], 18, brass)
    c.disc(640, 262, 30, lighter(brass, 0.2), None, darker(brass, 0.4))
    for x, y, side in ((340, 300, 0), (940, 232, 1)):
        for dx in (-120, 0, 120):
            c.line([(x, y), (x + dx, y + 210)], 3, p.ink)
        c.lit(arc(x, y + 210, 150, 62, 0, 180), lighter(brass, 0.1), 0, 0.5)
        c.shape(oval(x, y + 210, 150, 20), lighter(brass, 0.3))
        if side:
            c.shape(
                bend([(x - 120, y + 206), (x - 60, y + 150), (x, y + 130), (x + 70, y + 156), (x + 120, y + 206)]),
                p.light,
                p.wall,
                40,
            )
        else:
            for dx, s in ((-66, 56), (6, 76), (76, 44)):
                c.lit(box(x + dx - s / 2, y + 206 - s, s, s), darker(brass, 0.1), 0, 0.5)
                c.lit(oval(x + dx, y + 206 - s - 9, s * 0.22, s * 0.2), brass, 30)
    c.line([(880, 640), (1080, 716)], 14, lighter(p.wood, 0.35))
    c.lit(turned(oval(860, 632, 48, 32), 20, (860, 632)), lighter(p.wood, 0.35), 60)
    c.lit([(120, 610), (250, 610), (236, 720), (134, 720)], p.accent, 0, 0.45)
    c.shape(oval(185, 610, 65, 13), p.light, p.far, 0)


def oven(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a domed oven with its fire, the village waiting with boards of dough."""
    sky(c, p, 560, (1010, 130), 44)
    if p.dark:
        stars(c, r, 300, 60)
    hills(c, r, 440, 50, mix(p.far, p.sky, 0.3))
    for k in range(6):
        house(
            c,
            r,
            560 + k * 118,
            600 - (k % 2) * 22,
            108,
            90 + (k % 3) * 22,
            p,
            mix(p.wall, p.accent, 0.12 * (k % 3)),
            storeys=1,
            lit=0.7,
            entrance=False,
        )
    tree(c, r, 60, 600, 220, p.leaf, p.wood)
    c.rect(0, 590, 1200, 210, mix(p.mid, p.near, 0.3), p.near, 90)
    c.glow(380, 640, 640, p.lamp, 0.5, flat=0.35)
    c.lit(box(90, 540, 580, 180), mix(p.wall, p.roof, 0.3), 0, 0.45)
    with c.inside(box(90, 540, 580, 180)):
        for row in range(6):
            for k in range(11):
                c.lit(
                    rounded(80 + k * 60 + (row % 2) * 30, 544 + row * 30, 54, 25, 8),
                    mix(p.wall, p.roof, r.uniform(0.15, 0.5)),
                    40,
                    0.35,
                )
    c.lit(
        [*bend([(110, 545), (130, 400), (230, 280), (380, 240), (530, 280), (630, 400), (650, 545)])],
        p.wall,
        20,
        0.5,
        0.9,
    )
    c.lit([*arc(380, 545, 170, 170, 180, 360)], mix(p.roof, p.near, 0.2), 0, 0.4)
    mouth = arc(380, 545, 132, 132, 180, 360)
    c.shape(mouth, darker(p.near, 0.6))
    with c.inside(mouth):
        c.glow(380, 550, 190, p.accent, 1.0)
        for k in range(7):
            x, h = 290 + k * 30, r.uniform(60, 110)
            c.shape(
                bend(
                    [
                        (x - 24, 548),
                        (x - 14, 548 - h * 0.5),
                        (x + r.uniform(-10, 10), 548 - h),
                        (x + 16, 548 - h * 0.45),
                        (x + 24, 548),
                    ]
                ),
                (p.accent, p.lamp, mix(p.lamp, p.accent, 0.5))[k % 3],
            )
            c.shape(bend([(x - 10, 548), (x, 548 - h * 0.5), (x + 10, 548)]), p.light)
    c.glow(380, 520, 330, p.lamp, 0.55)
    c.lit(box(566, 150, 66, 200), mix(p.wall, p.roof, 0.35), 0)
    steam(c, r, 600, 140, 170, p.light, 0.4)
    crust = mix(p.mid, p.lamp, 0.35)
    standing(c, 720, 760, 330, someone(r, [p.accent], "scarf"), -1, (0.3, 0.55))
    c.line([(790, 560), (440, 590)], 12, lighter(p.wood, 0.2))
    c.lit([(470, 578), (330, 580), (320, 606), (470, 602)], lighter(p.wood, 0.2), 90)
    loaf(c, 395, 574, 96, crust, 1)
    for k, x in enumerate((880, 990, 1100)):
        standing(c, x, 770 - k * 8, 270, someone(r, [p.second, p.wall, p.roof]), -1, (0.26, 0.56))
        c.lit(box(x - 120, 612 - k * 6, 100, 9), lighter(p.wood, 0.3), 90)
        for j in range(2):
            loaf(c, x - 96 + j * 50, 600 - k * 6, 48, p.light if k else crust, 1)


def cauldrons(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a row of enormous pots over fires and the cooks who look small beside them."""
    sky(c, p, 520, (200, 130), 50)
    hills(c, r, 430, 40, mix(p.far, p.haze, 0.3))
    for k in range(24):
        x = k * 54
        y = 110 + 70 * math.sin(math.pi * (k % 8) / 8)
        c.disc(x, y, 7, p.lamp)
        c.glow(x, y, 40, p.lamp, 0.6)
    for k in range(3):
        c.line(bend([(k * 432, 110), (k * 432 + 216, 182), (k * 432 + 432, 110)]), 2, p.ink)
    c.lit(box(0, 510, 1200, 300), mix(p.wall, p.mid, 0.35), 90)
    for k in range(9):
        c.lit(
            [(60 + k * 130, 540), (150 + k * 130, 540), (160 + k * 130, 566), (52 + k * 130, 566)],
            (p.light, p.accent, p.second)[k % 3],
            90,
        )
        standing(
            c, 100 + k * 130, 545, 96, someone(r, [p.accent, p.second, p.near, p.mid]), r.choice((-1, 1)), shadow=False
        )
    for k, (x, s) in enumerate(((230, 1.0), (600, 1.18), (980, 1.0))):
        foot = 715
        for j in range(5):
            c.line(
                [(x - 120 * s + j * 55 * s, foot + 24), (x - 80 * s + j * 45 * s, foot - 14)], 17, darker(p.wood, 0.25)
            )
        for j in range(7):
            fx = x - 110 * s + j * 36 * s
            c.shape(
                bend(
                    [
                        (fx - 18, foot + 14),
                        (fx - 8, foot - 26),
                        (fx + r.uniform(-8, 8), foot - r.uniform(54, 90)),
                        (fx + 14, foot - 20),
                        (fx + 20, foot + 14),
                    ]
                ),
                (p.accent, p.lamp)[j % 2],
            )
        c.glow(x, foot, 220 * s, p.lamp, 0.55)
        pan(
            c,
            x,
            foot - 20,
            290 * s,
            190 * s,
            (mix(p.roof, p.lamp, 0.2), mix(p.ink, p.far, 0.35), mix(p.roof, p.mid, 0.3))[k],
        )
        c.shape(
            oval(x, foot - 20 - 190 * s, 134 * s, 18 * s), (mix(p.lamp, p.light, 0.4), p.accent, p.leaf)[k], p.roof, 0
        )
        steam(c, r, x, foot - 30 - 190 * s, 190, p.light, 0.5)
        f = -1 if k == 2 else 1
        standing(c, x - f * 190 * s, 770, 290, someone(r, [p.light, p.wall], "cap"), f, (0.34, 0.9))
        c.line([(x - f * 190 * s + f * 96, 510), (x + f * 10, foot - 190 * s)], 11, lighter(p.wood, 0.2))
