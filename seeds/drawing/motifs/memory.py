"""Maps and little museums."""

import itertools
from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import Points, arc, bend, box, oval, turned
from ..palettes import Palette
from ..props.objects import bowl, lantern
from ..props.people import someone, standing
from ..props.plants import leaf_shape
from ..props.sky import room


def chart(
    c: Canvas, p: Palette, r: Random, x: float, y: float, width: float, height: float, *, pins: bool = False
) -> None:
    """Draw a map of a valley that no surveyor would sign, and perhaps pins joined by thread."""
    with c.inside(box(x, y, width, height)):
        land(c, p, r, x, y, width, height)
    if pins:
        threads(c, p, x, y, width, height)


def land(c: Canvas, p: Palette, r: Random, x: float, y: float, width: float, height: float) -> None:
    """Draw river, roads, fields, houses and trees; roads may run over the edge of the paper."""
    paper = mix(p.light, p.wall, 0.45)
    c.rect(x, y, width, height, paper, darker(paper, 0.25), 40)
    for _ in range(16):
        fx, fy = x + r.uniform(0, width), y + r.uniform(0, height)
        c.tint(
            bend(
                [(fx - 70, fy - 30), (fx + 20, fy - 60), (fx + 90, fy), (fx + 20, fy + 60), (fx - 60, fy + 40)],
                closed=True,
            ),
            r.choice([p.leaf, p.lamp, p.far]),
            0.3,
        )
    river: Points = bend(
        [
            (x + width * t, y + height * v)
            for t, v in ((-0.05, 0.2), (0.2, 0.32), (0.38, 0.62), (0.6, 0.55), (0.78, 0.78), (1.05, 0.7))
        ]
    )
    c.line(river, height * 0.055, mix(p.second, p.light, 0.25))
    c.line(river, height * 0.02, mix(p.second, p.light, 0.5))
    for road in (
        ((0.1, 1.05), (0.25, 0.7), (0.5, 0.4), (0.62, -0.05)),
        ((-0.05, 0.55), (0.3, 0.45), (0.7, 0.3), (1.05, 0.36)),
    ):
        line = bend([(x + width * t, y + height * v) for t, v in road])
        c.line(line, height * 0.026, p.roof)
        for k in range(0, len(line), 2):
            c.disc(*line[k], height * 0.005, p.light)
    for _ in range(46):
        hx, hy, s = (
            x + r.uniform(0.03, 0.97) * width,
            y + r.uniform(0.06, 0.96) * height,
            height * r.uniform(0.018, 0.032),
        )
        if r.random() < 0.5:
            c.rect(hx - s, hy - s, 2 * s, 1.6 * s, p.wall, darker(p.wall), 0)
            c.shape([(hx - 1.3 * s, hy - s), (hx, hy - 2.1 * s), (hx + 1.3 * s, hy - s)], p.accent)
        else:
            c.rect(hx - s * 0.15, hy - s, s * 0.3, 1.6 * s, p.wood)
            c.disc(hx, hy - 1.3 * s, s, p.leaf, None, darker(p.leaf, 0.4))
    for k in range(5):
        mx, my, s = x + width * (0.72 + 0.055 * k), y + height * (0.16 - 0.03 * (k % 2)), height * 0.09
        c.shape([(mx - s, my), (mx, my - s * 1.2), (mx + s, my)], mix(p.far, p.mid, 0.4))
        c.shape([(mx, my - s * 1.2), (mx + s, my), (mx + s * 0.1, my)], mix(p.mid, p.near, 0.4))
    for k in range(1, 4):
        c.tint(box(x + width * k / 4, y, 2.5, height), p.ink, 0.2)
        c.grain(box(x + width * k / 4 - 60, y, 60, height), darker(paper, 0.4), 0, 0.35)
    c.tint(box(x, y + height / 2, width, 2.5), p.ink, 0.2)


