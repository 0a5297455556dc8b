"""Bread, soup, jars, tea, salt, scales and fires."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import arc, bend, box, oval, turned
from ..palettes import Palette
from ..props.houses import house
from ..props.objects import bowl, jar, loaf, pan, steam
from ..props.people import someone, standing
from ..props.plants import leaf_shape
from ..props.sky import hills, sky


def bakery_window(c: Canvas, p: Palette, r: Random) -> None:
    """Draw the one lit window of a street at night, full of loaves."""
    c.wash(p.sky, p.haze)
    c.lit(box(0, 0, 1200, 690), mix(p.near, p.sky, 0.25), 200, 0.5)
    with c.inside(box(0, 0, 1200, 690)):
        for row in range(24):
            for k in range(22):
                if r.random() < 0.3:
                    c.tint(box(k * 60 + (row % 2) * 30, row * 29, 54, 25), p.wall, r.uniform(0.03, 0.1))
    c.rect(0, 690, 1200, 110, darker(p.near, 0.5), p.ink, 90)
    c.glow(560, 740, 620, p.lamp, 0.5, flat=0.2)
    c.lit(box(170, 130, 700, 520), darker(p.wood, 0.2), 0)
    c.shape(box(200, 190, 640, 420), p.lamp, p.accent, 90, 0.5)
    with c.inside(box(200, 190, 640, 420)):
        c.glow(520, 220, 420, p.light, 0.8)
        standing(c, 690, 640, 360, someone(r, [p.light], "cap"), -1, (0.3, 0.5), shadow=False)
        c.lit(box(200, 400, 640, 14), p.wood, 90)
        c.lit(box(200, 530, 640, 90), p.wood, 90)
        crust = mix(p.mid, p.lamp, 0.3)
        for k in range(5):
            loaf(c, 270 + k * 84, 376, 92, crust, k % 2)
        for k in range(4):
            loaf(c, 275 + k * 150, 508, 140, mix(crust, p.roof, 0.12 * k), (1, 0, 2, 0)[k])
    for x in (410, 625):
        c.rect(x, 190, 8, 420, p.wood)
    for k in range(10):
        x = 170 + k * 70
        c.lit(
            [(x, 120), (x + 70, 120), (x + 70, 190), *bend([(x + 70, 190), (x + 35, 212), (x, 190)])],
            p.second if k % 2 else p.light,
            90,
            0.3,
        )
    c.lit(box(930, 200, 180, 490), darker(p.second, 0.2), 0)
    c.shape(box(952, 230, 136, 200), p.lamp, p.accent, 90)
    c.disc(1080, 480, 8, p.lamp)
    c.glow(520, 400, 560, p.lamp, 0.35)
    c.soft([(200, 690), (840, 690), (960, 800), (80, 800)], p.lamp, 0.4, 14)
    for x, h in ((250, 210), (120, 220)):
        standing(c, x, 775, h + 60, someone(r, [mix(p.near, p.ink, 0.2), p.accent]), 1, (0.18, 0.55))
    steam(c, r, 1000, 160, 140, p.light, 0.2)


def soup(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a pot whose steam drifts over hills, bowls on both sides."""
    sky(c, p, 560, (950, 140), 52)
    hills(c, r, 340, 56, mix(p.far, p.haze, 0.45))
    hills(c, r, 420, 40, mix(p.far, p.leaf, 0.3))
    for k in range(9):
        x = 60 + k * 136
        if abs(x - 600) > 160:
            house(
                c,
                r,
                x,
                470 + (k % 3) * 14,
                62,
                46,
                p,
                mix(p.wall, p.accent, 0.1 * (k % 3)),
                storeys=1,
                lit=0,
                entrance=False,
            )
    hills(c, r, 490, 26, mix(p.leaf, p.far, 0.4))
    c.lit(box(0, 580, 1200, 220), p.wood, 90, 0.45)
    c.shape(
        [(140, 580), (1060, 580), (1130, 800), (70, 800)], mix(p.light, p.accent, 0.1), mix(p.wall, p.accent, 0.3), 90
    )
    for k in range(9):
        c.tint(
            [(180 + k * 100, 580), (214 + k * 100, 580), (190 + k * 116 - 40, 800), (150 + k * 116 - 40, 800)],
            p.accent,
            0.55,
        )
    for k in range(3):
        c.tint(box(70, 620 + k * 66, 1060, 22), p.accent, 0.35)
    c.soft(oval(640, 690, 260, 40), p.ink, 0.55, 14)
    pan(c, 600, 690, 380, 250, p.second)
    c.shape(oval(600, 442, 178, 24), mix(p.accent, p.lamp, 0.35), p.roof, 0)
    for k in range(12):
        x, y = 600 + 150 * math.cos(k * 2.4) * (k / 12), 442 + 17 * math.sin(k * 2.4) * (k / 12)
        c.disc(x, y, 11, (p.leaf, p.lamp, p.light)[k % 3], 6)
    c.line([(690, 445), (830, 260)], 16, lighter(p.wood, 0.3))
    steam(c, r, 540, 410, 330, p.light, 0.5)
    for k, x in enumerate((170, 330, 880, 1040)):
        bowl(c, x, 660 + (k % 2) * 22, 150, (p.light, p.second, p.accent, p.wall)[k], mix(p.accent, p.lamp, 0.35))


