"""Books, readers, libraries and what is found in them."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import skyline, street_lamp, window
from ..props.objects import bookcase, envelope, open_book, shelf_of_books
from ..props.people import sitting, someone, standing
from ..props.plants import leaf_shape, potted
from ..props.sky import room, sky, stars, sunpatch


def spines(p: Palette) -> list[RGB]:
    """Give the colours books are bound in."""
    return [p.accent, p.second, p.near, p.mid, p.wall, p.light, p.roof, mix(p.leaf, p.near, 0.3)]


def night_bus(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a double-decker at night whose windows are full of books."""
    sky(c, p, 600, (980, 130), 44)
    stars(c, r, 330, 90)
    skyline(c, r, 620, mix(p.near, p.sky, 0.35), p.lamp, 120, 300)
    skyline(c, r, 640, darker(p.near, 0.3), p.lamp, 60, 190)
    c.rect(0, 630, 1200, 170, mix(p.near, p.ink, 0.5), darker(p.near, 0.7), 90)
    c.rect(0, 630, 1200, 14, mix(p.far, p.near, 0.5))
    c.glow(560, 720, 600, p.lamp, 0.4, flat=0.22)
    c.soft([(160, 715), (1030, 715), (1060, 745), (150, 745)], p.ink, 0.7, 10)
    red = p.second
    c.lit(rounded(170, 210, 830, 500, 44), red, 90, 0.4)
    c.rect(170, 440, 830, 26, lighter(red, 0.4))
    c.rect(170, 640, 830, 16, darker(red, 0.3))
    for row, y in enumerate((256, 486)):
        for k in range(6):
            x = 206 + k * 128
            if row and k == 5:
                c.lit(rounded(x, y, 100, 216, 10), darker(red, 0.45), 0)
                c.shape(rounded(x + 8, y + 8, 84, 200, 8), p.lamp, p.accent, 90)
                continue
            glass = rounded(x, y, 112, 138, 12)
            c.shape(glass, p.lamp, p.accent, 90, 0.6)
            with c.inside(glass):
                shelf_of_books(c, r, x + 2, y + 66, 112, 58, spines(p))
                c.rect(x, y + 66, 112, 5, p.wood)
                if (k + row) % 3 == 1:
                    sitting(c, x + 44, y + 138, 110, someone(r, [p.second, p.near, p.mid]), 1, p.light)
                else:
                    shelf_of_books(c, r, x + 2, y + 138, 112, 58, spines(p))
    for x in (330, 840):
        c.disc(x, 706, 58, p.ink)
        c.disc(x, 706, 30, p.far, None, p.near)
        c.disc(x, 706, 9, p.ink)
    c.glow(1010, 610, 190, p.lamp, 0.9)
    c.disc(990, 610, 15, p.light)
    c.soft([(1000, 600), (1260, 560), (1260, 740), (1000, 630)], p.lamp, 0.4, 12)
    for x, h in ((1075, 150), (1130, 128)):
        standing(c, x, 752, h, someone(r, [p.accent, p.mid]), -1, (0.16, 0.55))
    street_lamp(c, 90, 700, 330, p)


def read_aloud(c: Canvas, p: Palette, r: Random) -> None:
    """Draw someone reading in the light of a lamp, and the half circle that listens."""
    room(c, p, 560, mix(p.near, p.mid, 0.35), mix(p.wood, p.near, 0.3), 0.15)
    bookcase(c, r, 60, 90, 300, 460, 4, p.wood, spines(p))
    bookcase(c, r, 850, 90, 300, 460, 4, p.wood, spines(p))
    window(c, 540, 120, 130, 200, p, False)
    c.glow(600, 420, 420, p.lamp, 0.55)
    c.shape(oval(600, 690, 430, 92), p.second, darker(p.second, 0.4), 90)
    c.shape(oval(600, 690, 390, 78), mix(p.second, p.wall, 0.35), p.second, 90)
    c.line([(735, 640), (735, 330)], 6, p.ink)
    c.shape([(690, 340), (780, 340), (758, 268), (712, 268)], p.lamp, p.accent, 90)
    c.glow(735, 330, 220, p.lamp, 0.8)
    c.lit(rounded(490, 430, 120, 200, 40), p.accent, 0, 0.4)
    c.lit(rounded(490, 560, 190, 70, 24), lighter(p.accent, 0.1), 90, 0.4)
    sitting(c, 560, 570, 300, someone(r, [p.near], "bun"), 1, p.second)
    for x, s, f in ((140, 250, 1), (300, 262, 1), (840, 255, -1), (1000, 262, -1), (1110, 240, -1)):
        foot = 770 if x in (300, 840) else 745
        c.lit(box(x - 46, foot - 90, 92, 12), p.wood, 90)
        for dx in (-38, 30):
            c.rect(x + dx, foot - 80, 8, 84, darker(p.wood, 0.3))
        sitting(c, x, foot - 90, s, someone(r, [p.mid, p.second, p.far, p.wall]), f)


