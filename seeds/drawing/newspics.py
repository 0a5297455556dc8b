"""News pictures: the same shapes, treated like photographs, with depth of field, haze, lamps and reflections."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .colour import RGB, darker, lighter, mix, rgb
from .geometry import arc, bend, box, oval, rounded, turned
from .motifs.river import arched_bridge, hull
from .palettes import palette
from .props.houses import house, skyline, street, street_lamp
from .props.people import sitting, someone, standing
from .props.plants import cypress, flower, grass, leaf_shape, tree
from .props.sky import birds, cloud, hills, peaks, sky, snowfall, stars, water


def bokeh(c: Canvas, r: Random, colours: list[RGB], low: float, high: float, number: int = 40, size: float = 26) -> None:
    """Scatter the round lights of a lens that looks elsewhere."""
    for _ in range(number):
        x, y, s = r.uniform(0, c.width), r.uniform(low, high), size * r.uniform(0.4, 1.2)
        tone = r.choice(colours)
        c.tint(oval(x, y, s), tone, r.uniform(0.12, 0.4))
        c.glow(x, y, s * 2, tone, 0.25)


def snow_market(c: Canvas, r: Random) -> None:
    """Stalls and lamps in the first snow."""
    p = palette("reading", "night")
    warm = rgb("#ffb861")
    c.wash(rgb("#1c2546"), rgb("#8a7f9c"), 0, 520)
    street(c, r, 560, p, low=260, high=380, lit=0.75)
    bokeh(c, r, [warm, p.light, p.accent], 120, 540, 46, 18)
    c.blur(5)
    c.wash(rgb("#aab2cc"), rgb("#6f7da6"), 550, 800)
    c.glow(600, 640, 620, warm, 0.5, flat=0.28)
    for k, x in enumerate((60, 340, 640, 920)):
        tone = (p.second, p.accent, p.mid, p.second)[k]
        c.glow(x + 120, 430, 260, warm, 0.6)
        c.rect(x + 14, 400, 212, 190, darker(rgb("#6a3f2e"), 0.4))
        c.shape(box(x + 20, 400, 200, 90), warm, p.accent, 90)
        for j in range(9):
            c.lit(oval(x + 34 + j * 22, 496 - (j % 2) * 8, 15), (p.second, p.accent, rgb("#7c9a52"))[(j + k) % 3], 60)
        c.lit(box(x + 6, 504, 228, 92), rgb("#7b4a35"), 90)
        for j in range(6):
            c.lit([(x - 10 + j * 43, 392), (x + 33 + j * 43, 392), (x + 30 + j * 40, 330), (x - 6 + j * 40 + 6, 330)], tone if j % 2 else p.light, 90, 0.3)
        c.shape(bend([(x - 16, 340), (x + 20, 312), (x + 120, 306), (x + 220, 314), (x + 254, 342), (x + 180, 336), (x + 60, 342)], closed=True), rgb("#eef1f8"), rgb("#aab6d4"), 90)
        c.disc(x + 120, 372, 11, p.light)
        c.glow(x + 120, 372, 90, p.light, 0.8)
    for x, y, h in ((230, 640, 190), (330, 650, 180), (560, 632, 175), (760, 655, 205), (820, 660, 130), (1080, 640, 190)):
        standing(c, x, y, h, someone(r, [rgb("#b23b3b"), rgb("#2d4a63"), rgb("#caa04a"), rgb("#3c3a4f")]), r.choice((-1, 1)), (0.2, 0.56))
    c.shape([*bend([(-10, 700), (200, 676), (520, 704), (860, 682), (1210, 700)]), (1210, 801), (-10, 801)], rgb("#cfd6e8"), rgb("#7f8db5"), 90)
    snowfall(c, r, 320, 9)


def bridge_reopens(c: Canvas, r: Random) -> None:
    """Crowd and bunting on the old bridge in evening light."""
    p = palette("heritage", "dusk")
    sky(c, p, 470, (860, 330), 46)
    for x, y, w in ((300, 110, 620), (900, 180, 520), (560, 240, 420)):
        cloud(c, x, y, w, mix(p.haze, p.light, 0.4), 0.45)
    hills(c, r, 410, 40, mix(p.far, p.sky, 0.4))
    skyline(c, r, 500, mix(p.near, p.far, 0.3), p.lamp, 40, 110)
    c.blur(3)
    water(c, r, 500, rgb("#2a2f55"), mix(p.haze, rgb("#70507c"), 0.35), p.haze, number=160)
    c.glow(860, 560, 300, p.lamp, 0.6, flat=0.5)
    arched_bridge(c, r, 90, 1110, 330, 560, p.wall, 3, 46)
    for i in range(3):
        x = 90 + 340 * (i + 0.5)
        c.soft([(x - 150, 566), (x + 150, 566), (x + 70, 740), (x - 70, 740)], rgb("#1d1c3c"), 0.5, 14)
    for k in range(34):
        x = 60 + k * 33
        y = 333 + 40 * abs((x - 600) / 560) ** 1.5
        standing(c, x, y + r.uniform(0, 8), r.uniform(62, 82), someone(r, [p.accent, p.second, p.light, p.near, p.mid]), r.choice((-1, 1)), r.choice([(0.2, 1.0), (0.2, 0.6)]), shadow=False)
    for k in range(4):
        x0, x1 = 40 + k * 290, 330 + k * 290
        line = bend([(x0, 210), ((x0 + x1) / 2, 258), (x1, 210)])
        c.line(line, 2, p.ink)
        for j, (x, y) in enumerate(line[1:-1]):
            c.shape([(x - 8, y), (x + 8, y), (x, y + 22)], (p.accent, p.light, p.second, p.lamp)[j % 4])
    for k in range(5):
        street_lamp(c, 40 + k * 290, 360, 150, p)
    c.glow(860, 330, 520, p.lamp, 0.3)


def kite_day(c: Canvas, r: Random) -> None:
    """Kites over a hill, seen from the grass."""
    p = palette("gardens", "day")
    c.wash(rgb("#4f9bc9"), rgb("#d9ecec"))
    for _ in range(9):
        x, y = r.uniform(0, 1200), r.uniform(60, 480)
        c.soft(bend([(x - 160, y), (x - 40, y - 44), (x + 80, y - 30), (x + 180, y + 6), (x, y + 22)], closed=True), p.light, 0.6, 20)
    peaks(c, r, 640, 140, rgb("#8fb4bd"), None, 5)
    c.blur(3)
    c.lit([*bend([(-20, 640), (260, 590), (640, 650), (980, 590), (1220, 620)]), (1220, 800), (-20, 800)], rgb("#7aa653"), 90, 0.4)
    tones = [rgb(x) for x in ("#e2483c", "#f3b53a", "#2d7f86", "#8a4f9e", "#f0f0e4", "#e77b3c")]
    for k, (x, y, s, a, child) in enumerate(((250, 190, 70, 20, 330), (560, 110, 50, -14, 480), (820, 250, 88, 12, 700), (1040, 130, 54, -24, 860), (420, 340, 40, 30, 560), (680, 60, 30, 5, 780), (120, 340, 34, -20, 200))):
        foot = 640 + (k % 3) * 26
        c.line(bend([(child, foot - 90), ((x + child) / 2 + 30, (y + foot) / 2 + 20), (x, y)]), 1.4, p.light)
        one, two = tones[k % 6], tones[(k + 2) % 6]
        for part, tone in (([(0, -1.2), (0.8, -0.1), (0, 0)], one), ([(0, -1.2), (-0.8, -0.1), (0, 0)], lighter(one, 0.2)), ([(0, 1.3), (0.8, -0.1), (0, 0)], two), ([(0, 1.3), (-0.8, -0.1), (0, 0)], lighter(two, 0.2))):
            c.lit(turned([(x + px * s, y + py * s) for px, py in part], a, (x, y)), tone, 60, 0.3)
        tail = bend([(x, y + 1.3 * s), (x - s * 0.4, y + 1.9 * s), (x + s * 0.2, y + 2.4 * s), (x - s * 0.3, y + 3 * s)])
        c.line(tail, 3, two)
        for tx, ty in tail[3::5]:
            c.shape([(tx - s * 0.2, ty - s * 0.1), (tx + s * 0.2, ty + s * 0.1), (tx + s * 0.2, ty - s * 0.1), (tx - s * 0.2, ty + s * 0.1)], one)
        standing(c, child - 14, foot, 130 - (k % 2) * 30, someone(r, tones), 1, (0.14, 1.0))
    grass(c, r, 760, 260, 60, rgb("#5d8d45"))
    c.blur(0.6)
    for k in range(16):
        x = r.uniform(0, 1200)
        flower(c, x, r.uniform(700, 800), r.uniform(14, 26), r.choice(tones), p.light, 6)
    c.glow(120, 40, 620, p.light, 0.45)


def books_cross(c: Canvas, r: Random) -> None:
    """A chain of people passes books over a ford at dawn."""
    p = palette("reading", "dawn")
    c.wash(rgb("#8fa9c4"), rgb("#f7d7ad"), 0, 420)
    c.glow(800, 330, 560, p.light, 0.7)
    hills(c, r, 330, 40, rgb("#a9b6bd"))
    for k in range(20):
        tree(c, r, k * 64, 430, r.uniform(120, 190), mix(p.leaf, rgb("#c9c2a8"), 0.45), p.wood)
    c.blur(6)
    c.soft(box(-50, 380, 1300, 90), p.light, 0.5, 30)
    water(c, r, 430, rgb("#3f6a78"), rgb("#e8cfae"), p.light, number=170)
    tones = [p.second, p.accent, p.near, rgb("#7a3b45"), rgb("#d8c6a0"), p.mid]
    n = 11
    for k in range(n):
        t = k / (n - 1)
        x, y, h = 110 + t * 900, 520 + 190 * (1 - t) ** 1.2, 300 - 165 * t
        c.soft([(x - h * 0.1, y), (x + h * 0.1, y), (x + h * 0.06, y + h * 0.55), (x - h * 0.06, y + h * 0.55)], p.ink, 0.35, 8)
        standing(c, x, y, h, someone(r, tones), 1, (0.27, 0.62), shadow=False)
        c.line(bend([(x - h * 0.2, y - h * 0.08), (x, y - h * 0.05), (x + h * 0.2, y - h * 0.08)]), h * 0.012, p.light)
        for j in range(1 + k % 3):
            tone = tones[(k + j * 2) % 6]
            c.lit(turned(box(x + h * 0.2, y - h * (0.66 + 0.045 * j), h * 0.19, h * 0.04), -6, (x + h * 0.3, y - h * 0.64)), tone, 30)
            c.rect(x + h * 0.36, y - h * (0.665 + 0.045 * j), h * 0.02, h * 0.034, p.light)
    hull(c, 1040, 560, 220, p.near, 30, 22)
    for k in range(9):
        c.lit(box(950 + k * 20, 500 - (k % 3) * 14, 18, 34 + (k % 3) * 14), tones[k % 6], 0)
    c.soft(box(-50, 420, 1300, 40), p.light, 0.4, 20)
    birds(c, 360, 160, p.near, 5)


def harvest_moon(c: Canvas, r: Random) -> None:
    """A huge moon behind the last cart of the harvest."""
    c.wash(rgb("#1d2148"), rgb("#d98a5c"), 0, 560)
    stars(c, r, 240, 70)
    moon = rgb("#fbdc98")
    c.glow(720, 340, 560, moon, 0.75)
    c.disc(720, 340, 205, moon, None, rgb("#eaa75b"), 90)
    for _ in range(12):
        a, d = r.uniform(0, 6.28), r.uniform(20, 150)
        c.tint(oval(720 + d * math.cos(a), 340 + d * math.sin(a), r.uniform(12, 44)), rgb("#d99b57"), 0.3)
    for y, w in ((300, 520), (410, 640)):
        cloud(c, 520 + y / 2, y, w, rgb("#5a3f68"), 0.5)
    hills(c, r, 500, 24, rgb("#6d4a68"))
    c.blur(3)
    c.shape([*bend([(-20, 560), (300, 530), (700, 556), (1220, 530)]), (1220, 800), (-20, 800)], rgb("#b67a42"), rgb("#3a2340"), 90, 0.95)
    dark = rgb("#241a36")
    for k in range(40):
        y = 575 + (k // 8) ** 1.6 * 26
        x = (k % 8) * 160 + (k // 8 % 2) * 70 + 20
        s = 16 + (k // 8) * 10
        if abs(x - 620) < 220 and y < 640:
            continue
        c.lit(bend([(x - s, y), (x - s * 0.5, y - s * 1.3), (x, y - s * 1.9), (x + s * 0.5, y - s * 1.3), (x + s, y)]), rgb("#c98c48"), 0, 0.6)
        c.line([(x - s * 0.5, y - s), (x + s * 0.5, y - s)], s * 0.14, dark)
    c.lit(bend([(470, 500), (500, 400), (620, 350), (760, 380), (800, 500)]), rgb("#8f5f35"), 0, 0.6)
    c.lit([(450, 500), (820, 500), (800, 545), (470, 545)], dark, 0)
    for x in (540, 730):
        c.line(arc(x, 560, 46, 46, 0, 360), 8, dark)
        for k in range(4):
            a = k * math.pi / 4
            c.line([(x - 44 * math.cos(a), 560 - 44 * math.sin(a)), (x + 44 * math.cos(a), 560 + 44 * math.sin(a))], 4, dark)
    c.line([(450, 530), (330, 560)], 7, dark)
    standing(c, 320, 612, 150, someone(r, [dark], "hat"), 1, (0.2, 0.35), shadow=False)
    standing(c, 900, 618, 150, someone(r, [dark], "scarf"), -1, (0.3, 0.6), shadow=False)
    sitting(c, 640, 356, 110, someone(r, [rgb("#8a3e3e")], "short"), 1)
    grass(c, r, 800, 240, 90, rgb("#4a2f44"))
    c.glow(720, 560, 420, moon, 0.25, flat=0.3)


def orchestra(c: Canvas, r: Random) -> None:
    """Musicians rehearse under trees hung with lamps."""
    p = palette("gardens", "gold")
    c.wash(rgb("#dbe3c0"), rgb("#f6e7b8"))
    for k in range(14):
        tree(c, r, k * 96, 480, r.uniform(360, 480), mix(p.leaf, p.lamp, 0.25), p.wood)
    bokeh(c, r, [p.light, p.lamp], 40, 420, 50, 24)
    c.blur(6)
    for x in (180, 420, 660):
        c.soft([(x, -20), (x + 70, -20), (x + 330, 800), (x + 130, 800)], p.light, 0.3, 20)
    c.wash(rgb("#b9b56b"), rgb("#6f7d43"), 480, 800)
    wood = rgb("#a8602f")
    for row, (y, h, n) in enumerate(((560, 190, 7), (650, 240, 5), (760, 300, 4))):
        for k in range(n):
            x = 600 + (k - (n - 1) / 2) * (150 + row * 70) - 20
            f = 1 if x < 600 else -1
            look = someone(r, [rgb("#2d3142"), rgb("#4b3a4f"), p.accent, rgb("#37545a")])
            c.soft(oval(x + 30, y + 6, h * 0.4, h * 0.06), p.ink, 0.4, 8)
            c.rect(x - h * 0.14, y - h * 0.26, h * 0.28, 7, p.ink)
            c.rect(x - h * 0.12, y - h * 0.26, 5, h * 0.26, p.ink)
            c.rect(x + h * 0.1, y - h * 0.26, 5, h * 0.26, p.ink)
            sitting(c, x, y - h * 0.28, h, look, f)
            sx = x + f * h * 0.5
            c.line([(sx, y), (sx, y - h * 0.42)], 3, p.ink)
            c.shape([(sx - h * 0.13, y - h * 0.42), (sx + h * 0.13, y - h * 0.42), (sx + h * 0.11, y - h * 0.6), (sx - h * 0.11, y - h * 0.6)], p.light, rgb("#c8c3b0"), 60)
            if k % 2 == 0:
                c.lit(turned(bend([(x - h * 0.05, y - h * 0.62), (x - h * 0.09, y - h * 0.5), (x - h * 0.05, y - h * 0.44), (x - h * 0.1, y - h * 0.34), (x, y - h * 0.28), (x + h * 0.1, y - h * 0.34), (x + h * 0.05, y - h * 0.44), (x + h * 0.09, y - h * 0.5), (x + h * 0.05, y - h * 0.62)], closed=True), f * 28, (x, y - h * 0.4)), wood, 30)
                c.line([(x - f * h * 0.1, y - h * 0.34), (x + f * h * 0.42, y - h * 0.5)], 3, p.light)
            else:
                c.line([(x + f * h * 0.06, y - h * 0.68), (x + f * h * 0.36, y - h * 0.5)], h * 0.03, p.lamp)
                c.disc(x + f * h * 0.4, y - h * 0.48, h * 0.06, p.lamp, None, wood)
    standing(c, 600, 520, 180, someone(r, [rgb("#23263a")], "short"), 1, (0.26, 0.98))
    c.line([(646, 344), (690, 300)], 3, p.light)
    for k in range(3):
        line = bend([(k * 430 - 40, 60), (k * 430 + 170, 150), (k * 430 + 390, 60)])
        c.line(line, 2, p.ink)
        for x, y in line[2::4]:
            c.disc(x, y + 8, 7, p.light)
            c.glow(x, y + 8, 46, p.lamp, 0.7)


def canal_lanterns(c: Canvas, r: Random) -> None:
    """Paper lanterns afloat between dark house fronts."""
    p = palette("heritage", "night")
    c.wash(rgb("#0f1534"), rgb("#4a3f6d"), 0, 400)
    stars(c, r, 200, 50)
    for side in (-1, 1):
        for k in range(5):
            w = 210 - k * 34
            x = 600 + side * (600 - k * 118 - (5 - k) * 6)
            x0 = x - w if side < 0 else x
            house(c, r, x0 + (60 if side < 0 else -60), 480 - k * 14, w, 380 - k * 62, p, mix(p.wall, rgb("#2a2850"), 0.25 + 0.08 * k), storeys=3, lit=0.5, entrance=False)
    c.blur(1.6)
    water(c, r, 425, rgb("#0d1230"), rgb("#51406e"), rgb("#c99a6d"), number=150)
    arched_bridge(c, r, 440, 760, 368, 440, mix(p.wall, p.sky, 0.4), 1, 14)
    tones = [rgb("#ff9a4a"), rgb("#ffc861"), rgb("#ff7a5a"), rgb("#ffd9a0")]
    spots = sorted(((r.random() ** 1.5, r.uniform(-1, 1)) for _ in range(46)), key=lambda t: t[0])
    for depth, side in spots:
        y, s = 445 + depth * 330, 7 + depth * 46
        x = 600 + side * (90 + depth * 560)
        tone = r.choice(tones)
        c.soft([(x - s * 0.6, y), (x + s * 0.6, y), (x + s * 0.4, y + s * 3), (x - s * 0.4, y + s * 3)], tone, 0.5, s * 0.5)
        c.glow(x, y - s * 0.5, s * 3.2, tone, 0.6)
        c.shape(rounded(x - s * 0.5, y - s * 1.2, s, s * 1.2, s * 0.2), lighter(tone, 0.35), tone, 90)
        c.glow(x, y - s * 0.4, s * 0.5, p.light, 0.9)
        c.shape([(x - s * 0.7, y - 1), (x + s * 0.7, y - 1), (x + s * 0.5, y + s * 0.16), (x - s * 0.5, y + s * 0.16)], rgb("#3a2238"))
    for x in (0, 1010):
        c.shape(box(x, 700, 190, 101), rgb("#1a1834"), rgb("#332b52"), 270)
    for x, f in ((80, 1), (150, 1), (1090, -1)):
        standing(c, x, 720, 260, someone(r, [rgb("#2c2a52"), rgb("#6d3346")]), f, (0.24, 0.55), shadow=False)


def flower_train(c: Canvas, r: Random) -> None:
    """A goods train full of flowers, with the foreground rushing past."""
    p = palette("gardens", "day")
    sky(c, p, 460, (220, 140), 50)
    peaks(c, r, 470, 220, rgb("#9bb9bd"), p.light, 5)
    hills(c, r, 440, 40, rgb("#9cbf8a"))
    for k in range(18):
        cypress(c, 30 + k * 70 + r.uniform(-20, 20), 500, r.uniform(50, 110), rgb("#5f8a63"))
    c.blur(4)
    c.wash(rgb("#8fb35f"), rgb("#5c8446"), 490, 800)
    tones = [rgb(x) for x in ("#e0457b", "#f6c244", "#f7f1e2", "#b35bb0", "#f0763f", "#e23c3c")]
    c.lit(box(-10, 640, 1220, 30), rgb("#8c7660"), 90)
    c.rect(-10, 640, 1220, 6, rgb("#d8d4cc"))
    c.soft(box(-10, 640, 1220, 30), p.ink, 0.5, 10)
    for k in range(4):
        x, tone = 30 + k * 262, (rgb("#a63d33"), rgb("#2c6a70"), rgb("#c08a3a"), rgb("#3d5a82"))[k]
        for j in range(90):
            a, d = r.uniform(math.pi, 2 * math.pi), r.random() ** 0.5
            fx, fy = x + 118 + 118 * d * math.cos(a), 470 + 92 * d * math.sin(a) + r.uniform(-6, 20)
            if j % 3 == 0:
                c.shape(leaf_shape(fx, fy, 34, r.uniform(180, 360)), rgb("#4f8a4d"), rgb("#2c5b3c"), 60)
            else:
                flower(c, fx, fy, r.uniform(11, 20), tones[(j + k) % 6], tones[1] if (j + k) % 6 != 1 else p.ink, 6)
        c.lit(box(x, 470, 236, 130), tone, 90, 0.45)
        for j in range(7):
            c.rect(x + 8 + j * 34, 476, 3, 118, darker(tone, 0.3))
        c.rect(x - 4, 466, 244, 12, lighter(tone, 0.3))
        c.rect(x + 236, 580, 28, 9, p.ink)
        for wx in (x + 50, x + 186):
            c.disc(wx, 622, 27, rgb("#2b2a33"))
            c.disc(wx, 622, 11, rgb("#9a9388"))
    c.lit(rounded(1078, 400, 180, 204, 18), rgb("#24414a"), 20)
    c.shape(rounded(1104, 426, 70, 66, 8), p.light, p.sky, 90)
    c.rect(1078, 540, 180, 12, p.lamp)
    c.disc(1120, 622, 27, rgb("#2b2a33"))
    for k in range(24):
        c.shape(leaf_shape(r.uniform(0, 1200), r.uniform(330, 640), 14, r.uniform(0, 360), 0.6), r.choice(tones))
    c.wash(rgb("#7fa653"), rgb("#45703c"), 690, 800)
    grass(c, r, 800, 300, 130, rgb("#5b8b45"))
    for _ in range(40):
        x, y = r.uniform(0, 1200), r.uniform(680, 800)
        tone = r.choice(tones)
        c.soft(oval(x, y, r.uniform(30, 60), 13), tone, 0.75, 9)
    c.glow(220, 120, 640, p.light, 0.4)


NEWSPICS: dict[str, Callable[[Canvas, Random], None]] = {
    "first-snow-on-the-market": snow_market,
    "the-bridge-reopens": bridge_reopens,
    "kite-day": kite_day,
    "books-crossing-the-river": books_cross,
    "harvest-moon": harvest_moon,
    "the-orchestra-rehearses-outside": orchestra,
    "lanterns-on-the-canal": canal_lanterns,
    "a-train-full-of-flowers": flower_train,
}


def draw_newspic(key: str) -> Image.Image:
    """Draw the news picture of a key."""
    draw = NEWSPICS.get(key) or chance("newspic", key).choice(list(NEWSPICS.values()))
    canvas = Canvas((1600, 1067))
    draw(canvas, chance("newspic", key))
    return canvas.finished(grain=0.13, vignette=0.4)
