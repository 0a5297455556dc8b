"""Orchards, meadows, crocuses, roses, seeds and weather."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import arc, archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.objects import envelope, steam
from ..props.people import someone, standing
from ..props.plants import crown, flower, grass, leaf_shape, pot, stalk, tree
from ..props.sky import birds, cloud, hills, sky


def orchard_channel(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a water channel between fruit trees, and the bowl that counts the hours."""
    sky(c, p, 380, (600, 130), 54)
    hills(c, r, 310, 50, mix(p.far, p.haze, 0.3))
    c.lit(box(0, 370, 1200, 440), mix(p.leaf, p.lamp, 0.3), 90)
    for row in range(5):
        y, s = 400 + row * row * 15 + row * 14, 90 + row * 46
        for side in (-1, 1):
            for k in range(3 if row < 3 else 2):
                x = 600 + side * (80 + row * 46 + k * (130 + row * 30))
                c.soft(oval(x + 20, y + 4, s * 0.36, s * 0.06), p.near, 0.5, 6)
                tree(c, r, x, y, s, p.leaf, p.wood, 0.4)
                for _ in range(7):
                    c.disc(x + r.uniform(-0.3, 0.3) * s, y - s * r.uniform(0.45, 0.9), 3 + row, p.accent)
    for k, tone in enumerate((p.wall, mix(p.second, p.sky, 0.4))):
        w = 1 - k * 0.34
        tone = p.wall if k == 0 else mix((58, 134, 150), p.sky, 0.3)
        c.shape(
            [(600 - 12 * w, 375), (600 + 12 * w, 375), (600 + 250 * w, 800), (600 - 250 * w, 800)],
            tone,
            darker(tone, 0.3),
            90,
        )
    for k in range(16):
        y = 400 + k * k * 1.6
        w = (y - 375) * 0.3
        c.line(bend([(600 - w, y), (600 - w * 0.2, y + 6), (600 + w, y)]), 1 + k * 0.16, p.light)
    c.soft(oval(600, 720, 110, 30), p.ink, 0.4, 8)
    copper = mix(p.roof, p.lamp, 0.25)
    c.lit(arc(600, 690, 94, 56, 0, 180), copper, 0, 0.5)
    c.shape(oval(600, 690, 94, 24), lighter(copper, 0.3))
    c.shape(oval(600, 693, 80, 17), (58, 134, 150), darker(p.near, 0.3), 200)
    standing(c, 300, 770, 270, someone(r, [p.accent], "cap"), 1, (0.3, 0.5))
    grass(c, r, 800, 90, 46, p.leaf, 0, 330)
    grass(c, r, 800, 90, 46, p.leaf, 870)


def meadow(c: Canvas, p: Palette, r: Random, *, mower: bool = True) -> None:
    """Draw tall flowers where the lawn was, and the mower resting in them."""
    sky(c, p, 430, (250, 160), 58)
    cloud(c, 820, 130, 420, p.light, 0.6)
    hills(c, r, 390, 30, mix(p.far, p.haze, 0.3))
    from ..props.houses import house

    house(c, r, 820, 470, 220, 150, p, p.wall, storeys=2, lit=0)
    tree(c, r, 1110, 490, 230, p.leaf, p.wood)
    tree(c, r, 740, 470, 130, p.leaf, p.wood)
    c.lit([(0, 450), (1200, 460), (1200, 800), (0, 800)], mix(p.leaf, p.lamp, 0.4), 90)
    if mower:
        c.line([(420, 560), (330, 400), (300, 396)], 9, p.ink)
        c.lit(rounded(390, 520, 150, 66, 24), p.accent, 60)
        for x in (410, 525):
            c.disc(x, 590, 28, p.ink)
            c.disc(x, 590, 12, p.wall)
    for row in range(5):
        y = 500 + row * 75
        grass(c, r, y + 20, 190, 60 + row * 18, mix(p.leaf, p.lamp, 0.3 - row * 0.05))
        for _ in range(24 - row * 2):
            x = r.uniform(-10, 1210)
            tip = stalk(c, r, x, y + 30, r.uniform(60, 110) + row * 20, darker(p.leaf, 0.1))
            kind, size = r.randrange(3), 8 + row * 3.4
            if kind == 0:
                flower(c, *tip, size * 1.2, p.accent, p.ink, 5)
            elif kind == 1:
                flower(c, *tip, size, p.light, p.lamp, 9)
            else:
                for k in range(7):
                    c.disc(
                        tip[0] + (k % 2 * 2 - 1) * size * 0.3,
                        tip[1] + k * size * 0.5,
                        size * 0.34,
                        mix(p.second, (110, 90, 190), 0.6),
                    )
    for x, y in ((560, 330), (640, 410), (200, 380)):
        for s in (-1, 1):
            c.shape(turned(oval(x + s * 12, y, 14, 9), s * 30, (x, y)), p.lamp, p.accent, 60)


