"""Workshops: loom, accordion, hats, types, copper."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import Points, arc, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import window
from ..props.objects import pan
from ..props.people import arm, someone, standing
from ..props.plants import leaf_shape
from ..props.sky import cloud, peaks, room, sunpatch


def loom(c: Canvas, p: Palette, r: Random) -> None:
    """Draw an upright loom with a half finished cloth and the weaver before it."""
    room(c, p, 620, mix(p.wall, p.light, 0.25), p.wood, 0.5)
    sunpatch(c, [(80, 120), (290, 420)], p.light, 0.6)
    window(c, 980, 150, 130, 190, p, False)
    for x in (360, 850):
        c.lit(box(x, 60, 34, 640), p.wood, 0, 0.5)
    for y in (70, 590):
        c.lit(box(330, y, 584, 40), mix(p.wood, p.near, 0.2), 90, 0.5)
    for k in range(76):
        x = 400 + k * 5.9
        c.line([(x, 108), (x, 592)], 1.6, mix(p.light, p.wall, 0.4))
    c.lit(box(340, 250, 560, 20), lighter(p.wood, 0.2), 90)
    cloth_pattern(c, p, 400, 330, 446, 262)
    c.lit(turned(box(560, 312, 120, 15), -3, (620, 320)), p.wood, 90)
    c.line([(675, 316), (720, 324), (846, 326)], 3, p.accent)
    for k in range(6):
        c.lit(
            oval(140 + k % 3 * 62, 660 - k // 3 * 44, 34, 30),
            (p.accent, p.second, p.near, p.mid, p.lamp, p.light)[k],
            50,
        )
        for j in range(3):
            c.line(arc(140 + k % 3 * 62, 660 - k // 3 * 44, 30 - j * 8, 20, 200, 320), 1.6, p.ink)
    c.lit(box(520, 690, 230, 16), darker(p.wood, 0.2), 90)
    for x in (536, 720):
        c.rect(x, 700, 14, 80, darker(p.wood, 0.4))
    seat = 690
    c.lit(
        bend(
            [(560, seat + 30), (548, 560), (580, 470), (630, 452), (680, 470), (712, 560), (700, seat + 30)],
            closed=True,
        ),
        p.second,
        10,
        0.45,
    )
    look = someone(r, [p.second], "bun")
    c.rect(612, 425, 36, 50, darker(look.skin, 0.25))
    c.lit(oval(630, 400, 42, 50), look.hair, 20, 0.3)
    c.lit(oval(630, 346, 22, 18), look.hair)
    arm(c, (580, 490), (540, 385), 40, lighter(p.second, 0.1), look.skin, 0.3)
    arm(c, (684, 490), (706, 345), 40, lighter(p.second, 0.1), look.skin, 0.3)


def cloth_pattern(c: Canvas, p: Palette, x: float, y: float, width: float, height: float) -> None:
    """Weave bands of lozenges and stripes into a rectangle."""
    with c.inside(box(x, y, width, height)):
        c.rect(x, y, width, height, p.accent, darker(p.accent), 20)
        rows = int(height / 44) + 1
        for i in range(rows):
            base = y + height - i * 44
            tone = (p.near, p.second, p.wall, p.mid)[i % 4]
            c.rect(x, base - 44, width, 44, tone, darker(tone, 0.3), 0)
            c.rect(x, base - 6, width, 6, (p.light, p.accent)[i % 2])
            for k in range(int(width / 44) + 1):
                cx, cy = x + 22 + k * 44, base - 25
                c.shape(
                    [(cx - 18, cy), (cx, cy - 16), (cx + 18, cy), (cx, cy + 16)],
                    (p.lamp, p.accent, p.second, p.light)[(i + 1) % 4],
                )
                c.shape(
                    [(cx - 8, cy), (cx, cy - 7), (cx + 8, cy), (cx, cy + 7)], (p.near, p.light, p.near, p.accent)[i % 4]
                )
        for k in range(int(height / 4)):
            c.tint(box(x, y + k * 4, width, 1.2), p.ink, 0.16)


def accordion(c: Canvas, p: Palette, r: Random) -> None:
    """Draw an open accordion on the bench, reeds and tools around it."""
    room(c, p, 560, mix(p.mid, p.near, 0.35), p.wood, 0.3)
    c.lit(box(60, 120, 1080, 18), p.wood, 90)
    for k in range(9):
        x = 110 + k * 118
        c.lit(box(x, 48 + (k % 3) * 12, 76, 72 - (k % 3) * 12), (p.accent, p.second, p.wall, p.light)[k % 4], 0)
        for j in range(4):
            c.rect(x + 12 + j * 15, 60 + (k % 3) * 12, 5, 50 - (k % 3) * 12, p.ink)
    c.lit(box(0, 560, 1200, 240), p.wood, 90, 0.45)
    c.glow(600, 250, 560, p.lamp, 0.4)
    c.soft(box(190, 640, 860, 50), p.ink, 0.6, 16)
    folds = 13
    for k in range(folds):
        t = k / (folds - 1)
        x = 370 + t * 460
        lift = -56 * math.sin(math.pi * t)
        w = 460 / folds
        for half, tone in ((0, p.second), (1, lighter(p.second, 0.35))):
            x0, x1 = x + half * w / 2, x + (half + 1) * w / 2
            dip = 14 if half else 0
            c.lit(
                [
                    (x0, 250 + lift + (14 - dip)),
                    (x1, 250 + lift + dip),
                    (x1, 640 + lift * 0.4 - dip),
                    (x0, 640 + lift * 0.4 - (14 - dip)),
                ],
                tone,
                90,
                0.4,
            )
    for side, x in ((-1, 200), (1, 850)):
        body = turned(rounded(x, 225, 180, 430, 26), side * 5, (x + 90, 440))
        c.lit(body, p.accent, 20, 0.5, 0.9)
        c.shape(
            turned(rounded(x + 18, 246, 144, 388, 18), side * 5, (x + 90, 440)),
            darker(p.accent, 0.2),
            darker(p.accent, 0.5),
            60,
        )
        if side < 0:
            for row in range(9):
                for col in range(3):
                    bx, by = x + 46 + col * 44 + (row % 2) * 6, 276 + row * 41
                    c.disc(bx, by, 13, p.light, None, p.far)
        else:
            for row in range(13):
                y = 262 + row * 27
                c.lit(turned(box(x + 60, y, 96, 23), 5, (x + 90, 440)), p.light, 0, 0.2)
                if row % 7 not in (2, 6):
                    c.lit(turned(box(x + 60, y + 18, 54, 13), 5, (x + 90, 440)), p.ink, 0)
            for k in range(4):
                c.disc(x + 38, 300 + k * 80, 11, p.lamp, None, p.mid)
    for k in range(7):
        c.lit(turned(box(430 + k * 60, 712, 40, 12), k * 23, (450 + k * 60, 718)), mix(p.lamp, p.far, 0.4), 0)
    c.line([(940, 730), (1110, 700)], 14, p.accent)
    c.line([(840, 748), (940, 730)], 6, p.light)
    c.line([(110, 700), (260, 745)], 13, lighter(p.wood, 0.35))


def felt_hats(c: Canvas, p: Palette, r: Random) -> None:
    """Draw hats on pegs before a window of mountains with weather."""
    c.wash(mix(p.wall, p.light, 0.2), mix(p.wall, p.mid, 0.25))
    with c.inside(box(180, 60, 840, 400)):
        c.wash(p.sky, p.haze, 60, 430)
        c.glow(760, 150, 300, p.light, 0.6)
        peaks(c, r, 440, 240, mix(p.mid, p.sky, 0.35), p.light, 5)
        peaks(c, r, 470, 130, mix(p.mid, p.far, 0.3), None, 7)
        cloud(c, 420, 170, 360, p.light, 0.85)
        cloud(c, 830, 230, 300, p.light, 0.7)
    for x in (168, 456, 732, 1010):
        c.lit(box(x, 50, 16, 430), p.wood, 0)
    for y in (46, 464):
        c.lit(box(160, y, 880, 20), p.wood, 90)
    c.lit(box(60, 520, 1080, 30), p.wood, 90, 0.5)
    for k in range(5):
        x, tone = 170 + k * 215, (p.accent, p.second, p.near, p.light, p.mid)[k]
        c.disc(x, 536, 12, darker(p.wood, 0.4))
        c.soft(oval(x + 24, 690, 104, 60), p.ink, 0.35, 16)
        kind = k % 3
        if kind == 0:
            c.lit(
                bend([(x - 70, 670), (x - 66, 590), (x - 36, 544), (x + 36, 544), (x + 66, 590), (x + 70, 670)]),
                tone,
                10,
                0.5,
                0.9,
            )
            c.lit(oval(x, 672, 112, 26), darker(tone, 0.08), 40)
            c.line(arc(x, 642, 70, 22, 10, 170), 14, darker(tone, 0.45))
        elif kind == 1:
            c.lit(
                bend(
                    [(x - 78, 690), (x - 70, 610), (x - 24, 546), (x, 538), (x + 24, 546), (x + 70, 610), (x + 78, 690)]
                ),
                tone,
                10,
                0.5,
                0.9,
            )
            for j in range(7):
                c.shape([(x - 72 + j * 24, 676), (x - 60 + j * 24, 654), (x - 48 + j * 24, 676)], p.lamp)
            c.line(bend([(x - 78, 690), (x, 700), (x + 78, 690)]), 13, darker(tone, 0.3))
        else:
            c.lit([(x - 66, 690), (x - 48, 560), (x + 48, 560), (x + 66, 690)], tone, 10, 0.5, 0.9)
            c.shape(oval(x, 560, 48, 13), lighter(tone, 0.2))
            c.line(bend([(x + 10, 640), (x + 60, 560), (x + 70, 510)]), 7, p.accent)
            c.line([(x - 62, 660), (x + 62, 660)], 13, p.lamp)


def wood_types(c: Canvas, p: Palette, r: Random) -> None:
    """Draw blocks cut with leaves and stars in a case, one still under the gouge: signs, not letters."""
    c.wash(mix(p.wood, p.wall, 0.3), mix(p.wood, p.near, 0.35))
    c.glow(260, 120, 800, p.light, 0.45)
    tones = (p.wall, lighter(p.wood, 0.4), p.accent, p.light, p.second, p.mid)
    w = 150
    for i in range(9):
        for j in range(6):
            x, y = -60 + i * (w + 6) + (j % 2) * 40, -40 + j * (w + 6)
            tone = tones[(i * 5 + j * 3 + i * j) % 6]
            c.lit(box(x + 6, y + 8, w, w), darker(tone, 0.5))
            c.lit(box(x, y, w - 4, w - 4), tone, 50, 0.3)
            mark = darker(tone, 0.5) if sum(tone) > 330 else lighter(tone, 0.5)
            ornament(c, x + w / 2, y + w / 2, w * 0.36, mark, tone, (i * 2 + j * 5 + i * j) % 6)
    c.blur(1.2)
    c.soft(box(420, 250, 440, 440), p.ink, 0.6, 26)
    c.lit(box(400, 215, 400, 30), lighter(p.wall, 0.3), 0)
    c.lit(box(400, 230, 400, 400), p.wall, 50, 0.35)
    for k in range(11):
        c.line(
            bend([(404, 250 + k * 36), (540, 244 + k * 36 + (k % 3) * 5), (796, 252 + k * 36)]),
            1.6,
            darker(p.wall, 0.2),
        )
    for a in range(0, 300, 60):
        c.shape(leaf_shape(600, 430, 150, a - 90, 0.5), darker(p.near, 0.3), p.mid, 60)
        c.line(
            [(600, 430), (600 + 120 * math.cos(math.radians(a - 90)), 430 + 120 * math.sin(math.radians(a - 90)))],
            4,
            p.wall,
        )
    c.disc(600, 430, 30, p.accent)
    for _ in range(40):
        x, y = r.gauss(500, 60), r.gauss(520, 70)
        c.line(arc(x, y, r.uniform(5, 12), 6, r.uniform(0, 200), r.uniform(220, 400)), 3, lighter(p.wall, 0.5))
    c.soft([(520, 400), (900, 720), (860, 760), (500, 430)], p.ink, 0.4, 12)
    c.line([(530, 380), (640, 490)], 15, mix(p.far, p.light, 0.5))
    c.line([(640, 490), (690, 540)], 26, p.lamp)
    c.line([(690, 540), (860, 710)], 50, p.accent)


def ornament(c: Canvas, x: float, y: float, size: float, tone: RGB, ground: RGB, kind: int) -> None:
    """Draw one sign of a set: star, leaf, rosette, ring, bird, waves."""
    if kind == 0:
        points: Points = []
        for k in range(16):
            reach = size if k % 2 == 0 else size * 0.5
            points.append((x + reach * math.cos(k * math.pi / 8), y + reach * math.sin(k * math.pi / 8)))
        c.shape(points, tone)
    elif kind == 1:
        c.shape(leaf_shape(x - size * 0.8, y + size * 0.8, size * 2.2, -45, 0.6), tone)
        c.line([(x - size * 0.7, y + size * 0.7), (x + size * 0.5, y - size * 0.5)], size * 0.08, ground)
    elif kind == 2:
        for a in range(0, 360, 45):
            c.shape(leaf_shape(x, y, size, a, 0.5), tone)
    elif kind == 3:
        for k, s in enumerate((1, 0.72, 0.44)):
            c.disc(x, y, size * s, ground if k % 2 else tone)
    elif kind == 4:
        c.shape(
            bend(
                [
                    (x - size, y - size * 0.2),
                    (x - size * 0.3, y + size * 0.5),
                    (x + size * 0.5, y + size * 0.3),
                    (x + size, y - size * 0.5),
                    (x + size * 0.3, y - size * 0.3),
                    (x, y),
                ],
                closed=True,
            ),
            tone,
        )
        c.shape(leaf_shape(x, y + size * 0.1, size, -130, 0.5), tone)
    else:
        for k in (-0.6, 0, 0.6):
            c.line(
                bend(
                    [
                        (x - size, y + k * size),
                        (x - size * 0.5, y + k * size - size * 0.24),
                        (x, y + k * size),
                        (x + size * 0.5, y + k * size - size * 0.24),
                        (x + size, y + k * size),
                    ]
                ),
                size * 0.2,
                tone,
            )


def coppersmith(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a smith and a learner among hanging pans in the glow of the forge."""
    room(c, p, 600, mix(p.near, p.ink, 0.25), mix(p.wood, p.near, 0.5), 0.12)
    c.glow(980, 500, 620, p.lamp, 0.55)
    copper = mix(p.roof, p.lamp, 0.3)
    c.line([(40, 60), (1160, 60)], 9, p.ink)
    for k in range(9):
        x, s = 100 + k * 126, 40 + (k * 37 % 30)
        c.line([(x, 60), (x, 120)], 4, p.ink)
        if k % 3 == 0:
            c.line([(x, 110), (x, 190)], 10, darker(copper, 0.4))
            c.lit(oval(x, 190 + s, s * 1.1, s * 1.1), mix(copper, p.light, 0.08 * (k % 3)), 200, 0.5, 0.9)
            c.shape(oval(x, 190 + s, s * 0.8, s * 0.8), darker(copper, 0.18), darker(copper, 0.5), 20)
        else:
            pan(c, x, 180 + s, s * 1.9, s * 1.3, mix(copper, (p.far, p.light)[k % 2], 0.3))
    c.lit(box(880, 470, 260, 260), mix(p.roof, p.near, 0.5), 0)
    c.shape(arc(1010, 650, 90, 110, 180, 360), p.ink)
    for k in range(6):
        x = 940 + k * 28
        c.shape(
            bend([(x - 18, 652), (x - 8, 610), (x + r.uniform(-8, 8), 560), (x + 12, 612), (x + 18, 652)]),
            (p.accent, p.lamp)[k % 2],
        )
    c.glow(1010, 630, 260, p.accent, 0.6)
    c.lit([(430, 800), (450, 690), (590, 690), (610, 800)], p.wood, 0)
    c.lit([(390, 640), (640, 640), (620, 690), (420, 690)], mix(p.ink, p.far, 0.35), 90)
    c.lit(oval(520, 610, 90, 36), copper, 60, 0.5)
    c.shape(oval(520, 598, 76, 22), darker(copper, 0.35))
    standing(c, 310, 775, 430, someone(r, [p.second], "cap"), 1, (0.34, 0.6))
    c.line([(440, 500), (500, 600)], 13, lighter(p.wood, 0.2))
    c.lit(turned(box(480, 575, 64, 36), 40, (512, 593)), mix(p.far, p.ink, 0.3), 60)
    standing(c, 740, 775, 350, someone(r, [p.accent], "short"), -1, (0.26, 0.5))
    for _ in range(26):
        c.disc(r.gauss(540, 80), r.gauss(540, 60), r.uniform(1.5, 3.5), p.lamp)
