"""News pictures: the same shapes, treated like photographs, with depth of field, haze, lamps and reflections."""

from collections.abc import Callable
from random import Random

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .colour import RGB, darker, lighter, mix, rgb
from .geometry import bend, box, oval, rounded, turned
from .motifs.river import arched_bridge
from .newspics_outdoors import books_cross, flower_train, harvest_moon, kite_day
from .palettes import palette
from .props.houses import house, skyline, street, street_lamp
from .props.people import sitting, someone, standing
from .props.plants import tree
from .props.sky import cloud, hills, sky, snowfall, stars, water


def bokeh(
    c: Canvas, r: Random, colours: list[RGB], low: float, high: float, number: int = 40, size: float = 26
) -> None:
    """Scatter the round lights of a lens that looks elsewhere."""
    for _ in range(number):
        x, y, s = r.uniform(0, c.width), r.uniform(low, high), size * r.uniform(0.4, 1.2)
        tone = r.choice(colours)
        c.tint(oval(x, y, s), tone, r.uniform(0.12, 0.4))
        c.glow(x, y, s * 2, tone, 0.25)


def snow_market(c: Canvas, r: Random) -> None:
    """Stalls and lamps in the first snow."""
    p = palette("reading", "night")
    warm = rgb("#ffb861")
    c.wash(rgb("#1c2546"), rgb("#8a7f9c"), 0, 520)
    street(c, r, 560, p, low=260, high=380, lit=0.75)
    bokeh(c, r, [warm, p.light, p.accent], 120, 540, 46, 18)
    c.blur(5)
    c.wash(rgb("#aab2cc"), rgb("#6f7da6"), 550, 800)
    c.glow(600, 640, 620, warm, 0.5, flat=0.28)
    for k, x in enumerate((60, 340, 640, 920)):
        tone = (p.second, p.accent, p.mid, p.second)[k]
        c.glow(x + 120, 430, 260, warm, 0.6)
        c.rect(x + 14, 400, 212, 190, darker(rgb("#6a3f2e"), 0.4))
        c.shape(box(x + 20, 400, 200, 90), warm, p.accent, 90)
        for j in range(9):
            c.lit(oval(x + 34 + j * 22, 496 - (j % 2) * 8, 15), (p.second, p.accent, rgb("#7c9a52"))[(j + k) % 3], 60)
        c.lit(box(x + 6, 504, 228, 92), rgb("#7b4a35"), 90)
        for j in range(6):
            c.lit(
                [(x - 10 + j * 43, 392), (x + 33 + j * 43, 392), (x + 30 + j * 40, 330), (x - 6 + j * 40 + 6, 330)],
                tone if j % 2 else p.light,
                90,
                0.3,
            )
        c.shape(
            bend(
                [
                    (x - 16, 340),
                    (x + 20, 312),
                    (x + 120, 306),
                    (x + 220, 314),
                    (x + 254, 342),
                    (x + 180, 336),
                    (x + 60, 342),
                ],
                closed=True,
            ),
            rgb("#eef1f8"),
            rgb("#aab6d4"),
            90,
        )
        c.disc(x + 120, 372, 11, p.light)
        c.glow(x + 120, 372, 90, p.light, 0.8)
    for x, y, h in (
        (230, 640, 190),
        (330, 650, 180),
        (560, 632, 175),
        (760, 655, 205),
        (820, 660, 130),
        (1080, 640, 190),
    ):
        standing(
            c,
            x,
            y,
            h,
            someone(r, [rgb("#b23b3b"), rgb("#2d4a63"), rgb("#caa04a"), rgb("#3c3a4f")]),
            r.choice((-1, 1)),
            (0.2, 0.56),
        )
    c.shape(
        [*bend([(-10, 700), (200, 676), (520, 704), (860, 682), (1210, 700)]), (1210, 801), (-10, 801)],
        rgb("#cfd6e8"),
        rgb("#7f8db5"),
        90,
    )
    snowfall(c, r, 320, 9)


