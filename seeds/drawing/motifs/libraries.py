"""Drawers, stalls and rooms full of books."""

from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import skyline
from ..props.objects import bookcase, shelf_of_books
from ..props.people import sitting, someone, standing
from ..props.plants import leaf_shape
from ..props.sky import room, sky
from .reading import spines


def card_drawers(c: Canvas, p: Palette, r: Random, *, boxes: bool = False) -> None:
    """Draw a wall of drawers (or shoe boxes) with children or finds at some of them."""
    c.wash(mix(p.wall, p.far, 0.4), mix(p.wall, p.mid, 0.3))
    c.lit(box(70, 50, 1060, 620), p.wood, 20, 0.45)
    c.rect(0, 690, 1200, 110, mix(p.wood, p.near, 0.4), darker(p.near, 0.4), 90)
    cols, rows = (6, 4) if boxes else (9, 6)
    w, h = 1040 / cols, 600 / rows
    for i in range(cols):
        for j in range(rows):
            x, y = 80 + i * w, 60 + j * h
            if boxes:
                c.shape(box(x + 4, y + 4, w - 8, h - 8), darker(p.wood, 0.55), p.ink, 270)
                tone = r.choice([p.wall, p.accent, p.second, p.light, p.mid, p.roof])
                tall = h * r.uniform(0.52, 0.64)
                c.lit(box(x + 16, y + h - 8 - tall, w - 32, tall), tone, 0, 0.4)
                c.lit(box(x + 11, y + h - 12 - tall, w - 22, tall * 0.3), lighter(tone, 0.2), 0, 0.4)
                c.rect(x + w * 0.36, y + h - tall * 0.48, w * 0.28, 22, p.light)
                if r.random() < 0.3:
                    for k in range(3):
                        c.lit(
                            turned(
                                box(x + 40 + k * 24, y + h - tall - 52, 60, 60),
                                r.uniform(-14, 14),
                                (x + w / 2, y + h - tall),
                            ),
                            (p.light, p.wall, p.far)[k],
                            60,
                            0.25,
                        )
                    c.lit(box(x + 16, y + h - 8 - tall, w - 32, tall), tone, 0, 0.4)
                continue
            c.lit(rounded(x + 5, y + 5, w - 10, h - 10, 5), mix(p.wood, p.wall, 0.25 + 0.2 * r.random()), 60, 0.4)
            c.rect(x + w * 0.28, y + h * 0.24, w * 0.44, h * 0.26, p.light)
            c.disc(x + w / 2, y + h * 0.7, 7, p.lamp, None, p.mid)
    if boxes:
        standing(c, 900, 770, 330, someone(r, [p.second], "bun"), -1, (0.3, 0.9))
        c.lit(box(120, 640, 250, 110), p.accent, 0, 0.4)
        c.lit(box(104, 620, 282, 44), lighter(p.accent, 0.2), 0, 0.4)
        for k in range(5):
            x, y, a = 130 + k * 44, 560 + (k % 2) * 16, -20 + k * 10
            c.soft(turned(box(x + 5, y + 6, 76, 92), a, (x + 38, y + 46)), p.ink, 0.4, 5)
            c.shape(turned(box(x, y, 76, 92), a, (x + 38, y + 46)), p.light)
            c.lit(turned(box(x + 7, y + 7, 62, 66), a, (x + 38, y + 46)), (p.far, p.mid, p.second)[k % 3], 60)
        c.lit(box(104, 650, 282, 110), p.accent, 0, 0.4)
        return
    for x, y in ((540, 370), (195, 170), (890, 270)):
        c.soft(box(x + 10, y + 70, 120, 50), p.ink, 0.6, 9)
        c.lit(box(x - 4, y + 20, 124, 92), lighter(p.wood, 0.3), 60, 0.4)
        for k, tone in enumerate((p.light, p.second, p.light, p.accent, p.light, p.lamp)):
            c.shape(box(x + 8, y + 14 - k * 1.5 + k * 3, 100, 10), tone)
        for k, tone in enumerate((p.accent, p.leaf, p.lamp)):
            if k % 2:
                c.shape(leaf_shape(x + 30 + k * 26, y + 14, 62, -80), tone, darker(tone, 0.4), 60)
            else:
                c.lit(oval(x + 30 + k * 26, y + 2, 17), tone)
    for k, x in enumerate((330, 500, 720, 1010)):
        standing(
            c,
            x,
            780 - k % 2 * 16,
            230 - k % 2 * 34,
            someone(r, [p.accent, p.second, p.near, p.mid], ("short", "bun")[k % 2]),
            (1, 1, -1, -1)[k],
            (0.24, 0.9 if k % 2 else 0.7),
        )
    c.lit([(690, 800), (730, 800), (724, 740), (696, 740)], p.wood, 0)


