"""More workshops: glass, baskets, marbled paper, carpet, knots."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import Points, arc, bend, box, oval, rounded
from ..palettes import Palette
from ..props.people import someone, standing
from ..props.plants import leaf_shape
from ..props.sky import hills, room, sky, water


def glass(c: Canvas, p: Palette, r: Random) -> None:
    """Draw blown vessels on a sill with the sea behind and inside them."""
    sky(c, p, 360, (880, 150), 54)
    hills(c, r, 340, 24, mix(p.far, p.haze, 0.3))
    sea = mix((64, 150, 158), p.mid, 0.25)
    water(c, r, 360, darker(sea, 0.2), mix(sea, p.haze, 0.5), p.light, 620)
    c.blur(2)
    c.lit(box(0, 600, 1200, 200), mix(p.wall, p.light, 0.4), 90, 0.35)
    c.rect(0, 592, 1200, 14, p.light)
    outlines: list[tuple[float, list[tuple[float, float]]]] = [
        (150, [(26, 300), (24, 200), (60, 130), (74, 40), (56, 0)]),
        (340, [(60, 190), (44, 150), (84, 90), (84, 30), (60, 0)]),
        (560, [(22, 430), (20, 300), (30, 240), (98, 140), (104, 50), (70, 0)]),
        (790, [(90, 210), (80, 150), (20, 110), (14, 60), (60, 8), (62, 0)]),
        (1010, [(30, 340), (36, 300), (24, 260), (88, 180), (92, 60), (60, 0)]),
    ]
    tones = (sea, (58, 120, 164), (92, 176, 160), (120, 190, 196), (46, 108, 140))
    for (x, side), tone in zip(outlines, tones, strict=True):
        half = bend([(dx, dy) for dx, dy in side])
        body: Points = [(x - dx, 680 - dy) for dx, dy in half] + [(x + dx, 680 - dy) for dx, dy in half[::-1]]
        low = max(dx for dx, _ in half)
        c.soft([(x - low, 676), (x + low, 676), (x + low + 150, 770), (x + 60, 770)], tone, 0.65, 10)
        c.tint(body, tone, 0.72)
        c.grain(body, darker(tone, 0.5), 0, 0.7)
        c.grain(body, p.light, 180, 0.55)
        with c.inside(body):
            c.tint(box(x - low, 640, 2 * low, 50), darker(tone, 0.4), 0.4)
            for _k in range(9):
                c.tint(oval(x + r.uniform(-low, low) * 0.7, 680 - r.uniform(10, side[0][1]), 4), p.light, 0.6)
        c.line(half_line(x, half, -0.78), 7, lighter(tone, 0.75))
        top = 680 - side[0][1]
        c.line(arc(x, top, side[0][0], max(5, side[0][0] * 0.16), 0, 360), 4, lighter(tone, 0.5))
    c.disc(450, 690, 26, p.accent, None, darker(p.accent))
    c.disc(690, 700, 20, p.second, None, darker(p.second))


def half_line(x: float, half: Points, share: float) -> Points:
    """Follow the inside of a vessel: where the light runs down."""
    return [(x + dx * share, 680 - dy) for dx, dy in half[len(half) // 4 : -len(half) // 5]]


def baskets(c: Canvas, p: Palette, r: Random) -> None:
    """Draw woven baskets, each a day higher than the one before."""
    room(c, p, 600, mix(p.wall, p.light, 0.25), p.wood, 0.45)
    c.soft([(720, 90), (960, 90), (1140, 600), (860, 600)], p.light, 0.5, 14)
    for k in range(5):
        x, w, h = 140 + k * 205, 84, 90 + k * 56
        foot = 700 + (k % 2) * 26
        tone = mix(p.accent, p.wall, 0.35)
        c.soft(oval(x + 40, foot, w * 1.3, 20), p.ink, 0.5, 9)
        top = foot - h
        body = [
            *bend([(x - w, top), (x - w * 1.1, (top + foot) / 2), (x - w * 0.8, foot)]),
            *bend([(x + w * 0.8, foot), (x + w * 1.1, (top + foot) / 2), (x + w, top)]),
        ]
        if k == 4:
            for j in range(15):
                sx = x - w + j * w / 7
                c.line(
                    bend(
                        [
                            (sx, top + 10),
                            (sx + (sx - x) * 0.2, top - 50),
                            (sx + (sx - x) * 0.6, top - 120 - (j % 3) * 14),
                        ]
                    ),
                    5,
                    lighter(tone, 0.3),
                )
        c.shape(body, darker(tone, 0.35))
        with c.inside(body):
            rows = h // 14 + 1
            for i in range(rows):
                band = tone if (i + 1) % 7 else (p.second, p.near)[i // 7 % 2]
                for j in range(13):
                    if (i + j) % 2:
                        c.shape(
                            rounded(x - w * 1.2 + j * w * 0.19, top + i * 14, w * 0.26, 13, 6),
                            mix(band, lighter(band, 0.3), r.random()),
                        )
                    else:
                        c.shape(
                            rounded(x - w * 1.2 + j * w * 0.19, top + i * 14 + 3, w * 0.2, 8, 3), darker(band, 0.22)
                        )
        c.grain(body, darker(p.wood, 0.4), 0, 0.75)
        if k < 4:
            c.shape(oval(x, top, w, 18), lighter(tone, 0.15))
            c.shape(oval(x, top + 3, w * 0.86, 12), darker(tone, 0.6))
    standing(c, 1080, 770, 400, someone(r, [p.second], "scarf"), -1, (0.22, 0.55))
    for k in range(12):
        c.line(
            bend([(60 + k * 8, 780), (300 + k * 16, 766 - k * 2), (520 + k * 12, 780 - k)]),
            3.4,
            mix(p.accent, p.wall, 0.3 + 0.04 * k),
        )


def marbling(c: Canvas, p: Palette, r: Random) -> None:
    """Draw the bath seen from above, colours combed on the water, a sheet being lifted."""
    c.wash(mix(p.far, p.light, 0.35), mix(p.far, p.mid, 0.2))
    for i in range(16):
        for j in range(11):
            tone = mix(p.light, p.far, 0.15 + 0.2 * r.random())
            c.shape(box(i * 78 + 2, j * 78 + 2, 74, 74), tone, darker(tone, 0.12), 45)
    c.soft(rounded(120, 130, 1010, 600, 240), p.ink, 0.5, 26)
    c.lit(rounded(90, 90, 1010, 600, 240), p.light, 45, 0.25)
    bath = rounded(130, 128, 930, 524, 200)
    c.shape(bath, mix(p.mid, p.light, 0.5))
    with c.inside(bath):
        swirls(c, p, r, 1200, 800)
        c.grain(bath, p.near, 225, 0.5)
    sheet = [(560, 250), (1010, 120), (1160, 460), (720, 610)]
    c.soft([(x + 16, y + 30) for x, y in sheet], p.ink, 0.5, 18)
    c.shape(sheet, p.light)
    print_area = [(592, 266), (990, 147), (1126, 448), (730, 582)]
    with c.inside(print_area):
        swirls(c, p, r, 1200, 800)
    c.grain(sheet, p.light, 250, 0.6)
    for x, y, s in ((1090, 90, -1), (1190, 430, 1)):
        c.line(bend([(x + 190, y + s * 60 - 90), (x + 70, y + s * 10 - 30), (x - 30, y + 40)]), 62, p.second)
        c.lit(oval(x - 38, y + 44, 38, 30), (201, 141, 101), 50)
    for k in range(4):
        x = 90 + k * 84
        c.lit(oval(x, 748, 36, 30), (p.accent, p.second, p.near, p.light)[k], 45)
        c.shape(oval(x, 740, 26, 16), darker((p.accent, p.second, p.near, p.mid)[k], 0.1))


def swirls(c: Canvas, p: Palette, r: Random, width: float, height: float) -> None:
    """Comb coloured drops into waves: rows of tongues, each drawn over the next."""
    tones = [p.accent, p.light, p.near, p.second, mix(p.mid, p.light, 0.4), p.lamp]
    pitch = 46.0
    for i in range(int(height / 17) + 6):
        y = i * 17 - 60
        line: Points = []
        for k in range(int(width / 6) + 2):
            x = k * 6
            comb = abs((x / pitch) % 2 - 1) ** 1.7
            line.append((x + 10 * math.sin(y / 60), y + 74 * comb + 26 * math.sin(x / 190 + i * 0.02)))
        c.shape([*line, (width, height + 200), (0, height + 200)], tones[(i * 5 + i // 6) % len(tones)])
    for _ in range(26):
        x, y, s = r.uniform(0, width), r.uniform(0, height), r.uniform(8, 22)
        for ring, tone in ((1, p.near), (0.7, p.light), (0.4, p.accent)):
            c.disc(x, y, s * ring, tone)


def carpet(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a carpet whose pattern is perfect but for one knot."""
    c.wash(mix(p.wall, p.wood, 0.3), mix(p.wood, p.near, 0.3))
    for k in range(9):
        c.tint(box(k * 140, 0, 3, 800), p.ink, 0.25)
        c.grain(box(k * 140 + 3, 0, 137, 800), darker(p.wood, 0.4), 0, 0.5)
    c.soft(box(110, 80, 1010, 680), p.ink, 0.6, 20)
    for k in range(60):
        for x in (78, 1104):
            c.line([(x, 78 + k * 11), (x + 22, 80 + k * 11)], 2.4, p.light)
    c.rect(96, 70, 1010, 660, p.second, darker(p.second, 0.3), 20)
    for inset, tone in ((16, p.near), (62, p.accent), (72, p.second), (84, p.near)):
        c.rect(96 + inset, 70 + inset, 1010 - 2 * inset, 660 - 2 * inset, tone, darker(tone, 0.25), 20)
    for k in range(28):
        t = 134 + k * 34.6
        for y in (110, 690):
            c.shape([(t - 14, y), (t, y - 14), (t + 14, y), (t, y + 14)], (p.accent, p.light, p.mid)[k % 3])
            c.disc(t, y, 4, p.near)
    for k in range(15):
        t = 154 + k * 35.3
        for x in (136, 1066):
            c.shape([(x - 14, t), (x, t - 14), (x + 14, t), (x, t + 14)], (p.light, p.mid, p.accent)[k % 3])
    for i in range(11):
        for j in range(7):
            x, y = 220 + i * 76, 202 + j * 66
            if ((x - 601) / 260) ** 2 + ((y - 400) / 190) ** 2 < 1:
                continue
            tone = (p.accent, p.second, p.mid, p.wall)[(i + 2 * j) % 4]
            if (i, j) == (9, 5):
                tone = p.light
            for a in (0, 90, 180, 270):
                c.shape(leaf_shape(x, y, 28, a + (45 if (i, j) == (9, 5) else 0), 0.6), tone)
            c.disc(x, y, 5, p.lamp)
    for s, tone in ((1, p.accent), (0.84, p.second), (0.7, p.wall), (0.56, p.mid), (0.36, p.accent), (0.18, p.lamp)):
        star: Points = []
        for k in range(32):
            a = k * math.pi / 16
            reach = 1 if k % 2 else 0.84
            star.append((601 + 250 * s * reach * math.cos(a), 400 + 180 * s * reach * math.sin(a)))
        c.shape(star, tone, darker(tone, 0.3), 20)
    for k in range(165):
        c.tint(box(96, 70 + k * 4, 1010, 1.3), p.ink, 0.14)
    c.glow(240, 100, 720, p.light, 0.3)
    c.glow(904, 532, 90, p.light, 0.5)


