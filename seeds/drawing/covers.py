"""Covers without words: the page sets the title. Three series, three systems."""

import math

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .colour import darker, lighter, mix, rgb
from .geometry import Points, arc, bend, box, oval
from .motifs import fields, reading, river, town
from .motifs.crafts import ornament
from .palettes import palette
from .props.objects import loaf
from .props.plants import leaf_shape

SIZE, UNITS = (1200, 1600), (900, 1200)
PAPER = rgb("#f7efdf")

# The newsletter: a picture in an arched window on a coloured sheet, room for the name above.
NEWSLETTER = (
    ("#1f4a54", river.bridge, "heritage", "dawn"),
    ("#a8442f", town.clock_tower, "kitchen", "gold"),
    ("#2c5e48", fields.orchard_channel, "gardens", "day"),
    ("#3a3468", reading.night_bus, "reading", "night"),
)
# The brief: one geometric field per issue, cut from the same eight-part star.
BRIEF = (("#c4553d", "#f1ddb2", "#1e4d56"), ("#2c6c79", "#f3c65f", "#f7efdf"), ("#5b385a", "#e78853", "#f4dcc6"))


def draw_cover(series: str, number_or_key: int | str) -> Image.Image:
    """Draw the cover of an issue of the newsletter or the brief, or of a book."""
    if series == "newsletter":
        return newsletter(int(number_or_key))
    if series == "pars-brief":
        return brief(int(number_or_key))
    return book(str(number_or_key))


def newsletter(number: int) -> Image.Image:
    """Set a story picture into a window."""
    ground, motif, category, hour = NEWSLETTER[(number - 1) % len(NEWSLETTER)]
    colour = rgb(ground)
    c = Canvas(SIZE, UNITS)
    c.shape(box(0, 0, 900, 1200), colour, darker(colour, 0.4), 60, 0.7)
    opening = [(90, 1110), *arc(450, 700, 360, 330, 180, 360), (810, 1110)]
    scene = Canvas((SIZE[0], round(SIZE[0] * 0.8)))
    motif(scene, palette(category, hour), chance("newsletter", number))
    inner = scene.finished(grain=0, vignette=0).resize((round(1200 * c.scale * 0.79), round(960 * c.scale * 0.79)))
    c.soft([(x + 8, y + 14) for x, y in opening], (16, 10, 26), 0.6, 16)
    with c.inside(opening):
        c.image.paste(inner, (round(450 * c.scale - inner.width / 2), round(740 * c.scale - inner.height / 2)))
    for width, tone in ((10, PAPER), (3, colour)):
        c.line([*opening, opening[0]], width, tone)
    for k in range(9):
        c.shape(leaf_shape(450, 300, 62, -90 + (k - 4) * 22, 0.36), mix(PAPER, colour, 0.15 + 0.08 * (k % 2)))
    for s in (-1, 1):
        c.line([(450 + s * 80, 300), (450 + s * 360, 300)], 3, mix(PAPER, colour, 0.3))
    for k in range(number):
        c.disc(450 + (k - (number - 1) / 2) * 26, 1154, 7, PAPER)
    return c.finished(vignette=0.15)