def jars(c: Canvas, p: Palette, r: Random, *, apples: bool = False) -> None:
    """Draw three shelves of preserves, one colour for each month."""
    c.wash(mix(p.wall, p.light, 0.3), mix(p.wall, p.far, 0.3))
    c.glow(240, 80, 760, p.light, 0.6)
    tones = [
        p.leaf,
        p.accent,
        p.lamp,
        mix(p.near, p.accent, 0.45),
        mix(p.lamp, p.leaf, 0.4),
        p.roof,
        mix(p.accent, p.lamp, 0.5),
        mix(p.leaf, p.second, 0.4),
    ]
    if apples:
        tones = [mix(p.lamp, p.light, 0.25), mix(p.lamp, p.leaf, 0.3), mix(p.accent, p.lamp, 0.4), p.roof]
    for row in range(3):
        y = 250 + row * 240
        c.soft(box(60, y + 10, 1100, 40), p.ink, 0.4, 10)
        c.lit(box(50, y, 1100, 26), p.wood, 90, 0.5)
        x, k = 80.0, 0
        while x < 1020:
            w, h = r.uniform(92, 128), r.uniform(130, 188)
            if apples and k % 4 == 3:
                for j in range(4):
                    ax, ay = (x + 36 + j * 58, y - 34) if j < 3 else (x + 66, y - 90)
                    apple(c, ax, ay, 36, (p.accent, mix(p.leaf, p.lamp, 0.4), p.roof)[j % 3], p)
                x += 205
            else:
                jar(c, x, y, w, h, tones[(k + row * 3) % len(tones)], (p.second, p.lamp, p.near)[k % 3], r)
                if k % 3 == 0:
                    c.shape(box(x + w * 0.2, y - h * 0.46, w * 0.6, h * 0.22), p.light)
                    c.disc(x + w * 0.5, y - h * 0.35, h * 0.06, p.accent)
                x += w + r.uniform(10, 34)
            k += 1


def apple(c: Canvas, x: float, y: float, size: float, tone: tuple[int, int, int], p: Palette) -> None:
    """Draw an apple."""
    c.lit(
        bend(
            [
                (x, y - size * 0.72),
                (x + size * 0.6, y - size * 0.85),
                (x + size, y - size * 0.1),
                (x + size * 0.55, y + size * 0.85),
                (x, y + size * 0.78),
                (x - size * 0.55, y + size * 0.85),
                (x - size, y - size * 0.1),
                (x - size * 0.6, y - size * 0.85),
            ],
            closed=True,
        ),
        tone,
        50,
        0.5,
        0.9,
    )
    c.line([(x, y - size * 0.68), (x + size * 0.14, y - size * 1.12)], size * 0.1, p.wood)
    c.shape(leaf_shape(x + size * 0.08, y - size * 0.92, size * 0.6, -20), p.leaf)
    c.tint(oval(x - size * 0.44, y - size * 0.3, size * 0.16, size * 0.24), p.light, 0.55)


