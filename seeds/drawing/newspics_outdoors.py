"""News pictures under the open sky."""

import math
from random import Random

from .canvas import Canvas
from .colour import darker, lighter, mix, rgb
from .geometry import arc, bend, box, oval, rounded, turned
from .motifs.river import hull
from .palettes import palette
from .props.people import sitting, someone, standing
from .props.plants import cypress, flower, grass, leaf_shape, tree
from .props.sky import birds, cloud, hills, peaks, sky, stars, water


def kite_day(c: Canvas, r: Random) -> None:
    """Kites over a hill, seen from the grass."""
    p = palette("gardens", "day")
    c.wash(rgb("#4f9bc9"), rgb("#d9ecec"))
    for _ in range(9):
        x, y = r.uniform(0, 1200), r.uniform(60, 480)
        c.soft(
            bend([(x - 160, y), (x - 40, y - 44), (x + 80, y - 30), (x + 180, y + 6), (x, y + 22)], closed=True),
            p.light,
            0.6,
            20,
        )
    peaks(c, r, 640, 140, rgb("#8fb4bd"), None, 5)
    c.blur(3)
    c.lit(
        [*bend([(-20, 640), (260, 590), (640, 650), (980, 590), (1220, 620)]), (1220, 800), (-20, 800)],
        rgb("#7aa653"),
        90,
        0.4,
    )
    tones = [rgb(x) for x in ("#e2483c", "#f3b53a", "#2d7f86", "#8a4f9e", "#f0f0e4", "#e77b3c")]
    for k, (x, y, s, a, child) in enumerate(
        (
            (250, 190, 70, 20, 330),
            (560, 110, 50, -14, 480),
            (820, 250, 88, 12, 700),
            (1040, 130, 54, -24, 860),
            (420, 340, 40, 30, 560),
            (680, 60, 30, 5, 780),
            (120, 340, 34, -20, 200),
        )
    ):
        foot = 640 + (k % 3) * 26
        c.line(bend([(child, foot - 90), ((x + child) / 2 + 30, (y + foot) / 2 + 20), (x, y)]), 1.4, p.light)
        one, two = tones[k % 6], tones[(k + 2) % 6]
        for part, tone in (
            ([(0, -1.2), (0.8, -0.1), (0, 0)], one),
            ([(0, -1.2), (-0.8, -0.1), (0, 0)], lighter(one, 0.2)),
            ([(0, 1.3), (0.8, -0.1), (0, 0)], two),
            ([(0, 1.3), (-0.8, -0.1), (0, 0)], lighter(two, 0.2)),
        ):
            c.lit(turned([(x + px * s, y + py * s) for px, py in part], a, (x, y)), tone, 60, 0.3)
        tail = bend(
            [(x, y + 1.3 * s), (x - s * 0.4, y + 1.9 * s), (x + s * 0.2, y + 2.4 * s), (x - s * 0.3, y + 3 * s)]
        )
        c.line(tail, 3, two)
        for tx, ty in tail[3::5]:
            c.shape(
                [
                    (tx - s * 0.2, ty - s * 0.1),
                    (tx + s * 0.2, ty + s * 0.1),
                    (tx + s * 0.2, ty - s * 0.1),
                    (tx - s * 0.2, ty + s * 0.1),
                ],
                one,
            )
        standing(c, child - 14, foot, 130 - (k % 2) * 30, someone(r, tones), 1, (0.14, 1.0))
    grass(c, r, 760, 260, 60, rgb("#5d8d45"))
    c.blur(0.6)
    for _ in range(16):
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
        c.soft(
            [(x - h * 0.1, y), (x + h * 0.1, y), (x + h * 0.06, y + h * 0.55), (x - h * 0.06, y + h * 0.55)],
            p.ink,
            0.35,
            8,
        )
        standing(c, x, y, h, someone(r, tones), 1, (0.27, 0.62), shadow=False)
        c.tint(oval(x, y - h * 0.02, h * 0.2, h * 0.025), p.light, 0.45)
        for j in range(1 + k % 3):
            tone = tones[(k + j * 2) % 6]
            c.lit(
                turned(
                    box(x + h * 0.2, y - h * (0.66 + 0.045 * j), h * 0.19, h * 0.04), -6, (x + h * 0.3, y - h * 0.64)
                ),
                tone,
                30,
            )
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
    c.shape(
        [*bend([(-20, 560), (300, 530), (700, 556), (1220, 530)]), (1220, 800), (-20, 800)],
        rgb("#b67a42"),
        rgb("#3a2340"),
        90,
        0.95,
    )
    dark = rgb("#241a36")
    for k in range(40):
        y = 575 + (k // 8) ** 1.6 * 26
        x = (k % 8) * 160 + (k // 8 % 2) * 70 + 20
        s = 16 + (k // 8) * 10
        if abs(x - 620) < 220 and y < 640:
            continue
        c.lit(
            bend([(x - s, y), (x - s * 0.5, y - s * 1.3), (x, y - s * 1.9), (x + s * 0.5, y - s * 1.3), (x + s, y)]),
            rgb("#c98c48"),
            0,
            0.6,
        )
        c.line([(x - s * 0.5, y - s), (x + s * 0.5, y - s)], s * 0.14, dark)
    c.lit(bend([(470, 500), (500, 400), (620, 350), (760, 380), (800, 500)]), rgb("#8f5f35"), 0, 0.6)
    c.lit([(450, 500), (820, 500), (800, 545), (470, 545)], dark, 0)
    for x in (540, 730):
        c.line(arc(x, 560, 46, 46, 0, 360), 8, dark)
        for k in range(4):
            a = k * math.pi / 4
            c.line(
                [(x - 44 * math.cos(a), 560 - 44 * math.sin(a)), (x + 44 * math.cos(a), 560 + 44 * math.sin(a))],
                4,
                dark,
            )
    c.line([(450, 530), (330, 560)], 7, dark)
    standing(c, 320, 612, 150, someone(r, [dark], "hat"), 1, (0.2, 0.35), shadow=False)
    standing(c, 900, 618, 150, someone(r, [dark], "scarf"), -1, (0.3, 0.6), shadow=False)
    sitting(c, 640, 356, 110, someone(r, [rgb("#8a3e3e")], "short"), 1)
    grass(c, r, 800, 240, 90, rgb("#4a2f44"))
    c.glow(720, 560, 420, moon, 0.25, flat=0.3)


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
    for _ in range(24):
        c.shape(leaf_shape(r.uniform(0, 1200), r.uniform(330, 640), 14, r.uniform(0, 360), 0.6), r.choice(tones))
    c.wash(rgb("#7fa653"), rgb("#45703c"), 690, 800)
    grass(c, r, 800, 300, 130, rgb("#5b8b45"))
    for _ in range(40):
        x, y = r.uniform(0, 1200), r.uniform(680, 800)
        tone = r.choice(tones)
        c.soft(oval(x, y, r.uniform(30, 60), 13), tone, 0.75, 9)
    c.glow(220, 120, 640, p.light, 0.4)