def threads(c: Canvas, p: Palette, x: float, y: float, width: float, height: float) -> None:
    """Draw pins and the thread between them."""
    spots = [
        (x + width * t, y + height * v) for t, v in ((0.14, 0.3), (0.32, 0.74), (0.5, 0.36), (0.68, 0.66), (0.86, 0.42))
    ]
    for a, b in itertools.pairwise(spots):
        c.line(bend([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 46), b]), 4, p.accent)
    for k, (px, py) in enumerate(spots):
        c.soft(oval(px + 12, py + 6, 16, 6), p.ink, 0.5, 4)
        c.line([(px, py), (px, py - 36)], 4, p.ink)
        c.lit(oval(px, py - 44, 19), (p.accent, p.second, p.near, p.lamp, p.roof)[k], 50)


def map_table(c: Canvas, p: Palette, r: Random, *, pins: bool = False) -> None:
    """Draw a map on a table, with a lamp, a cup and pencils."""
    c.wash(mix(p.wood, p.near, 0.2), mix(p.wood, p.near, 0.45))
    for k in range(6):
        c.tint(box(0, k * 150, 1200, 3), p.ink, 0.4)
        c.grain(box(0, k * 150 + 3, 1200, 147), darker(p.wood, 0.5), 90, 0.5)
    sheet = box(130, 90, 940, 620)
    c.soft([(a + 14, b + 22) for a, b in sheet], p.ink, 0.6, 16)
    chart(c, p, r, 130, 90, 940, 620, pins=pins)
    for sx, sy, d in ((130, 90, 1), (1070, 710, -1)):
        c.lit([(sx, sy), (sx + d * 90, sy), (sx + d * 34, sy + d * 40), (sx, sy + d * 70)], p.light, 45, 0.25)
    c.glow(200, 60, 700, p.lamp, 0.45)
    c.soft(oval(1085, 190, 96, 86), p.ink, 0.5, 10)
    c.lit(oval(1070, 170, 92), p.second, 45)
    c.lit(oval(1070, 170, 74), lighter(p.second, 0.35), 225)
    c.lit(oval(1070, 170, 64), mix(p.roof, p.ink, 0.45), 45)
    c.line(arc(1152, 220, 36, 30, -70, 160), 18, p.second)
    for k, (x, y, a) in enumerate(((180, 640, -32), (930, 610, 24))):
        c.soft(turned(box(x - 130, y, 270, 24), a, (x, y)), p.ink, 0.5, 7)
        c.lit(turned(box(x - 140, y - 12, 240, 22), a, (x, y)), (p.accent, p.lamp)[k], 90)
        c.shape(turned([(x + 100, y - 12), (x + 146, y - 1), (x + 100, y + 10)], a, (x, y)), p.light)
        c.shape(turned([(x + 130, y - 5), (x + 146, y - 1), (x + 130, y + 3)], a, (x, y)), p.ink)
    c.lit(oval(560, 650, 62), mix(p.lamp, p.mid, 0.3), 45)
    c.lit(oval(560, 650, 50), p.light, 45, 0.25)
    for a, tone in ((0, p.accent), (180, p.ink)):
        c.shape(turned([(550, 650), (560, 608), (570, 650)], a + 30, (560, 650)), tone)


def map_wall(c: Canvas, p: Palette, r: Random) -> None:
    """Draw neighbours adding to a map as large as a wall."""
    room(c, p, 640, mix(p.wall, p.light, 0.3), p.wood, 0.4)
    c.soft(box(150, 80, 940, 520), p.ink, 0.4, 14)
    chart(c, p, r, 130, 60, 940, 520, pins=True)
    for x in (130, 1055):
        c.lit(box(x - 8, 46, 30, 550), p.wood, 0)
    for k, (x, h, f) in enumerate(((250, 350, 1), (420, 330, -1), (700, 240, 1), (830, 350, -1), (1000, 340, -1))):
        standing(
            c,
            x,
            775 - (k % 2) * 14,
            h,
            someone(r, [p.accent, p.second, p.near, p.mid]),
            f,
            (0.28, 0.92) if k in (0, 2, 3) else (0.2, 0.6),
        )