def brief(number: int) -> Image.Image:
    """Fill the lower two thirds with stars and kites whose scale changes with the issue."""
    ground, light, deep = (rgb(code) for code in BRIEF[(number - 1) % len(BRIEF)])
    c = Canvas(SIZE, UNITS, ground)
    c.grain(box(0, 0, 900, 1200), darker(ground, 0.3), 60, 0.6)
    pitch = (300, 225, 180)[(number - 1) % 3]
    with c.inside(box(0, 420, 900, 780)):
        c.shape(box(0, 420, 900, 780), deep, darker(deep, 0.35), 60)
        for i in range(-1, 900 // pitch + 2):
            for j in range(-1, 780 // pitch + 2):
                x, y = i * pitch + pitch / 2, 420 + j * pitch + pitch / 2
                star: Points = []
                for k in range(16):
                    reach = pitch * (0.5 if k % 2 == 0 else 0.36)
                    star.append((x + reach * math.cos(k * math.pi / 8), y + reach * math.sin(k * math.pi / 8)))
                c.lit(star, light, 50, 0.22)
                c.line([*star, star[0]], 5, ground)
                for a in range(0, 360, 45):
                    c.shape(
                        leaf_shape(x, y, pitch * 0.32, a + 22.5 * (number % 2), 0.42),
                        ground if a % 90 else deep,
                        darker(ground, 0.4),
                        60,
                    )
                c.disc(x, y, pitch * 0.055, light)
                ornament(c, x + pitch / 2, y + pitch / 2, pitch * 0.13, ground, deep, (0, 2, 3)[(i + j + number) % 3])
    c.rect(0, 412, 900, 10, light)
    for k in range(number):
        c.rect(70 + k * 34, 330, 20, 40, light)
    return c.finished(vignette=0.12)


def book(key: str) -> Image.Image:
    """Draw a book cover: a large still thing on a quiet ground, a darker cloth back along the edge."""
    ground, draw = BOOKS.get(key, (rgb("#8b5936"), shelf))
    c = Canvas(SIZE, UNITS, ground)
    c.shape(box(0, 0, 900, 1200), ground, darker(ground, 0.28), 60, 0.7)
    draw(c, key)
    c.tint(box(0, 0, 46, 1200), darker(ground, 0.7), 0.45)
    c.tint(box(46, 0, 4, 1200), PAPER, 0.3)
    return c.finished(vignette=0.2)


def shelf(c: Canvas, _key: str) -> None:
    """Draw one long shelf, mostly empty."""
    p = palette("reading")
    c.soft(box(120, 960, 720, 40), p.ink, 0.5, 16)
    c.lit(box(100, 920, 720, 34), p.wood, 90)
    x = 150.0
    for k in range(6):
        w, h = (54, 74, 46, 66, 40, 58)[k], (330, 280, 370, 300, 250, 340)[k]
        tone = (p.accent, p.second, p.light, p.near, p.mid, p.roof)[k]
        lean = 70 if k == 5 else 0
        c.lit(
            [(x + lean, 920 - h), (x + w + lean, 920 - h + (14 if lean else 0)), (x + w, 920), (x, 920)], tone, 0, 0.45
        )
        if not lean:
            for share in (0.16, 0.2, 0.82):
                c.rect(x + 6, 920 - h * (1 - share), w - 12, 5, lighter(tone, 0.5))
        x += w + 3
    for a in range(6):
        c.shape(leaf_shape(700, 800, 150 + (a % 2) * 40, -150 + a * 24), p.leaf, darker(p.leaf, 0.4), 60)
    c.lit(bend([(660, 920), (644, 850), (680, 790), (720, 790), (756, 850), (740, 920)]), p.light, 10, 0.4)


def stone(c: Canvas, _key: str) -> None:
    """Draw stones balanced in rings of water."""
    water = rgb("#2f6f7e")
    for k in range(11, 0, -1):
        tone = mix(water, PAPER, 0.08 * k)
        c.shape(oval(450, 930, 60 + k * 62, 20 + k * 25), tone, darker(tone, 0.2), 90, 0.5)
    for k, (y, rx, ry, tone) in enumerate(
        ((900, 190, 76, "#7d7a78"), (786, 140, 56, "#b89a7a"), (702, 98, 42, "#59606b"), (640, 60, 30, "#d8c9ae"))
    ):
        c.lit(oval(450 + (k % 2) * 14 - 7, y, rx, ry), rgb(tone), 40, 0.55, 0.95)
        c.tint(oval(450 - rx * 0.4, y - ry * 0.5, rx * 0.3, ry * 0.14), PAPER, 0.45)
    c.disc(640, 400, 70, rgb("#f3d08a"))


def loaves(c: Canvas, key: str) -> None:
    """Lay out forty loaves, five by eight, no two alike."""
    r = chance("cover", key)
    for i in range(5):
        for j in range(8):
            tone = mix(rgb("#b8702f"), rgb("#eabf74"), r.random())
            loaf(c, 152 + i * 158, 410 + j * 98, r.uniform(96, 124), tone, r.randrange(3), r.uniform(-24, 24))


def repairs(c: Canvas, _key: str) -> None:
    """Draw a cup whose cracks are mended with gold, with needle and thread beneath."""
    cup, gold = rgb("#e9e2d2"), rgb("#d9a441")
    c.soft(oval(480, 880, 290, 46), (20, 14, 30), 0.55, 16)
    c.line(arc(680, 660, 100, 96, -95, 110), 44, darker(cup, 0.12))
    body = [
        *bend([(220, 520), (232, 680), (300, 820), (380, 872)]),
        *bend([(520, 872), (600, 820), (668, 680), (680, 520)]),
    ]
    c.lit(body, cup, 10, 0.5, 0.9)
    c.lit(oval(450, 520, 230, 50), lighter(cup, 0.3), 0)
    c.shape(oval(450, 526, 208, 38), rgb("#6b3d2b"), rgb("#2a1720"), 0)
    for line in (
        [(330, 566), (372, 650), (340, 720), (420, 780), (400, 872)],
        [(372, 650), (460, 640), (540, 700), (640, 690)],
        [(540, 700), (560, 780), (540, 846)],
    ):
        c.line(line, 12, darker(gold, 0.3))
        c.line(line, 8, gold)
    c.line([(250, 1050), (640, 990)], 9, rgb("#d9d6d0"))
    c.line(bend([(640, 990), (740, 960), (780, 1040), (640, 1090), (420, 1080), (200, 1120)]), 6, rgb("#d4472f"))


BOOKS = {
    "the-quiet-shelf": (rgb("#c9d3c4"), shelf),
    "water-and-stone": (rgb("#e4d9c2"), stone),
    "forty-loaves": (rgb("#7a2f2a"), loaves),
    "the-book-of-small-repairs": (rgb("#33456b"), repairs),
}
