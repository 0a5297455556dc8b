"""Trees, beds, orchards, fields and the weather over them."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import arc, archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.objects import envelope, steam
from ..props.people import bench, sitting, someone, standing
from ..props.plants import bare_tree, crown, flower, grass, leaf_shape, pot, potted, stalk, tree, trunk
from ..props.sky import birds, cloud, hills, sky, snowfall


def watering_can(c: Canvas, x: float, foot: float, size: float, tone: RGB) -> None:
    """Draw a watering can that pours to the right."""
    c.soft(box(x - size * 0.4, foot - 6, size * 1.1, 16), (28, 24, 44), 0.5, 7)
    c.line(arc(x - size * 0.42, foot - size * 0.42, size * 0.24, size * 0.34, 70, 290), size * 0.06, darker(tone, 0.3))
    c.line(arc(x, foot - size * 0.74, size * 0.3, size * 0.3, 190, 350), size * 0.06, darker(tone, 0.2))
    c.lit([(x + size * 0.3, foot - size * 0.1), (x + size * 0.82, foot - size * 0.72), (x + size * 0.9, foot - size * 0.68), (x + size * 0.34, foot - size * 0.34)], tone, 90)
    c.lit(turned(oval(x + size * 0.88, foot - size * 0.74, size * 0.16, size * 0.06), 40, (x + size * 0.88, foot - size * 0.74)), darker(tone, 0.2))
    c.lit([(x - size * 0.34, foot - size * 0.74), (x + size * 0.34, foot - size * 0.74), (x + size * 0.4, foot), (x - size * 0.4, foot)], tone, 0, 0.5)
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
                    c.shape(leaf_shape(x, y + 4, tall * 0.9, -150 + j * 30), mix(p.leaf, p.lamp, 0.2 * (j % 2)), darker(p.leaf, 0.4), 90)
            else:
                tip = stalk(c, r, x, y + 6, tall * 1.5, p.leaf)
                flower(c, *tip, tall * 0.24, (p.accent, p.second, p.light)[(k + i) % 3], p.lamp, 5)
    c.shape([(0, 720), (1200, 690), (1200, 800), (0, 800)], mix(p.wall, p.mid, 0.25), darker(p.wall, 0.35), 90)
    for k in range(6):
        watering_can(c, 110 + k * 165, 770 - k * 5, 120, (p.second, p.accent, p.near, p.roof)[k % 4])
    standing(c, 1100, 752, 280, someone(r, [p.accent], "hat"), -1, (0.24, 0.5))


def pomegranate(c: Canvas, x: float, y: float, size: float, tone: RGB, p: Palette, cut: bool = False) -> None:
    """Draw one pomegranate, whole or cut open."""
    crown_leaf = [(x - size * 0.26, y - size * 0.8), (x - size * 0.36, y - size * 1.3), (x - size * 0.12, y - size * 1.05), (x, y - size * 1.38), (x + size * 0.12, y - size * 1.05), (x + size * 0.36, y - size * 1.3), (x + size * 0.26, y - size * 0.8)]
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
    c.lit([(0, 570), (1200, 570), (1200, 800), (0, 800)] if not number_nine else [(0, 640), (1200, 655), (1200, 800), (0, 800)], mix(p.wall, p.mid, 0.35), 90)
    tx = 330 if number_nine else 560
    c.tint(oval(tx + 120, 690, 470, 70), p.near, 0.45)
    trunk(c, tx, 690, 230, 92, mix(p.wood, p.wall, 0.35), ((tx - 220, 250), (tx + 210, 240), (tx - 90, 150), (tx + 110, 130)))
    for k in range(16):
        x, y = tx + r.uniform(-32, 32), r.uniform(430, 660)
        c.tint(oval(x, y, r.uniform(8, 18), r.uniform(12, 26)), p.light, 0.4)
    for dx, dy, rx, ry in ((-250, 210, 210, 140), (260, 200, 220, 145), (-110, 110, 220, 140), (130, 90, 220, 150), (10, 230, 260, 130)):
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
                c.tint(box(k * 52 + (row % 2) * 26, 334 + row * 19, 48, 16), p.light if r.random() < 0.4 else p.near, r.uniform(0.04, 0.2))
    c.lit(bend([(-20, 345), (-20, 322), (300, 314), (620, 320), (900, 312), (1220, 322), (1220, 345)]), snow, 90, 0.2)
    c.shape([(0, 510), *bend([(0, 510), (300, 496), (700, 520), (1200, 500)]), (1200, 800), (0, 800)], snow, mix(p.sky, p.far, 0.5), 90, 0.7)
    for x, s in ((180, 120), (420, 96), (930, 124)):
        tips = bare_tree(c, r, x, 580, s * 0.62, -90, 15, darker(p.wood, 0.35), 6)
        for tx, ty in tips:
            c.disc(tx, ty, r.uniform(2, 5), snow)
        c.soft(oval(x + 60, 590, 100, 10), mix(p.sky, p.near, 0.5), 0.35, 6)
    for k in range(4):
        x = 560 + k * 74
        c.lit(oval(x, 600, 38, 30), p.near, 60)
        c.lit(bend([(x - 38, 592), (x - 20, 568), (x + 16, 566), (x + 38, 590), (x, 598)], closed=True), snow, 90, 0.2)
    path = [*bend([(520, 800), (600, 700), (560, 600), (640, 530)]), *bend([(680, 530), (640, 600), (700, 700), (760, 800)])]
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
        c.shape([(600 - 12 * w, 375), (600 + 12 * w, 375), (600 + 250 * w, 800), (600 - 250 * w, 800)], tone, darker(tone, 0.3), 90)
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
                    c.disc(tip[0] + (k % 2 * 2 - 1) * size * 0.3, tip[1] + k * size * 0.5, size * 0.34, mix(p.second, (110, 90, 190), 0.6))
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
        standing(c, x, 460 + k * 22, 120 + k * 24, someone(r, [p.accent, p.second, p.wall], "scarf"), (1, -1, 1)[k], (0.3, 0.26))
        c.lit([(x + 50, 450 + k * 22), (x + 96, 450 + k * 22), (x + 88, 478 + k * 22), (x + 58, 478 + k * 22)], p.lamp, 0)
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
            c.disc(k * 80 + r.uniform(-50, 50), 500 + r.uniform(-36, 30), r.uniform(4, 8), (p.accent, lighter(p.accent, 0.4))[_ % 2])
    c.lit(box(0, 530, 1200, 280), mix(p.wall, p.mid, 0.3), 90)
    copper = mix(p.roof, p.second, 0.3)
    for x, s in ((360, 1.0), (720, 1.15)):
        foot = 690
        c.lit(box(x - 120 * s, foot - 90 * s, 240 * s, 90 * s), mix(p.wall, p.roof, 0.4), 0, 0.4)
        c.shape(archway(x - 40 * s, foot - 66 * s, 80 * s, 66 * s), p.ink)
        c.glow(x, foot - 16, 80 * s, p.lamp, 0.9)
        c.lit(oval(x, foot - 160 * s, 116 * s, 100 * s), copper, 30, 0.55, 0.95)
        c.lit([(x - 40 * s, foot - 240 * s), (x + 40 * s, foot - 240 * s), (x + 24 * s, foot - 310 * s), (x - 24 * s, foot - 310 * s)], lighter(copper, 0.1), 0, 0.5)
        c.line(bend([(x, foot - 306 * s), (x + 60 * s, foot - 316 * s), (x + 140 * s, foot - 220 * s), (x + 170 * s, foot - 60 * s)]), 22 * s, copper)
        c.lit([(x + 140 * s, foot - 60 * s), (x + 204 * s, foot - 60 * s), (x + 196 * s, foot + 12), (x + 148 * s, foot + 12)], mix(p.far, p.light, 0.4), 0)
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
            line = bend([(stem_x, 430), (stem_x + r.uniform(-8, 8), 400 - k * 8), (stem_x + r.uniform(-14, 14), 380 - k * 16)])
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
