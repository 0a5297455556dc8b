"""Life above the street: tiles, roof gardens, hives on a balcony."""

from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, mix
from ..geometry import arc, bend, box, oval, turned
from ..palettes import Palette
from ..props.houses import skyline, tiled, window
from ..props.people import someone, standing
from ..props.plants import crown, flower, potted, stalk
from ..props.sky import birds, cloud, hills, sky


def tile_roof(c: Canvas, p: Palette, r: Random) -> None:
    """Draw roofs behind roofs, with someone laying tiles on the nearest."""
    sky(c, p, 420, (930, 170), 60)
    cloud(c, 380, 140, 460, p.light, 0.5)
    hills(c, r, 330, 36, mix(p.far, p.haze, 0.3))
    for i, (y, tone) in enumerate(((400, 0.55), (470, 0.3))):
        x = -60.0 + i * 70
        while x < 1200:
            w = r.uniform(190, 270)
            c.lit(box(x + 16, y, w - 32, 200), mix(p.wall, p.haze, tone * 0.7), 0, 0.25)
            for k in range(3):
                c.rect(x + 40 + k * 60, y + 26, 22, 30, mix(p.near, p.haze, tone * 0.5))
            tiled(
                c,
                [(x, y + 10), (x + w * 0.2, y - 66), (x + w * 0.8, y - 66), (x + w, y + 10)],
                mix(p.roof, p.haze, tone),
                r,
                15,
            )
            c.lit(box(x + w * 0.62, y - 108, 24, 54), mix(p.wall, p.mid, 0.4), 0)
            x += w
    tiled(c, [(-20, 820), (160, 520), (1220, 610), (1220, 820)], p.roof, r, 44)
    c.line([(150, 516), (1210, 606)], 26, lighter(p.roof, 0.25))
    for k in range(18):
        x = 150 + k * 62
        c.line(arc(x + 20, 520 + k * 5.2, 22, 20, 190, 350), 4, darker(p.roof, 0.25))
    standing(c, 760, 640, 250, someone(r, [p.second], "hat"), 1, (0.28, 0.34), shadow=False)
    for k in range(5):
        c.lit(turned(box(880, 575 - k * 16, 90, 13), 5, (920, 575)), mix(p.roof, p.lamp, 0.14 * k), 0)
    birds(c, 420, 230, p.ink)


def tile_print(c: Canvas, p: Palette, r: Random) -> None:
    """Draw one old tile, near, with the prints of a hand pressed into it."""
    c.wash(mix(p.wall, p.light, 0.4), mix(p.wall, p.mid, 0.35))
    c.glow(300, 160, 620, p.light, 0.6)
    for i, (x, y, a) in enumerate(((160, 640, -24), (1060, 210, 18), (1050, 690, -9), (120, 170, 12))):
        tone = mix(p.roof, p.mid, 0.3 + i * 0.08)
        c.soft(turned(box(x - 140, y - 180, 300, 390), a, (x, y)), p.ink, 0.4, 14)
        c.lit(turned(box(x - 150, y - 200, 300, 390), a, (x, y)), tone, 0, 0.5)
    c.blur(3)
    c.soft(turned(box(380, 90, 470, 680), 6, (600, 400)), p.ink, 0.6, 26)
    body = turned(
        [*bend([(390, 70), (600, 52), (810, 70)]), *bend([(830, 730), (600, 750), (370, 730)])], 6, (600, 400)
    )
    c.lit(body, p.roof, 0, 0.55, 0.9)
    c.grain(body, lighter(p.roof, 0.4), 200, 0.6)
    with c.inside(body):
        for k in range(7):
            c.line(turned([(380, 110 + k * 105), (830, 104 + k * 105)], 6, (600, 400)), 2, darker(p.roof, 0.18))
    for k, (dx, top, tall) in enumerate(
        ((-132, 330, 100), (-66, 240, 190), (2, 212, 214), (70, 246, 186), (150, 400, 96))
    ):
        lean = (k - 2) * 9 + 6
        pad = turned(oval(606 + dx, top + tall * 0.3, 25, 40), lean, (606, 470))
        c.shape(pad, darker(p.roof, 0.42), darker(p.roof, 0.65), 215)
        for ring in (0.72, 0.46, 0.2):
            c.line(
                turned(oval(606 + dx, top + tall * 0.3 + 4, 25 * ring, 40 * ring), lean, (606, 470)),
                2.4,
                darker(p.roof, 0.18),
            )
        c.tint(turned(arc(606 + dx, top + tall * 0.3, 26, 41, 10, 130), lean, (606, 470)), lighter(p.roof, 0.5), 0.35)
    palm = bend([(500, 470), (560, 430), (660, 430), (720, 480), (700, 600), (610, 640), (520, 590)], closed=True)
    c.grain(palm, darker(p.roof, 0.5), 215, 0.7)