def book_on_table(c: Canvas, p: Palette, r: Random, *, extra: str = "notes") -> None:
    """Draw an open book from above, with what the story adds: notes, letters, a ladle, a candle, kitchen things."""
    c.wash(mix(p.wood, p.wall, 0.25), mix(p.wood, p.near, 0.35))
    for k in range(6):
        c.tint(box(0, k * 140, 1200, 3), p.ink, 0.3)
        c.grain(box(0, k * 140 + 3, 1200, 137), darker(p.wood, 0.35), 90, 0.5)
    c.glow(300, 120, 700, p.light, 0.5)
    open_book(c, 600, 250, 760, p, r, cover=p.second)
    if extra in {"notes", "words"}:
        for x, y, w, tone in (
            (300, 330, 60, p.accent),
            (885, 400, 64, p.second),
            (310, 450, 46, p.second),
            (880, 300, 50, p.accent),
        ):
            c.line(bend([(x - w, y), (x - w * 0.4, y + 9), (x, y - 4), (x + w * 0.4, y + 8), (x + w, y - 2)]), 5, tone)
        c.line(
            bend([(700, 352), (790, 340), (846, 352), (848, 392), (780, 406), (704, 396), (690, 366), (716, 346)]),
            4.5,
            p.accent,
        )
        c.line([(940, 640), (1110, 470)], 20, p.accent)
        c.line([(930, 650), (946, 634)], 12, p.light)
    if extra == "letters":
        envelope(c, 640, 150, 300, p.light, p.accent, 12)
        envelope(c, 120, 560, 280, mix(p.light, p.accent, 0.25), p.second, -14)
        envelope(c, 900, 560, 240, mix(p.light, p.second, 0.25), p.accent, 22)
        c.shape(leaf_shape(470, 470, 120, -60), p.leaf, darker(p.leaf, 0.4), 60)
    if extra in {"ladle", "words"}:
        c.soft([(1010, 200), (1060, 200), (1080, 640), (1030, 640)], p.ink, 0.45, 12)
        c.line([(1020, 180), (1040, 560)], 18, lighter(p.wood, 0.3))
        c.lit(oval(1044, 610, 62, 76), lighter(p.wood, 0.3), 60, 0.45)
        c.shape(oval(1040, 604, 46, 58), p.wood, lighter(p.wood, 0.2), 60)
        for x, y in ((150, 200), (220, 170), (120, 290), (200, 270)):
            c.lit(oval(x, y, 44), p.accent if x > 140 else p.second, 60, 0.5)
            c.tint(oval(x - 12, y - 14, 12, 9), p.light, 0.6)
            for k in range(5):
                c.shape(leaf_shape(x, y - 34, 22, k * 72 - 90), p.leaf)
        for _ in range(40):
            c.shape(
                turned(oval(r.uniform(90, 330), r.uniform(590, 740), 7, 4), r.uniform(0, 180), (200, 660)),
                p.lamp,
                p.mid,
                60,
            )
    if extra == "ladle":
        for _ in range(9):
            x, y, s = r.uniform(330, 870), r.uniform(290, 500), r.uniform(6, 20)
            c.tint(oval(x, y, s, s * 0.8), p.roof, 0.3)
    if extra == "candle":
        c.glow(1030, 230, 330, p.lamp, 0.75)
        c.lit(oval(1030, 560, 90, 30), p.second, 90)
        c.lit(box(1000, 320, 60, 236), p.light, 0, 0.25)
        c.shape(
            bend([(1030, 210), (1054, 270), (1046, 306), (1030, 316), (1014, 306), (1006, 270)], closed=True), p.accent
        )
        c.shape(bend([(1030, 250), (1042, 284), (1030, 310), (1018, 284)], closed=True), p.light)
        for k in range(6):
            w = 170 - k * 18
            c.soft(box(190 - w / 2, 640 - k * 38, w + 10, 40), p.ink, 0.3, 6)
            c.lit(box(190 - w / 2 + (k % 2) * 10, 640 - k * 38, w, 36), spines(p)[k], 0)