def crocus_field(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a field of crocuses at first light, pickers between the rows."""
    sky(c, p, 330, (850, 230), 58)
    from ..props.sky import peaks

    peaks(c, r, 340, 180, mix(p.far, p.sky, 0.35), p.light, 5)
    c.lit(box(0, 335, 1200, 470), mix(p.wood, p.mid, 0.4), 90, 0.45)
    lilac = (142, 104, 186)
    for k, x in enumerate((300, 520, 810)):
        standing(
            c,
            x,
            460 + k * 22,
            120 + k * 24,
            someone(r, [p.accent, p.second, p.wall], "scarf"),
            (1, -1, 1)[k],
            (0.3, 0.26),
        )
        c.lit(
            [(x + 50, 450 + k * 22), (x + 96, 450 + k * 22), (x + 88, 478 + k * 22), (x + 58, 478 + k * 22)], p.lamp, 0
        )
    for row in range(9):
        y, s = 380 + row * row * 5.4 + row * 8, 6 + row * 5.4
        n = max(7, 56 - row * 6)
        for k in range(n):
            x = (k + 0.5 * (row % 2)) * 1200 / n + r.uniform(-s * 0.5, s * 0.5)
            for j in (-1, 0, 1):
                c.line([(x, y + s), (x + j * s * 0.8, y + s * 0.1)], max(1.4, s * 0.07), p.leaf)
            for a in (-128, -52, -108, -72, -90):
                tone = mix(lilac, p.light, 0.25 if a in (-108, -72) else 0.0 if a == -90 else 0.1)
                c.shape(leaf_shape(x, y + s * 0.3, s * 1.15, a, 0.5), tone, darker(tone, 0.3) if row > 4 else None, 90)
            if row > 2:
                for a in (-1, 0, 1):
                    c.line([(x, y), (x + a * s * 0.22, y - s * 0.62)], max(1.5, s * 0.07), p.accent)


def rose_still(c: Canvas, p: Palette, r: Random) -> None:
    """Draw copper stills among baskets of roses."""
    sky(c, p, 470, (220, 140), 52)
    hills(c, r, 380, 50, mix(p.far, p.haze, 0.3))
    hills(c, r, 430, 30, p.far)
    for k in range(16):
        crown(c, r, k * 80, 500, 62, 44, p.leaf, 7)
        for _ in range(8):
            c.disc(
                k * 80 + r.uniform(-50, 50),
                500 + r.uniform(-36, 30),
                r.uniform(4, 8),
                (p.accent, lighter(p.accent, 0.4))[_ % 2],
            )
    c.lit(box(0, 530, 1200, 280), mix(p.wall, p.mid, 0.3), 90)
    copper = mix(p.roof, p.second, 0.3)
    for x, s in ((360, 1.0), (720, 1.15)):
        foot = 690
        c.lit(box(x - 120 * s, foot - 90 * s, 240 * s, 90 * s), mix(p.wall, p.roof, 0.4), 0, 0.4)
        c.shape(archway(x - 40 * s, foot - 66 * s, 80 * s, 66 * s), p.ink)
        c.glow(x, foot - 16, 80 * s, p.lamp, 0.9)
        c.lit(oval(x, foot - 160 * s, 116 * s, 100 * s), copper, 30, 0.55, 0.95)
        c.lit(
            [
                (x - 40 * s, foot - 240 * s),
                (x + 40 * s, foot - 240 * s),
                (x + 24 * s, foot - 310 * s),
                (x - 24 * s, foot - 310 * s),
            ],
            lighter(copper, 0.1),
            0,
            0.5,
        )
        c.line(
            bend(
                [
                    (x, foot - 306 * s),
                    (x + 60 * s, foot - 316 * s),
                    (x + 140 * s, foot - 220 * s),
                    (x + 170 * s, foot - 60 * s),
                ]
            ),
            22 * s,
            copper,
        )
        c.lit(
            [
                (x + 140 * s, foot - 60 * s),
                (x + 204 * s, foot - 60 * s),
                (x + 196 * s, foot + 12),
                (x + 148 * s, foot + 12),
            ],
            mix(p.far, p.light, 0.4),
            0,
        )
        c.tint(oval(x - 46 * s, foot - 200 * s, 26 * s, 40 * s), p.light, 0.5)
        steam(c, r, x + 175 * s, foot - 70 * s, 130)
    for x in (110, 560, 1060):
        c.soft(oval(x + 20, 764, 120, 18), p.ink, 0.5, 8)
        for _ in range(34):
            a, d = r.uniform(0, 6.28), r.random()
            fx, fy = x + math.cos(a) * 84 * d, 672 + math.sin(a) * 32 * d - 20 * (1 - d)
            tone = (p.accent, lighter(p.accent, 0.35), lighter(p.accent, 0.6))[r.randrange(3)]
            for size in (22, 15, 8):
                c.shape(oval(fx + (22 - size) * 0.2, fy, size, size * 0.86), tone, darker(tone, 0.3), 60)
        weave = [(x - 100, 674), (x + 100, 674), (x + 76, 764), (x - 76, 764)]
        c.lit(weave, lighter(p.wood, 0.3), 0)
        with c.inside(weave):
            for row in range(6):
                for k in range(12):
                    if (row + k) % 2:
                        c.rect(x - 100 + k * 17, 676 + row * 15, 15, 12, p.wood)
    standing(c, 930, 720, 250, someone(r, [p.second], "scarf"), -1, (0.26, 0.56))


def seed_post(c: Canvas, p: Palette, r: Random) -> None:
    """Draw envelopes on a potting bench with seeds spilling and the first leaves up."""
    c.wash(mix(p.far, p.haze, 0.45), mix(p.wall, p.haze, 0.4))
    for k in range(4):
        x = 60 + k * 285
        c.rect(x, 30, 260, 330, mix(p.sky, p.light, 0.3), mix(p.leaf, p.sky, 0.4), 90)
        for j in range(5):
            crown(c, r, x + 30 + j * 52, 360, 50, r.uniform(30, 90), mix(p.leaf, p.haze, 0.45), 7)
        c.rect(x + 127, 30, 6, 330, p.light)
    c.rect(0, 356, 1200, 30, p.light, darker(p.light, 0.3))
    c.blur(1.6)
    c.lit(box(0, 470, 1200, 330), p.wood, 90, 0.45)
    c.rect(0, 462, 1200, 12, lighter(p.wood, 0.3))
    for k in range(6):
        x = 110 + k * 198
        pot(c, x, 520, 110, 96, (p.roof, mix(p.roof, p.wall, 0.3))[k % 2])
        for j in range(2 + k):
            stem_x = x - 26 + j * 52 / (1 + k)
            line = bend(
                [(stem_x, 430), (stem_x + r.uniform(-8, 8), 400 - k * 8), (stem_x + r.uniform(-14, 14), 380 - k * 16)]
            )
            c.line(line, 4, p.leaf)
            for a in (-150, -30):
                c.shape(leaf_shape(*line[-1], 22 + k * 3, a, 0.55), mix(p.leaf, p.lamp, 0.2), p.leaf, 60)
    envelope(c, 130, 570, 310, p.light, p.accent, -9)
    envelope(c, 480, 590, 290, mix(p.light, p.second, 0.35), p.leaf, 5)
    envelope(c, 820, 555, 300, mix(p.light, p.accent, 0.22), p.second, 12)
    for cx, cy in ((450, 590), (790, 610), (700, 560)):
        for _ in range(34):
            x, y = r.gauss(cx, 44), r.gauss(cy, 24)
            c.shape(turned(oval(x, y, 8, 4.5), r.uniform(0, 180), (x, y)), (p.ink, p.wall, p.second)[_ % 3])


def weather_drawer(c: Canvas, p: Palette, r: Random) -> None:
    """Draw an easel in a garden: the sheet shows sun while the rain is already coming."""
    sky(c, p, 520, (230, 150), 60)
    for x, y, w in ((760, 150, 520), (980, 220, 480), (640, 230, 340)):
        cloud(c, x, y, w, mix(p.near, p.sky, 0.5), 0.85)
    for _ in range(120):
        x, y = r.uniform(560, 1220), r.uniform(220, 560)
        c.line([(x, y), (x - 9, y + 34)], 1.8, mix(p.light, p.sky, 0.3))
    hills(c, r, 450, 36, mix(p.far, p.haze, 0.2))
    for x in (80, 1000, 1110):
        tree(c, r, x, 570, 210, p.leaf, p.wood)
    c.lit([(0, 550), (1200, 560), (1200, 800), (0, 800)], mix(p.leaf, p.lamp, 0.3), 90)
    for a, b in (((470, 250), (380, 780)), ((690, 250), (790, 780)), ((590, 240), (600, 740))):
        c.line([a, b], 13, p.wood)
    c.soft(box(420, 240, 340, 330), p.ink, 0.4, 12)
    c.lit(box(405, 220, 350, 330), p.light, 60, 0.12)
    for k in range(12):
        x, y = 425 + k % 4 * 80, 240 + k // 4 * 102
        c.rect(x, y, 70, 90, mix(p.light, (p.sky, p.second, p.far)[(k * 2) % 3], 0.4))
        if k % 3 == 0:
            c.disc(x + 35, y + 34, 18, p.second, None, p.accent)
        elif k % 3 == 1:
            cloud(c, x + 35, y + 40, 62, p.near, 0.8)
            for j in range(4):
                c.line([(x + 14 + j * 13, y + 50), (x + 10 + j * 13, y + 70)], 2.4, p.near)
        else:
            c.shape(leaf_shape(x + 35, y + 80, 60, -70 + k * 3), p.leaf)
            c.disc(x + 52, y + 22, 9, p.accent)
    c.line([(395, 552), (770, 552)], 12, darker(p.wood, 0.2))
    standing(c, 330, 775, 360, someone(r, [p.accent], "hat"), 1, (0.3, 0.74))
    for k in range(9):
        tip = stalk(c, r, 850 + k * 38, 780, r.uniform(90, 170), p.leaf)
        flower(c, *tip, 18, (p.accent, p.second, p.light)[k % 3], p.lamp)
    grass(c, r, 800, 120, 40, p.leaf)
    birds(c, 160, 260, p.ink)
