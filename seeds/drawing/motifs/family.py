"""Platforms, telephones, photographs, suitcases, dresses and who belongs to whom."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import arc, archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import skyline
from ..props.people import bench, head, sitting, someone, standing
from ..props.plants import bare_tree, leaf_shape, potted, tree
from ..props.sky import cloud, hills, room, sky


def platform(c: Canvas, p: Palette, r: Random) -> None:
    """Draw two people running towards each other beside a waiting train."""
    sky(c, p, 560, (960, 210), 62)
    hills(c, r, 470, 36, mix(p.far, p.haze, 0.3))
    skyline(c, r, 560, mix(p.far, p.mid, 0.35), p.lamp if p.dark else None, 40, 110)
    for k, y in enumerate((280, 296)):
        c.lit(rounded(-40, y, 700, 320, 36), (p.near, p.second)[k], 90, 0.4)
    c.rect(-40, 296, 700, 60, p.light, p.wall, 90)
    for k in range(4):
        x = 20 + k * 160
        c.shape(rounded(x, 372, 116, 92, 12), p.lamp, p.accent, 90, 0.6)
        with c.inside(rounded(x, 372, 116, 92, 12)):
            if k != 2:
                head(c, x + 56, 440, 56, someone(r, [p.accent]), r.choice((-1, 1)))
                c.lit(oval(x + 56, 490, 40, 34), (p.accent, p.mid, p.roof, p.near)[k], 60)
    c.rect(-40, 500, 700, 12, p.lamp)
    c.lit(box(-20, 590, 1240, 40), mix(p.ink, p.near, 0.4), 90)
    for k in range(4):
        c.disc(80 + k * 170, 610, 32, p.ink)
        c.disc(80 + k * 170, 610, 14, p.far)
    c.lit([(0, 630), (1200, 630), (1200, 800), (0, 800)], mix(p.wall, p.far, 0.4), 90)
    c.rect(0, 630, 1200, 16, p.light)
    for x in (120, 760, 1140):
        c.lit(box(x, 120, 16, 520), darker(p.second, 0.4), 0)
        c.line(bend([(x + 8, 230), (x + 50, 160), (x + 110, 134)]), 9, darker(p.second, 0.4))
    c.lit([(-10, 76), (1210, 96), (1210, 134), (-10, 124)], darker(p.second, 0.3), 90)
    for k in range(31):
        c.shape([(k * 40, 122), (k * 40 + 40, 122), (k * 40 + 20, 150)], darker(p.second, 0.15))
    c.line([(900, 130), (900, 190)], 5, p.ink)
    c.lit(oval(900, 236, 56), p.ink)
    c.lit(oval(900, 236, 48), p.light, 45, 0.2)
    c.line([(900, 236), (900, 202)], 6, p.ink)
    c.line([(900, 236), (926, 250)], 5, p.ink)
    for x, hand in ((520, (0.34, 0.74)), (730, (0.34, 0.78))):
        f = 1 if x < 600 else -1
        standing(c, x, 760, 300, someone(r, [p.accent if f > 0 else p.near], "scarf" if f > 0 else "hat"), f, hand)
    for k, (x, h) in enumerate(((880, 250), (950, 180), (1030, 262), (330, 250))):
        standing(
            c,
            x,
            745 + (k % 2) * 10,
            h,
            someone(r, [p.second, p.mid, p.roof]),
            -1 if k < 3 else 1,
            (0.2, 0.88) if k == 1 else (0.2, 0.6),
        )
    for x, tone in ((420, p.roof), (810, p.wood)):
        c.soft(box(x, 756, 90, 16), p.ink, 0.5, 6)
        c.lit(rounded(x, 690, 84, 70, 8), tone, 30)
        c.line(arc(x + 42, 690, 18, 16, 180, 360), 6, darker(tone, 0.4))
        c.rect(x + 12, 690, 7, 70, p.lamp)


def chalk_tree(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a family tree in chalk on a wall, with its youngest branch being added."""
    board = mix(p.near, p.ink, 0.45)
    c.shape(box(0, 0, 1200, 800), board, darker(board, 0.4), 30, 0.8)
    for _ in range(22):
        x, y = r.uniform(0, 1200), r.uniform(0, 800)
        c.soft(oval(x, y, r.uniform(80, 240), r.uniform(20, 60)), p.light, 0.07, 24)
    chalk = mix(p.light, board, 0.12)
    tips = bare_tree(c, r, 560, 740, 205, -90, 24, chalk, 4)
    c.line(bend([(380, 756), (470, 740), (560, 744), (680, 738), (760, 758)]), 6, chalk)
    for k, (x, y) in enumerate(tips):
        tone = (p.accent, chalk, p.lamp, mix(p.second, p.light, 0.3))[k % 4]
        if k % 3 == 0:
            c.shape(leaf_shape(x, y, 50, -90 + r.uniform(-60, 60), 0.6), tone)
        else:
            c.disc(x, y - 6, 23, tone)
            c.disc(x, y - 6, 18, board)
            c.disc(x, y - 12, 7, tone)
            c.shape(arc(x, y + 8, 12, 11, 180, 360), tone)
    c.grain(box(0, 0, 1200, 800), board, 40, 0.5)
    c.rect(0, 770, 1200, 30, p.wood, darker(p.wood), 90)
    for k in range(5):
        c.lit(
            turned(box(180 + k * 90, 758, 54, 13), k * 7 - 10, (200 + k * 90, 764)),
            (p.light, p.accent, p.lamp, p.light, p.second)[k],
            90,
        )
    standing(c, 950, 790, 400, someone(r, [p.accent], "bun"), -1, (0.34, 0.93))
    standing(c, 200, 790, 230, someone(r, [p.second], "short"), 1, (0.26, 0.92))


