"""Trees, beds, orchards, fields and the weather over them."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import arc, bend, box, oval, turned
from ..palettes import Palette
from ..props.people import bench, sitting, someone, standing
from ..props.plants import bare_tree, crown, flower, leaf_shape, potted, stalk, trunk
from ..props.sky import cloud, hills, sky, snowfall


def watering_can(c: Canvas, x: float, foot: float, size: float, tone: RGB) -> None:
    """Draw a watering can that pours to the right."""
    c.soft(box(x - size * 0.4, foot - 6, size * 1.1, 16), (28, 24, 44), 0.5, 7)
    c.line(arc(x - size * 0.42, foot - size * 0.42, size * 0.24, size * 0.34, 70, 290), size * 0.06, darker(tone, 0.3))
    c.line(arc(x, foot - size * 0.74, size * 0.3, size * 0.3, 190, 350), size * 0.06, darker(tone, 0.2))
    c.lit(
        [
            (x + size * 0.3, foot - size * 0.1),
            (x + size * 0.82, foot - size * 0.72),
            (x + size * 0.9, foot - size * 0.68),
            (x + size * 0.34, foot - size * 0.34),
        ],
        tone,
        90,
    )
    c.lit(
        turned(
            oval(x + size * 0.88, foot - size * 0.74, size * 0.16, size * 0.06),
            40,
            (x + size * 0.88, foot - size * 0.74),
        ),
        darker(tone, 0.2),
    )
    c.lit(
        [
            (x - size * 0.34, foot - size * 0.74),
            (x + size * 0.34, foot - size * 0.74),
            (x + size * 0.4, foot),
            (x - size * 0.4, foot),
        ],
        tone,
        0,
        0.5,
    )
    c.shape(oval(x, foot - size * 0.74, size * 0.34, size * 0.07), darker(tone, 0.4))
    c.tint(box(x - size * 0.26, foot - size * 0.66, size * 0.08, size * 0.6), (255, 255, 245), 0.4)


def can_garden(c: Canvas, p: Palette, r: Random) -> None:
    """Draw beds in rows and a line of watering cans beside them."""
    sky(c, p, 380, (980, 130), 52)
    cloud(c, 380, 110, 420, p.light, 0.6)
    hills(c, r, 320, 40, mix(p.far, p.haze, 0.3))
    for x in range(20, 1220, 70):
        crown(c, r, x, 370, 60, r.uniform(40, 70), mix(p.leaf, p.far, 0.35), 7)
    c.lit(box(0, 390, 1200, 420), mix(p.mid, p.lamp, 0.2), 90)
    for i in range(5):
        y = 430 + i * i * 9 + i * 32
        tall = 26 + i * 16
        c.shape([(0, y), (1200, y - 8), (1200, y + 14 + i * 7), (0, y + 22 + i * 7)], p.wood, darker(p.wood, 0.5), 90)
        n = 26 - i * 3
        for k in range(n):
            x = (k + 0.5) * 1200 / n + r.uniform(-6, 6)
            if i % 2:
                for j in range(5):
                    c.shape(
                        leaf_shape(x, y + 4, tall * 0.9, -150 + j * 30),
                        mix(p.leaf, p.lamp, 0.2 * (j % 2)),
                        darker(p.leaf, 0.4),
                        90,
                    )
            else:
                tip = stalk(c, r, x, y + 6, tall * 1.5, p.leaf)
                flower(c, *tip, tall * 0.24, (p.accent, p.second, p.light)[(k + i) % 3], p.lamp, 5)
    c.shape([(0, 720), (1200, 690), (1200, 800), (0, 800)], mix(p.wall, p.mid, 0.25), darker(p.wall, 0.35), 90)
    for k in range(6):
        watering_can(c, 110 + k * 165, 770 - k * 5, 120, (p.second, p.accent, p.near, p.roof)[k % 4])
    standing(c, 1100, 752, 280, someone(r, [p.accent], "hat"), -1, (0.24, 0.5))


def pomegranate(c: Canvas, x: float, y: float, size: float, tone: RGB, p: Palette, cut: bool = False) -> None:
    """Draw one pomegranate, whole or cut open."""
    crown_leaf = [
        (x - size * 0.26, y - size * 0.8),
        (x - size * 0.36, y - size * 1.3),
        (x - size * 0.12, y - size * 1.05),
        (x, y - size * 1.38),
        (x + size * 0.12, y - size * 1.05),
        (x + size * 0.36, y - size * 1.3),
        (x + size * 0.26, y - size * 0.8),
    ]
    c.lit(crown_leaf, darker(tone, 0.1), 0)
    c.lit(oval(x, y, size, size * 0.95), tone, 50, 0.5, 0.9)
    if cut:
        c.shape(oval(x, y + size * 0.05, size * 0.8, size * 0.72), lighter(p.lamp, 0.6))
        for ring, n in ((0.56, 13), (0.3, 7), (0.02, 1)):
            for k in range(n):
                a = 2 * math.pi * k / n + ring
                sx, sy = x + math.cos(a) * size * ring * 1.1, y + size * 0.05 + math.sin(a) * size * ring
                c.lit(oval(sx, sy, size * 0.12, size * 0.1), lighter(tone, 0.08), 50, 0.6)
                c.tint(oval(sx - size * 0.03, sy - size * 0.04, size * 0.035, size * 0.03), p.light, 0.8)
        return
    c.tint(oval(x - size * 0.36, y - size * 0.38, size * 0.24, size * 0.17), p.light, 0.45)


def pomegranate_tree(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a leafy tree against a wall, with one fruit at last."""
    c.wash(mix(p.wall, p.light, 0.3), mix(p.wall, p.roof, 0.25))
    c.glow(260, 120, 700, p.light, 0.6)
    for row in range(12):
        for k in range(14):
            if r.random() < 0.22:
                c.tint(box(k * 96 + (row % 2) * 48, row * 60, 88, 52), p.roof, r.uniform(0.05, 0.16))
    c.lit([(0, 690), (1200, 670), (1200, 800), (0, 800)], mix(p.mid, p.wood, 0.3), 90)
    c.soft(oval(780, 705, 380, 34), p.ink, 0.45, 16)
    c.soft(oval(760, 330, 360, 230), darker(p.roof, 0.5), 0.3, 26)
    trunk(c, 560, 715, 300, 46, p.wood, ((390, 330), (730, 310), (470, 210), (640, 200)))
    for _ in range(330):
        a, d = r.uniform(0, 2 * math.pi), r.random() ** 0.6
        x, y = 570 + math.cos(a) * 370 * d, 270 + math.sin(a) * 220 * d
        tone = mix(p.leaf, (p.lamp, p.near, p.second)[r.randrange(3)], r.uniform(0, 0.25))
        tone = darker(tone, max(0, (y - 270) / 700) + 0.08)
        c.shape(leaf_shape(x, y, r.uniform(34, 62), r.uniform(0, 360), 0.4), tone, darker(tone, 0.3), 60)
    for x, y in ((320, 250), (680, 160), (470, 400), (800, 330)):
        for k in range(5):
            c.shape(leaf_shape(x, y, 24, k * 72, 0.7), lighter(p.accent, 0.25))
        c.disc(x, y, 7, p.lamp)
    c.line([(640, 330), (646, 372)], 5, p.leaf)
    c.glow(648, 440, 150, p.lamp, 0.5)
    pomegranate(c, 648, 440, 58, p.accent, p)
    standing(c, 900, 740, 300, someone(r, [p.second], "cap"), -1, (0.36, 0.88))
    watering_can(c, 200, 745, 110, p.second)


