"""Books, readers, libraries and what is found in them."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import skyline, street_lamp, window
from ..props.objects import bookcase, envelope, open_book, shelf_of_books
from ..props.people import bench, sitting, someone, standing
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
        for x, y, w, tone in ((300, 330, 60, p.accent), (885, 400, 64, p.second), (310, 450, 46, p.second), (880, 300, 50, p.accent)):
            c.line(bend([(x - w, y), (x - w * 0.4, y + 9), (x, y - 4), (x + w * 0.4, y + 8), (x + w, y - 2)]), 5, tone)
        c.line(bend([(700, 352), (790, 340), (846, 352), (848, 392), (780, 406), (704, 396), (690, 366), (716, 346)]), 4.5, p.accent)
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
            c.shape(turned(oval(r.uniform(90, 330), r.uniform(590, 740), 7, 4), r.uniform(0, 180), (200, 660)), p.lamp, p.mid, 60)
    if extra == "ladle":
        for _ in range(9):
            x, y, s = r.uniform(330, 870), r.uniform(290, 500), r.uniform(6, 20)
            c.tint(oval(x, y, s, s * 0.8), p.roof, 0.3)
    if extra == "candle":
        c.glow(1030, 230, 330, p.lamp, 0.75)
        c.lit(oval(1030, 560, 90, 30), p.second, 90)
        c.lit(box(1000, 320, 60, 236), p.light, 0, 0.25)
        c.shape(bend([(1030, 210), (1054, 270), (1046, 306), (1030, 316), (1014, 306), (1006, 270)], closed=True), p.accent)
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

    sky(c, p, 520, (600, 150), 58)
    c.glow(600, 480, 500, p.light, 0.5)
    for k in range(2):
        house(c, r, -60 + k * 180, 680, 190, 430 - k * 110, p, (p.wall, mix(p.wall, p.second, 0.3))[k], storeys=3 - k, lit=0.25)
        house(c, r, 1070 - k * 190, 680, 190, 440 - k * 130, p, (mix(p.wall, p.accent, 0.35), p.wall)[k], storeys=3 - k, lit=0.25)
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
        standing(c, x, 770 - (k % 2) * 16, 230, someone(r, [p.accent, p.second, p.mid, p.near]), f, (0.22, 0.72 if k % 2 else 0.5))
    potted(c, r, 90, 780, 130, p.roof, p.leaf, p.accent)


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
                        c.lit(turned(box(x + 40 + k * 24, y + h - tall - 52, 60, 60), r.uniform(-14, 14), (x + w / 2, y + h - tall)), (p.light, p.wall, p.far)[k], 60, 0.25)
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
        standing(c, x, 780 - k % 2 * 16, 230 - k % 2 * 34, someone(r, [p.accent, p.second, p.near, p.mid], ("short", "bun")[k % 2]), (1, 1, -1, -1)[k], (0.24, 0.9 if k % 2 else 0.7))
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
            for j in range(8):
                c.shape(leaf_shape(x + r.uniform(0, 150), 540, r.uniform(90, 240), r.uniform(-120, -60)), mix(p.leaf, p.sky, 0.3), p.leaf, 90)
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