def roof_garden(c: Canvas, p: Palette, r: Random) -> None:
    """Draw flat roofs full of beds, tubs and washing above a narrow street."""
    sky(c, p, 460, (250, 160), 58)
    cloud(c, 820, 130, 460, p.light, 0.6)
    skyline(c, r, 470, mix(p.far, p.haze, 0.35), None, 60, 150)
    skyline(c, r, 520, mix(p.wall, p.far, 0.55), None, 50, 110)
    for x, foot, w in ((-30, 560, 420), (800, 530, 430)):
        c.lit(box(x, foot, w, 300), mix(p.wall, p.accent, 0.16), 0, 0.3)
        c.rect(x - 8, foot - 12, w + 16, 18, lighter(p.wall, 0.3))
        for k in range(4):
            window(c, x + 50 + k * 96, foot + 70, 44, 80, p, False)
        for k in range(6):
            potted(
                c,
                r,
                x + 44 + k * 66,
                foot - 10,
                r.uniform(70, 120),
                (p.roof, p.second, p.mid)[k % 3],
                p.leaf,
                (p.accent, None, p.second)[k % 3],
            )
    for k, (x0, x1) in enumerate(((386, 812), (386, 812))):
        y = 392 + k * 54
        line = bend([(x0, y), ((x0 + x1) / 2, y + 34), (x1, y - 10)])
        c.line(line, 2.5, p.ink)
        for j in range(7):
            x, ly = line[2 + j * 2]
            tone = (p.light, p.accent, p.second, p.light, p.lamp)[(j + k * 2) % 5]
            c.lit([(x - 20, ly), (x + 20, ly), (x + 24, ly + 48), (x - 17, ly + 50)], tone, 0, 0.25)
    c.lit(box(220, 660, 800, 160), p.wall, 0, 0.3)
    c.rect(205, 640, 830, 30, lighter(p.wall, 0.35), darker(p.wall, 0.2))
    for k in range(3):
        x = 260 + k * 250
        c.lit(box(x, 588, 220, 60), p.wood, 90)
        for j in range(9):
            tip = stalk(c, r, x + 18 + j * 23, 590, r.uniform(60, 150), mix(p.leaf, p.second, 0.1 * (j % 3)))
            if k != 1:
                flower(c, *tip, r.uniform(11, 18), (p.accent, p.second, p.light)[(j + k) % 3], p.lamp)
            else:
                c.disc(tip[0], tip[1] + 20, 11, p.accent, None, darker(p.accent))
    standing(c, 498, 650, 190, someone(r, [p.second], "scarf"), 1, (0.3, 0.6), shadow=False)
    standing(c, 1000, 640, 180, someone(r, [p.accent], "hat"), -1, (0.28, 0.52), shadow=False)
    birds(c, 620, 240, p.ink, 5)


def hive(c: Canvas, x: float, foot: float, width: float, colours: list[RGB], p: Palette) -> None:
    """Draw a beehive of stacked boxes."""
    h = width * 0.42
    for i, tone in enumerate(colours):
        y = foot - (i + 1) * h
        c.lit(box(x - width / 2, y, width, h - 3), tone, 0, 0.38)
        c.rect(x - width * 0.12, y + h * 0.36, width * 0.24, h * 0.14, darker(tone, 0.4))
    top = foot - len(colours) * h
    c.lit(box(x - width * 0.56, top - 14, width * 1.12, 18), p.light, 0, 0.3)
    c.rect(x - width * 0.2, foot - h * 0.22, width * 0.4, h * 0.12, p.ink)
    for dx in (-0.4, 0.32):
        c.rect(x + width * dx, foot - 3, width * 0.08, 26, p.wood)


def bees(c: Canvas, p: Palette, r: Random, where: list[tuple[float, float]], size: float = 11) -> None:
    """Scatter bees with a short trail behind each."""
    for x, y in where:
        a = r.uniform(-40, 40)
        c.tint(turned(oval(x - size * 0.1, y - size * 0.8, size * 0.4, size * 0.8), a - 25, (x, y)), p.light, 0.8)
        c.tint(turned(oval(x + size * 0.3, y - size * 0.8, size * 0.4, size * 0.8), a + 25, (x, y)), p.light, 0.8)
        c.shape(turned(oval(x, y, size, size * 0.62), a, (x, y)), p.lamp)
        for k in (-0.25, 0.25):
            c.shape(turned(box(x + size * k - size * 0.12, y - size * 0.55, size * 0.22, size * 1.1), a, (x, y)), p.ink)
        for k in range(1, 5):
            c.disc(x - size * (1.2 + k * 0.8), y + size * 0.3 * (k % 2) + k * 2, 1.6, p.light)


def balcony_hives(c: Canvas, p: Palette, r: Random) -> None:
    """Draw hives on a city balcony, and the town they forage in."""
    sky(c, p, 560, (260, 180), 60)
    cloud(c, 760, 140, 420, p.light, 0.55)
    hills(c, r, 420, 40, mix(p.far, p.haze, 0.3))
    skyline(c, r, 560, mix(p.far, p.wall, 0.3), None, 60, 150)
    for x in (40, 420, 760, 1120):
        crown(c, r, x, 560, 90, 60, mix(p.leaf, p.far, 0.3))
    skyline(c, r, 640, mix(p.roof, p.wall, 0.4), None, 40, 90)
    c.lit(box(0, 640, 1200, 160), p.wall, 90, 0.35)
    c.rect(0, 628, 1200, 22, lighter(p.wall, 0.3))
    for x, cols in (
        (330, [p.second, p.light, p.accent]),
        (610, [p.light, p.leaf, p.second, p.lamp]),
        (880, [p.accent, p.lamp, p.light]),
    ):
        c.soft(box(x - 70, 712, 230, 26), p.ink, 0.45, 9)
        hive(c, x, 700, 170, cols, p)
    for k in range(31):
        c.line([(k * 40, 560), (k * 40, 790)], 5, p.ink)
    c.line([(0, 560), (1200, 560)], 10, p.ink)
    c.line([(0, 780), (1200, 780)], 8, p.ink)
    for k in range(4):
        c.lit(box(40 + k * 300, 560, 190, 46), p.roof, 90)
        for j in range(11):
            tip = stalk(c, r, 54 + k * 300 + j * 16, 562, r.uniform(40, 110), p.leaf)
            flower(c, *tip, r.uniform(9, 15), (p.accent, p.lamp, p.light, p.second)[(j + k) % 4], p.lamp)
    bees(
        c, p, r, [(210, 330), (460, 250), (540, 400), (760, 330), (1000, 260), (1060, 430), (150, 450), (700, 190)], 13
    )