def plane_tree(c: Canvas, p: Palette, r: Random, *, number_nine: bool = False) -> None:
    """Draw a great tree and the people its shade has room for."""
    sky(c, p, 560, (1050, 130), 50)
    cloud(c, 200, 150, 300, p.light, 0.5)
    hills(c, r, 480, 36, mix(p.far, p.haze, 0.25))
    if number_nine:
        from ..props.houses import door, window

        c.lit(box(640, 120, 600, 560), mix(p.wall, p.accent, 0.2), 20, 0.25)
        door(c, 850, 660, 120, 270, p.second, lighter(p.wall, 0.4))
        for x in (700, 1050):
            window(c, x, 300, 84, 130, p, False)
            potted(c, r, x + 42, 440, 60, p.roof, p.leaf, p.accent)
        c.round(1000, 470, 44, 44, 5, p.second)
        for k in range(9):
            c.disc(1010 + k % 3 * 12, 480 + k // 3 * 12, 3.6, p.light)
    else:
        from ..props.houses import skyline

        skyline(c, r, 572, mix(p.wall, p.far, 0.5), None, 40, 90)
    c.lit(
        [(0, 570), (1200, 570), (1200, 800), (0, 800)]
        if not number_nine
        else [(0, 640), (1200, 655), (1200, 800), (0, 800)],
        mix(p.wall, p.mid, 0.35),
        90,
    )
    tx = 330 if number_nine else 560
    c.tint(oval(tx + 120, 690, 470, 70), p.near, 0.45)
    trunk(
        c,
        tx,
        690,
        230,
        92,
        mix(p.wood, p.wall, 0.35),
        ((tx - 220, 250), (tx + 210, 240), (tx - 90, 150), (tx + 110, 130)),
    )
    for _ in range(16):
        x, y = tx + r.uniform(-32, 32), r.uniform(430, 660)
        c.tint(oval(x, y, r.uniform(8, 18), r.uniform(12, 26)), p.light, 0.4)
    for dx, dy, rx, ry in (
        (-250, 210, 210, 140),
        (260, 200, 220, 145),
        (-110, 110, 220, 140),
        (130, 90, 220, 150),
        (10, 230, 260, 130),
    ):
        crown(c, r, tx + dx, dy, rx, ry, p.leaf, 11, 0.26)
    for _ in range(30):
        x, y = tx + r.uniform(-350, 480), 690 + r.uniform(-46, 46)
        c.tint(oval(x, y, r.uniform(8, 24), r.uniform(3, 7)), p.lamp, 0.5)
    if number_nine:
        bench(c, 460, 735, 330, 150, p.wood)
        sitting(c, 550, 665, 250, someone(r, [p.accent], "scarf"), 1)
        sitting(c, 700, 665, 250, someone(r, [p.near], "cap"), -1, p.light)
        return
    bench(c, 680, 725, 260, 120, p.wood)
    sitting(c, 740, 668, 215, someone(r, [p.accent], "hat"), 1, p.light)
    sitting(c, 880, 668, 215, someone(r, [p.second], "scarf"), -1)
    for k, x in enumerate((280, 370, 1040)):
        standing(c, x, 752 - k * 8, 215, someone(r, [p.second, p.accent, p.near]), (1, -1, -1)[k], (0.2, 0.66))
    standing(c, 450, 742, 120, someone(r, [p.accent], "short"), 1, (0.2, 0.9))


def winter_garden(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a walled garden under snow, seen through its open gate."""
    sky(c, p, 420, (860, 190), 52)
    hills(c, r, 330, 36, mix(p.far, p.light, 0.5), mix(p.far, p.sky, 0.5))
    snow = mix(p.light, p.sky, 0.15)
    c.lit(box(0, 330, 1200, 190), mix(p.roof, p.wall, 0.45), 90)
    with c.inside(box(0, 330, 1200, 190)):
        for row in range(10):
            for k in range(26):
                c.tint(
                    box(k * 52 + (row % 2) * 26, 334 + row * 19, 48, 16),
                    p.light if r.random() < 0.4 else p.near,
                    r.uniform(0.04, 0.2),
                )
    c.lit(bend([(-20, 345), (-20, 322), (300, 314), (620, 320), (900, 312), (1220, 322), (1220, 345)]), snow, 90, 0.2)
    c.shape(
        [(0, 510), *bend([(0, 510), (300, 496), (700, 520), (1200, 500)]), (1200, 800), (0, 800)],
        snow,
        mix(p.sky, p.far, 0.5),
        90,
        0.7,
    )
    for x, s in ((180, 120), (420, 96), (930, 124)):
        tips = bare_tree(c, r, x, 580, s * 0.62, -90, 15, darker(p.wood, 0.35), 6)
        for tx, ty in tips:
            c.disc(tx, ty, r.uniform(2, 5), snow)
        c.soft(oval(x + 60, 590, 100, 10), mix(p.sky, p.near, 0.5), 0.35, 6)
    for k in range(4):
        x = 560 + k * 74
        c.lit(oval(x, 600, 38, 30), p.near, 60)
        c.lit(bend([(x - 38, 592), (x - 20, 568), (x + 16, 566), (x + 38, 590), (x, 598)], closed=True), snow, 90, 0.2)
    path = [
        *bend([(520, 800), (600, 700), (560, 600), (640, 530)]),
        *bend([(680, 530), (640, 600), (700, 700), (760, 800)]),
    ]
    c.tint(path, mix(p.sky, p.far, 0.5), 0.4)
    for k in range(9):
        c.tint(oval(640 + (k % 2) * 26 - 10 + (8 - k) * 2, 770 - k * 24, 9, 5), p.near, 0.4)
    standing(c, 640, 620, 130, someone(r, [p.accent], "scarf"), 1)
    for x in (0, 1090):
        c.lit(box(x, 120, 110, 680), mix(p.roof, p.near, 0.4), 0 if x == 0 else 180, 0.5)
        c.lit(bend([(x - 14, 130), (x - 6, 92), (x + 55, 80), (x + 118, 92), (x + 124, 130)]), snow, 90, 0.2)
    for k in range(6):
        c.line([(118 + k * 17, 250 + k * 9), (118 + k * 17, 790 - k * 26)], 6, p.ink)
    c.line([(112, 280), (214, 330)], 7, p.ink)
    c.line([(112, 700), (214, 640)], 7, p.ink)
    snowfall(c, r, 200)
