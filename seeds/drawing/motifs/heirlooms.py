"""What families keep: a suitcase, paper people, a dress."""

import math
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, mix
from ..geometry import arc, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.people import someone, standing
from ..props.sky import room


def suitcase(c: Canvas, p: Palette, r: Random) -> None:
    """Draw the dark place under the stairs and the open case in a slice of light."""
    c.shape(box(0, 0, 1200, 800), mix(p.near, p.ink, 0.4), p.ink, 20)
    c.lit([(0, 700), (1200, 700), (1200, 800), (0, 800)], mix(p.wood, p.near, 0.4), 90)
    for k in range(9):
        x, y = 1200 - (k + 1) * 138, k * 92 - 60
        c.lit(box(x, 0, 140, y), mix(p.wall, p.accent, 0.2), 20, 0.35)
        c.lit(box(x - 12, y, 154, 22), p.wood, 90)
        c.lit(box(x, y + 22, 16, 74), darker(p.wood, 0.3), 0)
        c.line([(x + 70, y), (x + 70, y - 150)], 8, p.light)
    c.line([(1200, -170), (-60, 680)], 16, p.wood)
    c.soft([(1200, 300), (1200, 800), (360, 800), (660, 560)], p.lamp, 0.5, 34)
    c.soft(box(500, 700, 520, 50), p.ink, 0.7, 14)
    lid = [(530, 560), (990, 560), (960, 380), (560, 380)]
    c.lit(lid, p.roof, 60, 0.45)
    c.lit([(552, 548), (968, 548), (942, 396), (578, 396)], mix(p.wall, p.accent, 0.25), 60)
    for k in range(5):
        c.tint([(590 + k * 74, 396), (610 + k * 74, 396), (606 + k * 80, 548), (584 + k * 80, 548)], p.accent, 0.3)
    for k, (x, y, a) in enumerate(((600, 500, -14), (690, 470, 8), (790, 490, -5), (880, 505, 16), (740, 520, 22))):
        c.lit(turned(box(x - 46, y - 56, 92, 116), a, (x, y)), p.light, 50, 0.2)
        c.lit(turned(box(x - 38, y - 48, 76, 80), a, (x, y)), (p.far, p.second, p.mid, p.lamp, p.far)[k], 50)
    c.lit(oval(640, 560, 90, 34), p.second, 60)
    c.lit(oval(840, 562, 110, 30), p.light, 60)
    c.lit(rounded(510, 560, 500, 150, 18), p.roof, 60, 0.5)
    for x in (580, 920):
        c.lit(box(x, 558, 26, 154), p.wood, 0)
        c.rect(x - 4, 600, 34, 20, p.lamp)
    c.line(arc(760, 640, 52, 34, 0, 180), 13, p.wood)
    for x, y, tone in ((670, 606, p.second), (860, 664, p.light), (668, 668, p.accent)):
        c.disc(x, y, 24, tone, None, darker(tone))
        c.shape(turned(box(x - 12, y - 6, 24, 12), 20, (x, y)), p.lamp)
    for _ in range(40):
        c.disc(r.uniform(560, 1200), r.uniform(300, 700), r.uniform(1, 3), p.light)
    standing(c, 250, 790, 290, someone(r, [p.accent], "short"), 1, (0.3, 0.5))