def corridor(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a school corridor with glass cases along it and children at them."""
    vanish = (640.0, 330.0)
    wall = mix(p.wall, p.light, 0.2)
    c.shape(box(0, 0, 1200, 800), wall, darker(wall, 0.3), 20)
    c.shape([(0, 800), (1200, 800), (720, 430), (560, 430)], mix(p.wood, p.wall, 0.3), darker(p.wood, 0.3), 90)
    c.shape([(0, 0), (1200, 0), (720, 230), (560, 230)], p.light, p.wall, 270)
    c.shape(box(560, 230, 160, 200), mix(p.sky, p.light, 0.4))
    c.glow(*vanish, 380, p.light, 0.8)
    c.rect(636, 230, 8, 200, p.wood)
    for k in range(6):
        for j in range(3):
            if (k + j) % 2:
                t0, t1 = 0.16 * k, 0.16 * (k + 1)
                y0, y1 = 430 + 370 * t0**1.4, 430 + 370 * t1**1.4

                def across(t: float, y: float) -> float:
                    s = (y - 430) / 370
                    return (560 - 560 * s) + (160 + 1040 * s) * t

                c.tint(
                    [
                        (across(j / 3, y0), y0),
                        (across((j + 1) / 3, y0), y0),
                        (across((j + 1) / 3, y1), y1),
                        (across(j / 3, y1), y1),
                    ],
                    p.near,
                    0.18,
                )
    for side in (-1, 1):
        for k in range(3):
            near, far = 0.98 - k * 0.3, 0.74 - k * 0.28
            xs = [640 + side * (80 + 520 * t) for t in (far, near)]

            def height(t: float, share: float) -> float:
                top, low = 330 - (100 + 230 * t), 330 + (100 + 370 * t)
                return top + (low - top) * share

            case = [
                (xs[0], height(far, 0.3)),
                (xs[1], height(near, 0.3)),
                (xs[1], height(near, 0.66)),
                (xs[0], height(far, 0.66)),
            ]
            c.shape(case, mix(p.lamp, p.light, 0.5), mix(p.lamp, p.mid, 0.5), 90)
            for j in range(3):
                t = far + (near - far) * (j + 0.5) / 3
                x, y, s = 640 + side * (80 + 520 * t), height(t, 0.6), 14 + 34 * t
                kind = (k + j + (side > 0)) % 4
                if kind == 0:
                    bowl(c, x, y - s * 0.6, s * 1.5, p.accent)
                elif kind == 1:
                    lantern(c, x, y - s * 2.6, s * 1.6, p, p.second)
                elif kind == 2:
                    c.lit(
                        bend(
                            [
                                (x - s * 0.4, y),
                                (x - s * 0.8, y - s),
                                (x - s * 0.25, y - s * 1.8),
                                (x + s * 0.25, y - s * 1.8),
                                (x + s * 0.8, y - s),
                                (x + s * 0.4, y),
                            ]
                        ),
                        p.second,
                    )
                else:
                    c.shape(leaf_shape(x, y, s * 2, -80), p.leaf, darker(p.leaf), 60)
                c.line([(x - s, y + 2), (x + s, y + 2)], 4, p.wood)
            base = [
                (xs[0], height(far, 0.66)),
                (xs[1], height(near, 0.66)),
                (xs[1], height(near, 0.98)),
                (xs[0], height(far, 0.98)),
            ]
            c.lit(base, p.wood, 0 if side < 0 else 180)
            c.line([*case, case[0]], 6, p.wood)
            c.tint(
                [
                    case[0],
                    ((case[0][0] + case[1][0]) / 2, (case[0][1] + case[1][1]) / 2),
                    ((case[2][0] + 2 * case[3][0]) / 3, (case[2][1] + 2 * case[3][1]) / 3),
                    case[3],
                ],
                (255, 255, 255),
                0.22,
            )
    for k, (x, y, h, f) in enumerate(
        ((300, 770, 260, -1), (390, 690, 200, -1), (860, 760, 270, 1), (590, 560, 150, 1), (930, 700, 210, 1))
    ):
        standing(c, x, y, h, someone(r, [p.accent, p.second, p.near, p.lamp], ("short", "bun")[k % 2]), f, (0.24, 0.7))