def frames(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a wall of family pictures; in the large one a single figure stays blank."""
    room(c, p, 660, mix(p.wall, p.accent, 0.14), p.wood, 0.5)
    for k in range(20):
        c.tint(box(k * 62, 0, 24, 646), p.roof, 0.07)
    small = ((90, 90, 170, 210), (90, 350, 170, 150), (950, 80, 180, 150), (960, 280, 160, 220), (280, 60, 0, 0))
    for k, (x, y, w, h) in enumerate(small[:4]):
        c.soft(box(x + 12, y + 16, w, h), p.ink, 0.4, 10)
        c.lit(box(x, y, w, h), (p.wood, p.lamp, p.ink, p.wood)[k], 30)
        c.rect(x + 12, y + 12, w - 24, h - 24, p.light)
        with c.inside(box(x + 24, y + 24, w - 48, h - 48)):
            c.wash(mix(p.far, p.light, 0.5), mix(p.mid, p.light, 0.2), y, y + h)
            if k % 2 == 0:
                standing(c, x + w / 2, y + h * 1.3, h * 1.1, someone(r, [p.near, p.second]), 1, shadow=False)
            else:
                hills(c, r, y + h * 0.6, 14, p.mid)
                tree(c, r, x + w / 2, y + h * 0.78, h * 0.5, p.leaf, p.wood)
    c.soft(box(320, 106, 590, 450), p.ink, 0.5, 16)
    c.lit(box(300, 80, 590, 450), p.wood, 30, 0.5)
    c.rect(318, 98, 554, 414, p.light)
    picture = box(346, 126, 498, 358)
    sepia = (196, 164, 128)
    with c.inside(picture):
        c.wash(lighter(sepia, 0.5), sepia, 126, 484)
        c.lit(archway(480, 150, 230, 360), mix(sepia, p.light, 0.35), 0)
        c.rect(346, 440, 498, 60, darker(sepia, 0.25))
        for k in range(8):
            x, h = 384 + k * 60, 210 + (k * 53 % 50)
            tone = mix(sepia, (70, 48, 44), 0.35 + 0.08 * (k % 4))
            look = someone(r, [tone])
            muted = type(look)(
                tone,
                darker(tone, 0.4),
                mix(look.skin, sepia, 0.5),
                mix(look.hair, sepia, 0.3),
                look.head,
                lighter(tone, 0.35),
            )
            if k == 4:
                blank = p.light
                muted = type(look)(blank, blank, blank, blank, "short", blank)
                c.glow(x, 330, 120, p.light, 0.7)
            standing(c, x, 476 - (k % 2) * 22, h, muted, 1 if k < 4 else -1, shadow=False)
    c.lit(box(150, 590, 900, 22), p.wood, 90)
    potted(c, r, 250, 592, 110, p.second, p.leaf, p.accent)
    c.lit(oval(900, 574, 52, 16), p.lamp, 60)
    c.line(bend([(820, 586), (860, 560), (910, 556), (960, 584)]), 5, p.ink)
    standing(c, 640, 800, 300, someone(r, [p.accent], "bun"), -1, (0.1, 0.5))


def telephone(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a telephone by an evening window, its cord running out of the picture."""
    room(c, p, 800, mix(p.mid, p.near, 0.35), p.wood, 0.1)
    with c.inside(box(110, 70, 420, 430)):
        c.wash(p.sky, p.haze, 70, 500)
        c.glow(400, 250, 260, p.light, 0.7)
        c.disc(400, 250, 44, p.light)
        hills(c, r, 380, 24, p.far)
        skyline(c, r, 500, p.near, p.lamp, 40, 110)
    for x in (100, 312, 526):
        c.rect(x, 60, 12, 450, p.light)
    for y in (60, 270, 500):
        c.rect(100, y, 438, 12, p.light)
    for s, x in ((1, 60), (-1, 578)):
        c.lit(
            [
                *bend([(x - s * 40, 20), (x + s * 70, 220), (x + s * 20, 420), (x + s * 30, 640)]),
                (x - s * 90, 640),
                (x - s * 90, 20),
            ],
            p.accent,
            0 if s > 0 else 180,
        )
    c.glow(900, 320, 460, p.lamp, 0.6)
    c.line([(1010, 610), (1010, 280)], 9, p.ink)
    c.shape([(900, 290), (1120, 290), (1070, 150), (950, 150)], p.lamp, p.accent, 90)
    c.lit(box(80, 610, 1060, 26), lighter(p.wood, 0.1), 90)
    c.lit(box(120, 636, 980, 170), p.wood, 90)
    c.soft(oval(660, 616, 230, 20), p.ink, 0.5, 10)
    c.lit(bend([(470, 612), (500, 500), (570, 440), (730, 440), (800, 500), (830, 612)]), p.second, 20, 0.5, 0.9)
    c.lit(
        bend(
            [
                (420, 470),
                (430, 390),
                (520, 360),
                (650, 352),
                (780, 360),
                (870, 390),
                (880, 470),
                (800, 470),
                (790, 424),
                (650, 408),
                (510, 424),
                (500, 470),
            ],
            closed=True,
        ),
        darker(p.second, 0.15),
        60,
        0.5,
    )
    c.lit(oval(650, 528, 74, 70), p.light, 45, 0.25)
    for k in range(10):
        a = math.radians(150 + k * 27)
        c.disc(650 + 54 * math.cos(a), 528 + 50 * math.sin(a), 10, darker(p.second, 0.3))
    c.disc(650, 528, 24, p.accent)
    c.line(
        bend([(430, 470), (380, 560), (300, 590), (240, 570), (230, 640), (180, 700), (60, 720), (-20, 700)]), 8, p.ink
    )
    c.lit(box(900, 584, 90, 26), p.light, 0)
    c.lit([(160, 540), (230, 540), (222, 610), (168, 610)], p.accent, 0)
    for k in range(5):
        c.shape(leaf_shape(195, 545, 90, -140 + k * 25), p.leaf, darker(p.leaf, 0.4), 60)


def two_on_a_bench(c: Canvas, p: Palette, r: Random) -> None:
    """Draw an old man and a child who trade words: leaves fly between them for want of letters."""
    sky(c, p, 560, (240, 170), 56)
    cloud(c, 860, 120, 380, p.light, 0.5)
    hills(c, r, 460, 40, mix(p.far, p.haze, 0.3))
    hills(c, r, 510, 24, p.far)
    for x in (70, 1120):
        tree(c, r, x, 610, 320, p.leaf, p.wood)
    c.lit([(0, 590), (1200, 600), (1200, 800), (0, 800)], mix(p.leaf, p.lamp, 0.35), 90)
    bench(c, 340, 730, 520, 190, p.wood)
    sitting(c, 440, 640, 400, someone(r, [p.near], "cap"), 1)
    sitting(c, 760, 640, 300, someone(r, [p.accent], "short"), -1, p.second)
    for x, y, w, h, s, tone in (
        (430, 90, 240, 170, 1, p.light),
        (690, 170, 230, 160, -1, mix(p.accent, p.light, 0.45)),
    ):
        c.soft(rounded(x + 8, y + 12, w, h, 50), p.ink, 0.25, 10)
        tail = [
            (x + (60 if s > 0 else w - 60), y + h - 8),
            (x + (110 if s > 0 else w - 110), y + h - 8),
            (x + (50 if s > 0 else w - 40), y + h + 60),
        ]
        c.shape(tail, tone)
        c.lit(rounded(x, y, w, h, 50), tone, 60, 0.12)
        for k in range(3):
            lx, ly = x + 60 + k * 58, y + h / 2
            if s > 0:
                c.shape(
                    leaf_shape(lx - 16, ly + 24, 62, -60 + k * 20, 0.6),
                    (p.leaf, p.accent, p.second)[k],
                    darker(p.leaf, 0.3),
                    60,
                )
            elif k != 1:
                c.disc(lx, ly, 22, (p.lamp, p.leaf, p.near)[k])
            else:
                c.shape(
                    bend(
                        [
                            (lx - 28, ly + 14),
                            (lx - 8, ly - 22),
                            (lx + 10, ly + 10),
                            (lx + 28, ly - 14),
                            (lx + 14, ly + 26),
                        ],
                        closed=True,
                    ),
                    p.near,
                )
    for _ in range(16):
        x, y = r.uniform(100, 1100), r.uniform(680, 790)
        c.shape(leaf_shape(x, y, 22, r.uniform(0, 360), 0.6), r.choice([p.accent, p.lamp, p.roof]))