def bridge_reopens(c: Canvas, r: Random) -> None:
    """Crowd and bunting on the old bridge in evening light."""
    p = palette("heritage", "dusk")
    sky(c, p, 470, (860, 330), 46)
    for x, y, w in ((300, 110, 620), (900, 180, 520), (560, 240, 420)):
        cloud(c, x, y, w, mix(p.haze, p.light, 0.4), 0.45)
    hills(c, r, 410, 40, mix(p.far, p.sky, 0.4))
    skyline(c, r, 500, mix(p.near, p.far, 0.3), p.lamp, 40, 110)
    c.blur(3)
    water(c, r, 500, rgb("#2a2f55"), mix(p.haze, rgb("#70507c"), 0.35), p.haze, number=160)
    c.glow(860, 560, 300, p.lamp, 0.6, flat=0.5)
    arched_bridge(c, r, 90, 1110, 330, 560, p.wall, 3, 46)
    for i in range(3):
        x = 90 + 340 * (i + 0.5)
        c.soft([(x - 150, 566), (x + 150, 566), (x + 70, 740), (x - 70, 740)], rgb("#1d1c3c"), 0.5, 14)
    for k in range(34):
        x = 60 + k * 33
        y = 333 + 40 * abs((x - 600) / 560) ** 1.5
        standing(
            c,
            x,
            y + r.uniform(0, 8),
            r.uniform(62, 82),
            someone(r, [p.accent, p.second, p.light, p.near, p.mid]),
            r.choice((-1, 1)),
            r.choice([(0.2, 1.0), (0.2, 0.6)]),
            shadow=False,
        )
    for k in range(4):
        x0, x1 = 40 + k * 290, 330 + k * 290
        line = bend([(x0, 210), ((x0 + x1) / 2, 258), (x1, 210)])
        c.line(line, 2, p.ink)
        for j, (x, y) in enumerate(line[1:-1]):
            c.shape([(x - 8, y), (x + 8, y), (x, y + 22)], (p.accent, p.light, p.second, p.lamp)[j % 4])
    for k in range(5):
        street_lamp(c, 40 + k * 290, 360, 150, p)
    c.glow(860, 330, 520, p.lamp, 0.3)


def orchestra(c: Canvas, r: Random) -> None:
    """Musicians rehearse under trees hung with lamps."""
    p = palette("gardens", "gold")
    c.wash(rgb("#dbe3c0"), rgb("#f6e7b8"))
    for k in range(14):
        tree(c, r, k * 96, 480, r.uniform(360, 480), mix(p.leaf, p.lamp, 0.25), p.wood)
    bokeh(c, r, [p.light, p.lamp], 40, 420, 50, 24)
    c.blur(6)
    for x in (180, 420, 660):
        c.soft([(x, -20), (x + 70, -20), (x + 330, 800), (x + 130, 800)], p.light, 0.3, 20)
    c.wash(rgb("#b9b56b"), rgb("#6f7d43"), 480, 800)
    wood = rgb("#a8602f")
    for row, (y, h, n) in enumerate(((560, 190, 7), (650, 240, 5), (760, 300, 4))):
        for k in range(n):
            x = 600 + (k - (n - 1) / 2) * (150 + row * 70) - 20
            f = 1 if x < 600 else -1
            look = someone(r, [rgb("#2d3142"), rgb("#4b3a4f"), p.accent, rgb("#37545a")])
            c.soft(oval(x + 30, y + 6, h * 0.4, h * 0.06), p.ink, 0.4, 8)
            c.rect(x - h * 0.14, y - h * 0.26, h * 0.28, 7, p.ink)
            c.rect(x - h * 0.12, y - h * 0.26, 5, h * 0.26, p.ink)
            c.rect(x + h * 0.1, y - h * 0.26, 5, h * 0.26, p.ink)
            sitting(c, x, y - h * 0.28, h, look, f)
            sx = x + f * h * 0.5
            c.line([(sx, y), (sx, y - h * 0.42)], 3, p.ink)
            c.shape(
                [
                    (sx - h * 0.13, y - h * 0.42),
                    (sx + h * 0.13, y - h * 0.42),
                    (sx + h * 0.11, y - h * 0.6),
                    (sx - h * 0.11, y - h * 0.6),
                ],
                p.light,
                rgb("#c8c3b0"),
                60,
            )
            if k % 2 == 0:
                c.lit(
                    turned(
                        bend(
                            [
                                (x - h * 0.05, y - h * 0.62),
                                (x - h * 0.09, y - h * 0.5),
                                (x - h * 0.05, y - h * 0.44),
                                (x - h * 0.1, y - h * 0.34),
                                (x, y - h * 0.28),
                                (x + h * 0.1, y - h * 0.34),
                                (x + h * 0.05, y - h * 0.44),
                                (x + h * 0.09, y - h * 0.5),
                                (x + h * 0.05, y - h * 0.62),
                            ],
                            closed=True,
                        ),
                        f * 28,
                        (x, y - h * 0.4),
                    ),
                    wood,
                    30,
                )
                c.line([(x - f * h * 0.1, y - h * 0.34), (x + f * h * 0.42, y - h * 0.5)], 3, p.light)
            else:
                c.line([(x + f * h * 0.06, y - h * 0.68), (x + f * h * 0.36, y - h * 0.5)], h * 0.03, p.lamp)
                c.disc(x + f * h * 0.4, y - h * 0.48, h * 0.06, p.lamp, None, wood)
    standing(c, 600, 520, 180, someone(r, [rgb("#23263a")], "short"), 1, (0.26, 0.98))
    c.line([(646, 344), (690, 300)], 3, p.light)
    for k in range(3):
        line = bend([(k * 430 - 40, 60), (k * 430 + 170, 150), (k * 430 + 390, 60)])
        c.line(line, 2, p.ink)
        for x, y in line[2::4]:
            c.disc(x, y + 8, 7, p.light)
            c.glow(x, y + 8, 46, p.lamp, 0.7)