def paper_family(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a chain of paper people cut sideways from one sheet, scissors beside it."""
    c.wash(mix(p.wall, p.light, 0.3), mix(p.wall, p.mid, 0.2))
    c.glow(260, 120, 760, p.light, 0.5)
    for row, (y, s) in enumerate(((110, 0.88), (400, 1.3))):
        n = 9 if row == 0 else 6
        for shadow in (True, False):
            for k in range(n):
                x = 600 + (k - (n - 1) / 2) * 140 * s
                tall = (1.0, 0.82, 1.06, 0.7, 0.95, 0.88, 1.02, 0.76, 0.98)[(k + row) % 9]
                tone = (p.accent, p.second, p.near, p.lamp, p.mid, p.roof, p.light)[(k + row * 2) % 7]
                doll(c, x, y + 250 * s, 240 * s * tall, 140 * s, tone, k % 2, p, shadow)
    for a, (hx, hy) in ((-24, (960, 770)), (-4, (1010, 745))):
        c.line([(780 + a, 740 + a * 0.3), (930, 755)], 13, mix(p.far, p.light, 0.4))
        c.line(arc(hx + 30, hy - 6, 40, 24, 0, 360), 13, p.accent)


def doll(
    c: Canvas, x: float, foot: float, h: float, pitch: float, tone: RGB, skirt: int, p: Palette, shadow: bool
) -> None:
    """Draw one paper figure; all hands meet at one height, however tall the people are."""
    w = h * (0.24 if skirt else 0.13)
    body = [
        (x - h * 0.1, foot - h * 0.72),
        (x + h * 0.1, foot - h * 0.72),
        (x + w, foot - h * 0.2),
        (x + h * 0.08, foot - h * 0.2),
        (x + h * 0.1, foot),
        (x + h * 0.02, foot),
        (x, foot - h * 0.2),
        (x - h * 0.02, foot),
        (x - h * 0.1, foot),
        (x - h * 0.08, foot - h * 0.2),
        (x - w, foot - h * 0.2),
    ]
    meet, thick = foot - pitch * 0.62, pitch * 0.12
    reach = [
        (x, foot - h * 0.72),
        (x + h * 0.1, foot - h * 0.7),
        (x + pitch / 2 + 1, meet - thick),
        (x + pitch / 2 + 1, meet + thick),
        (x, foot - h * 0.5),
        (x - pitch / 2 - 1, meet + thick),
        (x - pitch / 2 - 1, meet - thick),
        (x - h * 0.1, foot - h * 0.7),
    ]
    if shadow:
        for shape in (body, reach, oval(x, foot - h * 0.85, h * 0.13)):
            c.soft([(a + 10, b + 12) for a, b in shape], p.ink, 0.4, 6)
        return
    for shape in (reach, body, oval(x, foot - h * 0.85, h * 0.13)):
        c.lit(shape, tone, 40, 0.28)
    c.line([(x, foot - h * 0.72), (x, foot - h * 0.2)], 1.6, darker(tone, 0.25))
    for k in range(3):
        c.disc(x, foot - h * (0.62 - k * 0.11), h * 0.02, p.light)


def wedding_dress(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a dress on its stand before a bright window, five ribbons on the hook."""
    room(c, p, 650, mix(p.wall, p.accent, 0.2), p.wood, 0.4)
    c.lit(box(330, 50, 540, 560), p.light, 0, 0.15)
    c.wash(mix(p.sky, p.light, 0.5), p.light, 50, 60)
    c.shape(box(346, 66, 508, 528), mix(p.sky, p.light, 0.55), mix(p.leaf, p.sky, 0.5), 90, 0.6)
    for x in (510, 680):
        c.rect(x, 66, 8, 528, p.light)
    for y in (240, 420):
        c.rect(346, y, 508, 8, p.light)
    for s, x in ((1, 300), (-1, 900)):
        c.lit(
            [
                *bend([(x, 20), (x + s * 90, 260), (x + s * 20, 470), (x + s * 46, 690)]),
                (x - s * 110, 690),
                (x - s * 110, 20),
            ],
            mix(p.accent, p.light, 0.35),
            0 if s > 0 else 180,
        )
    c.glow(600, 330, 420, p.light, 0.7)
    c.line([(600, 700), (600, 560)], 14, p.wood)
    c.soft(oval(640, 745, 330, 34), p.ink, 0.4, 14)
    white = (252, 246, 236)
    skirt = [
        *bend([(560, 380), (500, 500), (420, 640), (330, 730), (420, 752)]),
        *bend([(420, 752), (600, 764), (800, 750), (880, 726)]),
        *bend([(880, 726), (780, 640), (700, 500), (640, 380)]),
    ]
    c.shape(skirt, white, mix(p.mid, p.far, 0.3), 20, 0.8)
    for k in range(7):
        c.line(bend([(576 + k * 8, 390), (540 + k * 22, 520), (440 + k * 58, 730)]), 2.4, mix(white, p.mid, 0.4))
    c.shape(
        bend(
            [
                (540, 200),
                (520, 250),
                (548, 320),
                (556, 390),
                (644, 390),
                (652, 320),
                (680, 250),
                (660, 200),
                (630, 226),
                (600, 236),
                (570, 226),
            ],
            closed=True,
        ),
        white,
        mix(p.mid, p.far, 0.3),
        10,
        0.8,
    )
    for s in (-1, 1):
        c.shape(
            bend(
                [
                    (600 + s * 70, 206),
                    (600 + s * 130, 260),
                    (600 + s * 140, 340),
                    (600 + s * 100, 350),
                    (600 + s * 76, 270),
                ],
                closed=True,
            ),
            white,
            mix(p.mid, p.far, 0.3),
            10,
            0.8,
        )
    c.rect(550, 376, 100, 20, p.accent)
    c.lit(oval(600, 186, 24, 34), p.wood, 20)
    for k in range(24):
        t = k / 23
        x, y = 350 + t * 510, 738 + 18 * math.sin(math.pi * t)
        c.disc(x, y, 9, mix(white, p.accent, 0.25))
    for k in range(5):
        x = 1000 + k * 28
        c.line(
            bend([(1056, 150), (x, 250), (x + 10 - k * 4, 340 + k * 16)]),
            9,
            (p.accent, p.second, p.lamp, p.near, p.roof)[k],
        )
    c.disc(1056, 150, 13, p.wood)
    standing(c, 190, 780, 330, someone(r, [p.second], "bun"), 1, (0.34, 0.6))