def riveted_pot(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a large pot whose crack is held by rivets, in the window light."""
    c.wash(mix(p.second, p.near, 0.3), mix(p.second, p.far, 0.35))
    c.glow(260, 160, 760, p.light, 0.55)
    for x0 in (90, 270):
        c.tint([(x0, 60), (x0 + 150, 60), (x0 + 300, 520), (x0 + 150, 520)], p.light, 0.22)
    c.lit(box(0, 590, 1200, 210), p.wood, 90, 0.5)
    c.rect(0, 584, 1200, 12, lighter(p.wood, 0.35))
    c.soft(oval(720, 690, 380, 50), p.ink, 0.6, 18)
    body = bend(
        [
            (460, 270),
            (410, 330),
            (300, 440),
            (310, 580),
            (430, 690),
            (600, 706),
            (770, 690),
            (890, 580),
            (900, 440),
            (790, 330),
            (740, 270),
        ],
        closed=True,
    )
    c.lit(body, p.wall, 10, 0.55, 0.9)
    with c.inside(body):
        for y, tone, tall in ((390, p.accent, 20), (425, p.second, 10), (560, p.accent, 12)):
            c.line(bend([(290, y - 8), (600, y + 46), (910, y - 8)]), tall, tone)
        for k in range(13):
            x = 320 + k * 48
            y = 476 + 36 * (1 - ((x - 600) / 300) ** 2)
            c.shape(leaf_shape(x, y + 30, 54, -90 + (k % 2 * 2 - 1) * 30), p.second, p.near, 60)
        c.grain(body, darker(p.wall, 0.6), 10, 0.6)
    for x in (440, 760):
        side = -1 if x < 600 else 1
        c.line(
            arc(x + side * 14, 330, 76, 56, 180 + (side > 0) * 180 - 120, 180 + (side > 0) * 180 + 120),
            24,
            mix(p.wall, p.mid, 0.2),
        )
    c.lit(oval(600, 268, 150, 36), lighter(p.wall, 0.2), 0)
    c.shape(oval(600, 270, 124, 25), darker(p.near, 0.4))
    crack = [(560, 300), (590, 360), (566, 420), (620, 490), (600, 560), (646, 640)]
    c.line(crack, 6, darker(p.near, 0.4))
    for k in range(5):
        (x0, y0), (x1, y1) = crack[k], crack[k + 1]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        c.line([(x - 34, y + 7), (x + 34, y - 7)], 13, darker(p.ink, 0.1))
        c.line([(x - 34, y + 4), (x + 34, y - 10)], 9, mix(p.far, p.light, 0.35))
        for s in (-1, 1):
            c.disc(x + s * 34, y - s * 7, 10, mix(p.light, p.far, 0.3), None, p.ink)
    bowl(c, 1040, 660, 170, p.accent, p.lamp)
    c.line([(150, 690), (310, 730)], 14, lighter(p.wood, 0.3))
    c.lit(turned(box(110, 660, 60, 50), 14, (140, 685)), mix(p.ink, p.far, 0.3), 60)


def tea(c: Canvas, p: Palette, r: Random) -> None:
    """Draw two small glasses of tea, the second just poured."""
    sky(c, p, 470, (880, 190), 62)
    hills(c, r, 380, 50, mix(p.far, p.haze, 0.35))
    hills(c, r, 430, 30, p.far)
    c.blur(3)
    c.lit(box(0, 470, 1200, 340), mix(p.wood, p.roof, 0.2), 90, 0.45)
    c.soft(oval(600, 680, 480, 96), p.ink, 0.5, 14)
    c.lit(oval(590, 650, 470, 100), mix(p.lamp, p.mid, 0.45), 0, 0.5)
    c.shape(oval(590, 644, 446, 88), lighter(mix(p.lamp, p.mid, 0.3), 0.25), mix(p.lamp, p.mid, 0.6), 60)
    for k in range(32):
        a = k * 2 * math.pi / 32
        c.disc(590 + 424 * math.cos(a), 644 + 80 * math.sin(a), 8, mix(p.mid, p.wood, 0.3), 3)
    for x, level in ((420, 0.98), (660, 0.82)):
        c.lit(oval(x, 660, 122, 30), p.light, 60, 0.25)
        c.lit(oval(x, 654, 70, 15), mix(p.light, p.accent, 0.4), 60)
        glass = [
            *bend([(x - 62, 430), (x - 46, 500), (x - 40, 540), (x - 58, 600), (x - 44, 650)]),
            *bend([(x + 44, 650), (x + 58, 600), (x + 40, 540), (x + 46, 500), (x + 62, 430)]),
        ]
        c.tint(glass, p.light, 0.5)
        with c.inside(glass):
            c.shape(box(x - 80, 650 - 215 * level, 160, 240), p.accent, darker(p.roof, 0.55), 20, 0.8)
            c.shape(oval(x, 650 - 215 * level, 58, 9), mix(p.accent, p.lamp, 0.5))
            c.tint(box(x - 42, 440, 12, 210), p.light, 0.55)
        c.line(arc(x, 430, 62, 9, 0, 360), 3, p.light)
        steam(c, r, x, 420, 150, p.light, 0.5)
    potx, poty = 945, 470
    c.line(
        bend([(potx - 90, poty + 60), (potx - 160, poty + 20), (potx - 200, poty - 60), (potx - 236, poty - 74)]),
        26,
        p.second,
    )
    c.line(arc(potx + 96, poty + 20, 66, 80, -90, 90), 20, darker(p.second, 0.2))
    c.lit(oval(potx, poty + 40, 130, 124), p.second, 40, 0.55, 0.9)
    c.lit(arc(potx, poty - 56, 74, 52, 180, 360), lighter(p.second, 0.12), 20)
    c.disc(potx, poty - 116, 14, p.lamp)
    c.shape(oval(potx, poty + 150, 80, 14), darker(p.second, 0.4))
    c.tint(oval(potx - 56, poty - 6, 18, 44), p.light, 0.4)
    for k in range(5):
        c.lit(turned(box(170 + k * 26, 655 - (k % 2) * 24, 32, 26), k * 17, (186 + k * 26, 668)), p.light, 60, 0.25)