def canal_lanterns(c: Canvas, r: Random) -> None:
    """Paper lanterns afloat between dark house fronts."""
    p = palette("heritage", "night")
    c.wash(rgb("#0f1534"), rgb("#4a3f6d"), 0, 430)
    stars(c, r, 200, 50)
    for side in (-1, 1):
        for k in range(5):
            w = 210 - k * 34
            x = 600 + side * (600 - k * 118 - (5 - k) * 6)
            x0 = x - w if side < 0 else x
            house(
                c,
                r,
                x0 + (60 if side < 0 else -60),
                480 - k * 14,
                w,
                380 - k * 62,
                p,
                mix(p.wall, rgb("#2a2850"), 0.25 + 0.08 * k),
                storeys=3,
                lit=0.5,
                entrance=False,
            )
    c.blur(1.6)
    water(c, r, 425, rgb("#0d1230"), rgb("#51406e"), rgb("#c99a6d"), number=150)
    arched_bridge(c, r, 440, 760, 368, 440, mix(p.wall, p.sky, 0.4), 1, 14)
    tones = [rgb("#ff9a4a"), rgb("#ffc861"), rgb("#ff7a5a"), rgb("#ffd9a0")]
    spots = sorted(((r.random() ** 1.5, r.uniform(-1, 1)) for _ in range(46)), key=lambda t: t[0])
    for depth, side in spots:
        y, s = 445 + depth * 330, 7 + depth * 46
        x = 600 + side * (90 + depth * 560)
        tone = r.choice(tones)
        c.soft(
            [(x - s * 0.6, y), (x + s * 0.6, y), (x + s * 0.4, y + s * 3), (x - s * 0.4, y + s * 3)], tone, 0.5, s * 0.5
        )
        c.glow(x, y - s * 0.5, s * 3.2, tone, 0.6)
        c.shape(rounded(x - s * 0.5, y - s * 1.2, s, s * 1.2, s * 0.2), lighter(tone, 0.35), tone, 90)
        c.glow(x, y - s * 0.4, s * 0.5, p.light, 0.9)
        c.shape(
            [(x - s * 0.7, y - 1), (x + s * 0.7, y - 1), (x + s * 0.5, y + s * 0.16), (x - s * 0.5, y + s * 0.16)],
            rgb("#3a2238"),
        )
    for x in (0, 1010):
        c.shape(box(x, 700, 190, 101), rgb("#1a1834"), rgb("#332b52"), 270)
    for x, f in ((80, 1), (150, 1), (1090, -1)):
        standing(c, x, 720, 260, someone(r, [rgb("#2c2a52"), rgb("#6d3346")]), f, (0.24, 0.55), shadow=False)


NEWSPICS: dict[str, Callable[[Canvas, Random], None]] = {
    "first-snow-on-the-market": snow_market,
    "the-bridge-reopens": bridge_reopens,
    "kite-day": kite_day,
    "books-crossing-the-river": books_cross,
    "harvest-moon": harvest_moon,
    "the-orchestra-rehearses-outside": orchestra,
    "lanterns-on-the-canal": canal_lanterns,
    "a-train-full-of-flowers": flower_train,
}


def draw_newspic(key: str) -> Image.Image:
    """Draw the news picture of a key."""
    draw = NEWSPICS.get(key) or chance("newspic", key).choice(list(NEWSPICS.values()))
    canvas = Canvas((1600, 1067))
    draw(canvas, chance("newspic", key))
    return canvas.finished(grain=0.13, vignette=0.4)