def bookbinder(c: Canvas, p: Palette, r: Random) -> None:
    """Draw the press, the glue pot and the bound backs drying."""
    room(c, p, 300, mix(p.wall, p.far, 0.45), p.wood, 0.5)
    c.rect(0, 300, 1200, 500, mix(p.wall, p.far, 0.45), darker(p.far, 0.35), 90)
    c.lit(box(60, 210, 1080, 18), p.wood, 90)
    shelf_of_books(c, r, 80, 210, 520, 130, spines(p))
    for k in range(7):
        x = 680 + k * 62
        c.line([(x, 60), (x, 130)], 8, p.ink)
        c.lit([(x - 13, 130), (x + 13, 130), (x + 8, 188), (x - 8, 188)], (p.wood, p.far)[k % 2], 0)
    c.rect(660, 50, 460, 10, p.wood)
    c.lit(box(0, 610, 1200, 190), p.wood, 90, 0.5)
    c.rect(0, 604, 1200, 14, lighter(p.wood, 0.3))
    c.soft(box(300, 600, 480, 40), p.ink, 0.6, 12)
    for x in (300, 640):
        c.lit(box(x, 270, 40, 340), darker(p.wood, 0.15), 0, 0.5)
    c.lit(box(270, 250, 440, 44), darker(p.wood, 0.2), 90, 0.5)
    c.lit(box(474, 180, 32, 240), mix(p.far, p.ink, 0.2), 0, 0.5)
    for k in range(9):
        c.line([(474, 196 + k * 24), (506, 188 + k * 24)], 4, p.ink)
    c.line([(380, 190), (600, 170)], 16, p.ink)
    c.lit(box(350, 416, 280, 34), p.wood, 90, 0.5)
    for k in range(6):
        tone = spines(p)[(k * 3) % 8]
        c.lit(box(356 + (k % 3) * 6, 452 + k * 25, 262 - (k % 2) * 14, 23), tone, 0, 0.4)
        c.rect(600 + (k % 3) * 6, 455 + k * 25, 12, 17, p.light)
    c.lit(box(340, 600, 300, 14), darker(p.wood, 0.3), 90)
    c.lit([(820, 500), (980, 500), (964, 612), (836, 612)], p.roof, 0, 0.55)
    c.shape(oval(900, 500, 82, 17), lighter(p.roof, 0.3))
    c.shape(oval(900, 502, 70, 12), p.lamp, p.accent, 0)
    c.line([(905, 500), (985, 340)], 12, lighter(p.wood, 0.35))
    c.lit([(890, 470), (916, 480), (908, 510), (886, 506)], p.light, 90)
    c.lit(oval(1080, 596, 56, 20), p.light, 60)
    c.line(bend([(1050, 590), (1080, 580), (1110, 590), (1080, 604)], closed=True), 3, p.second)
    for k in range(4):
        c.lit(turned(box(100 + k * 26, 470 + k * 4, 18, 140), -8 + k * 3, (120, 600)), spines(p)[k], 0)
    sunpatch(c, [(80, 290), (330, 560)], p.light, 0.3)


def shared_newspaper(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a newspaper on a washing line between the houses, page by page."""
    from ..props.houses import house

    sky(c, p, 690, (600, 150), 58)
    c.glow(600, 480, 500, p.light, 0.5)
    for k in range(2):
        house(
            c,
            r,
            -60 + k * 180,
            680,
            190,
            430 - k * 110,
            p,
            (p.wall, mix(p.wall, p.second, 0.3))[k],
            storeys=3 - k,
            lit=0.25,
        )
        house(
            c,
            r,
            1070 - k * 190,
            680,
            190,
            440 - k * 130,
            p,
            (mix(p.wall, p.accent, 0.35), p.wall)[k],
            storeys=3 - k,
            lit=0.25,
        )
    c.lit([(0, 670), (1200, 670), (1200, 800), (0, 800)], mix(p.far, p.wall, 0.5), 90)
    line = bend([(110, 300), (350, 356), (600, 370), (850, 350), (1090, 290)])
    c.line(line, 3, p.ink)
    for k in range(6):
        x, y = line[4 + k * 4 + k // 2]
        sheet = turned(box(x - 52, y, 104, 148), r.uniform(-5, 5), (x, y))
        c.soft([(a + 14, b + 18) for a, b in sheet], p.ink, 0.25, 6)
        c.lit(sheet, p.light, 40, 0.25)
        c.rect(x - 42, y + 14, 84, 12, p.ink if k == 0 else mix(p.light, p.ink, 0.55))
        c.rect(x - 42, y + 34, 38, 46, (p.second, p.accent, p.mid)[k % 3], p.near, 60)
        for j in range(8):
            c.rect(x + 4, y + 36 + j * 9, 38, 3, mix(p.light, p.ink, 0.45))
            if j > 4:
                c.rect(x - 42, y + 46 + j * 9, 38, 3, mix(p.light, p.ink, 0.45))
        c.rect(x - 4, y - 9, 8, 20, p.wood)
    for k, (x, f) in enumerate(((330, 1), (470, 1), (610, -1), (800, -1), (900, -1))):
        standing(
            c,
            x,
            770 - (k % 2) * 16,
            230,
            someone(r, [p.accent, p.second, p.mid, p.near]),
            f,
            (0.22, 0.72 if k % 2 else 0.5),
        )
    potted(c, r, 90, 780, 130, p.roof, p.leaf, p.accent)