def knots(c: Canvas, p: Palette, r: Random) -> None:
    """Draw four ropes, each in a knot of its own, on a painted board."""
    c.wash(mix(p.mid, p.near, 0.4), mix(p.near, p.mid, 0.2))
    for k in range(6):
        c.tint(box(0, k * 140, 1200, 4), p.ink, 0.4)
        c.grain(box(0, k * 140 + 4, 1200, 136), darker(p.near, 0.4), 90, 0.5)
    c.glow(260, 120, 700, p.light, 0.3)
    paths = [
        (
            (300, 220),
            p.light,
            [
                (-260, 40),
                (-120, 30),
                (20, -70),
                (110, -10),
                (40, 80),
                (-60, 60),
                (-60, -40),
                (60, -90),
                (180, 10),
                (300, 20),
            ],
        ),
        (
            (880, 220),
            p.accent,
            [
                (-240, -60),
                (-120, -30),
                (0, 60),
                (110, 70),
                (130, -20),
                (20, -70),
                (-90, -10),
                (-60, 90),
                (80, 20),
                (260, -40),
            ],
        ),
        (
            (300, 580),
            p.second,
            [
                (-260, 0),
                (-150, -70),
                (-40, 0),
                (60, 80),
                (160, 10),
                (80, -80),
                (-20, 20),
                (-110, 90),
                (-190, 20),
                (-110, -40),
                (40, -20),
                (280, 40),
            ],
        ),
        (
            (880, 580),
            p.wall,
            [
                (-250, 30),
                (-110, 60),
                (10, 0),
                (60, -90),
                (-20, -130),
                (-80, -60),
                (10, 30),
                (120, 70),
                (150, -30),
                (50, -30),
                (-40, 90),
                (120, 130),
                (270, 60),
            ],
        ),
    ]
    for (cx, cy), tone, raw in paths:
        line = bend([(cx + x, cy + y) for x, y in raw], steps=16)
        c.soft([(x + 10, y + 16) for x, y in line] + [(x + 10, y + 40) for x, y in line[::-1]], p.ink, 0.35, 8)
        # Short overlapping pieces, each with its own edge, let the rope pass over itself.
        for start in range(0, len(line) - 2, 7):
            piece = line[start : start + 10]
            c.line(piece, 40, darker(tone, 0.55))
            c.line(piece, 34, tone)
            c.line([(x + 3, y + 9) for x, y in piece], 9, darker(tone, 0.2))
            c.line([(x - 2, y - 9) for x, y in piece], 5, lighter(tone, 0.4))
        for k in range(0, len(line) - 1, 2):
            (x, y), (nx, ny) = line[k], line[k + 1]
            a = math.atan2(ny - y, nx - x) + 0.9
            c.line(
                [(x - 15 * math.cos(a), y - 15 * math.sin(a)), (x + 15 * math.cos(a), y + 15 * math.sin(a))],
                2.6,
                darker(tone, 0.38),
            )
        for x, y in (line[0], line[-1]):
            c.disc(x, y, 21, darker(tone, 0.5))
            c.disc(x, y, 16, lighter(tone, 0.2))