def bookstall(c: Canvas, p: Palette, r: Random) -> None:
    """Draw crates of second-hand books under a striped awning."""
    sky(c, p, 560, (180, 130), 46)
    skyline(c, r, 580, mix(p.far, p.haze, 0.3), None, 120, 250)
    c.rect(0, 570, 1200, 230, mix(p.far, p.wall, 0.5), darker(p.far, 0.35), 90)
    for x in (170, 1014):
        c.lit(box(x, 150, 16, 560), p.wood, 0)
    bookcase(c, r, 230, 240, 740, 260, 2, p.wood, spines(p))
    for k in range(12):
        x = 120 + k * 80
        stripe = p.accent if k % 2 else p.light
        c.lit([(x + 20 - k * 3, 80), (x + 94 - k * 3, 80), (x + 80, 190), (x, 190)], stripe, 90, 0.25)
        c.lit([(x, 190), *bend([(x, 210), (x + 40, 236), (x + 80, 210)]), (x + 80, 190)], stripe, 90, 0.35)
    c.soft(box(190, 710, 860, 40), p.ink, 0.5, 12)
    for k in range(4):
        x = 190 + k * 210
        shelf_of_books(c, r, x + 10, 600, 180, 110, spines(p))
        c.lit(box(x, 570, 200, 80), lighter(p.wood, 0.15), 20)
        c.rect(x, 600, 200, 5, darker(p.wood, 0.2))
        c.lit(box(x + 4, 652, 192, 76), darker(p.wood, 0.1), 90)
    for k, (x, f) in enumerate(((120, 1), (620, 1), (1090, -1))):
        standing(c, x, 775, 330, someone(r, [p.second, p.accent, p.near], ("hat", "bun", "scarf")[k]), f, (0.2, 0.62))
        c.lit(box(x + f * 58 - 16, 552, 40, 52), spines(p)[k], 0)


def chairless_room(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a tall reading room where people sit on the floor, the steps, the sill."""
    room(c, p, 590, mix(p.wall, p.light, 0.3), p.wood, 0.5)
    for x in (40, 930):
        bookcase(c, r, x, 60, 230, 520, 5, p.wood, spines(p))
    for k in range(3):
        x = 330 + k * 190
        c.lit(archway(x - 12, 70, 174, 450), p.light, 0, 0.2)
        pane = archway(x, 84, 150, 436)
        c.shape(pane, mix(p.sky, p.light, 0.3), p.second, 90, 0.4)
        with c.inside(pane):
            for _ in range(8):
                c.shape(
                    leaf_shape(x + r.uniform(0, 150), 540, r.uniform(90, 240), r.uniform(-120, -60)),
                    mix(p.leaf, p.sky, 0.3),
                    p.leaf,
                    90,
                )
        for j in (1, 2):
            c.rect(x + j * 50 - 2, 84, 4, 436, p.light)
        c.rect(x, 260, 150, 4, p.light)
        c.tint([(x, 640), (x + 150, 640), (x + 240, 790), (x + 60, 790)], p.light, 0.4)
    c.lit(box(320, 520, 560, 40), p.light, 90, 0.3)
    sitting(c, 420, 520, 240, someone(r, [p.accent], "bun"), 1, p.second)
    sitting(c, 780, 520, 240, someone(r, [p.second], "short"), -1, p.accent)
    for x, f, tone in ((200, 1, p.second), (600, 1, p.accent), (990, -1, p.near)):
        c.soft(oval(x + 30, 752, 120, 16), p.ink, 0.4, 8)
        c.lit(oval(x, 742, 92, 26), tone, 60)
        sitting(c, x, 728, 236, someone(r, [p.mid, p.roof, p.far]), f, p.light)
    for k in range(5):
        c.lit(box(400 + (k % 2) * 8, 760 - k * 17, 96, 16), spines(p)[k], 0)
    for s in (0, 36):
        c.line([(880 + s, 590), (930 + s, 100)], 7, mix(p.wood, p.ink, 0.3))
    for k in range(9):
        c.line([(884 + k * 5, 550 - k * 50), (918 + k * 5, 550 - k * 50)], 6, mix(p.wood, p.ink, 0.3))
