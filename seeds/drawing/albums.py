"""Photo albums: a garden through its year, hands at their work, doors of an old town."""

from collections.abc import Callable
from random import Random

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .colour import RGB, darker, lighter, mix, rgb
from .geometry import bend, box, oval
from .hands import HANDS
from .motifs import fields, gardens, roofs
from .palettes import palette
from .props.houses import door, lantern_bracket
from .props.plants import leaf_shape, potted

LANDSCAPE, PORTRAIT = (1600, 1067), (1067, 1600)

# Picture, hour, upright or not, and where to look when it is upright.
GARDEN: list[tuple[Callable[..., None], str, bool, float]] = [
    (gardens.winter_garden, "winter", False, 0.5),
    (fields.seed_post, "dawn", False, 0.5),
    (gardens.can_garden, "day", True, 0.7),
    (fields.meadow, "day", False, 0.5),
    (roofs.balcony_hives, "day", False, 0.5),
    (gardens.pomegranate_tree, "gold", True, 0.55),
    (fields.orchard_channel, "gold", True, 0.5),
    (gardens.plane_tree, "dusk", False, 0.5),
]


def garden_picture(number: int) -> Image.Image:
    """Draw the garden in one of its months."""
    motif, hour, upright, focus = GARDEN[number - 1]
    canvas = Canvas(PORTRAIT if upright else LANDSCAPE, focus=focus)
    motif(canvas, palette("gardens", hour), chance("garden", number))
    return canvas.finished()


def hands_picture(number: int) -> Image.Image:
    """Draw one pair of hands."""
    draw, upright = HANDS[number - 1]
    size, units = (PORTRAIT, (800, 1200)) if upright else (LANDSCAPE, (1200, 800))
    canvas = Canvas(size, units)
    draw(canvas, chance("hands", number))
    return canvas.finished(vignette=0.4)


# Wall, stone and leaf of the door; arched, pointed or straight; what stands beside it.
DOORS = [
    ("#e2c08d", "#f2e2c0", "#2c6b7a", "arch", "pots"),
    ("#c9785a", "#ecd0b0", "#7a3b2e", "flat", "cat"),
    ("#a9b8a4", "#e8e4d0", "#b8862f", "arch", "vine"),
    ("#e8e0d2", "#c9b496", "#31486b", "flat", "lamp"),
    ("#d9a46a", "#f3dcb0", "#8c2f39", "arch", "bicycle"),
    ("#8fa6b4", "#dfe3de", "#d9923b", "arch", "pots"),
    ("#c58f86", "#f0d9cc", "#3f6b4f", "flat", "vine"),
    ("#5f6f86", "#cfc8b8", "#c4553d", "arch", "lamp"),
]


def door_picture(number: int) -> Image.Image:
    """Draw one door with its wall, its light and its neighbour."""
    wall, stone, leaf = (rgb(code) for code in DOORS[number - 1][:3])
    shape, beside = DOORS[number - 1][3:]
    upright = number % 3 != 0
    c = Canvas(PORTRAIT if upright else LANDSCAPE, (800, 1200) if upright else (1200, 800))
    r = chance("door", number)
    old_wall(c, r, wall)
    foot = c.height * 0.9
    tall = c.height * (0.56 if upright else 0.7)
    wide = tall * (0.5 if upright else 0.48)
    x = c.width / 2 - wide / 2
    c.shape(
        [(0, foot), (c.width, foot), (c.width, c.height), (0, c.height)], mix(stone, wall, 0.3), darker(wall, 0.5), 90
    )
    for k in range(9):
        c.line([(k * c.width / 8, c.height), (c.width / 2 + (k - 4) * c.width / 10, foot)], 3, darker(wall, 0.35))
    c.lit(box(x - wide * 0.3, foot - 22, wide * 1.6, 34), stone, 90, 0.35)
    door(c, x, foot - 22, wide, tall, leaf, stone, shape == "arch")
    fittings(c, x, foot - 22, wide, tall, leaf, number)
    beside_door(c, r, beside, x, foot, wide, tall, leaf)
    # The shadow of a roof across the street says what time it is.
    c.soft(
        [
            (-50, -50),
            (c.width + 50, -50),
            (c.width + 50, c.height * 0.1),
            (c.width * 0.45, c.height * 0.24),
            (-50, c.height * (0.2 + 0.05 * (number % 3))),
        ],
        rgb("#241c3a"),
        0.5,
        10,
    )
    c.glow(c.width * 0.2, c.height * 0.4, c.width * 0.8, rgb("#fff0cc"), 0.3)
    return c.finished(grain=0.11, vignette=0.35)


def old_wall(c: Canvas, r: Random, wall: RGB) -> None:
    """Plaster a wall and let bricks show where it has fallen."""
    c.shape(box(0, 0, c.width, c.height), wall, darker(wall, 0.35), 30, 0.8)
    for _ in range(5):
        x, y = (
            r.choice((r.uniform(0, c.width * 0.22), r.uniform(c.width * 0.78, c.width))),
            r.uniform(c.height * 0.2, c.height * 0.9),
        )
        patch = bend(
            [
                (x + r.uniform(60, 130) * dx, y + r.uniform(30, 80) * dy)
                for dx, dy in ((-1, 0), (-0.4, -1), (0.5, -0.8), (1, 0.1), (0.4, 1), (-0.5, 0.8))
            ],
            closed=True,
        )
        with c.inside(patch):
            c.shape(patch, darker(wall, 0.3))
            for row in range(14):
                for k in range(9):
                    tone = mix(rgb("#a85c42"), wall, r.uniform(0.1, 0.6))
                    c.lit(box(x - 150 + k * 40 + (row % 2) * 20, y - 100 + row * 17, 37, 14), tone, 60, 0.25)
    for _ in range(9):
        x, y = r.uniform(0, c.width), r.uniform(0, c.height)
        c.soft(
            oval(x, y, r.uniform(40, 160), r.uniform(30, 120)),
            r.choice((lighter(wall, 0.5), darker(wall, 0.5))),
            0.14,
            30,
        )


def fittings(c: Canvas, x: float, foot: float, wide: float, tall: float, leaf: RGB, number: int) -> None:
    """Give every door its own: nails, panes, a ring, a grille, a letter slot."""
    brass = rgb("#e0b45e")
    mid = x + wide / 2
    if number % 4 == 1:
        for row in range(6):
            for k in range(8):
                c.disc(
                    x + wide * (0.09 + 0.117 * k),
                    foot - tall * (0.08 + 0.12 * row),
                    wide * 0.016,
                    brass,
                    None,
                    darker(brass),
                )
    elif number % 4 == 2:
        for k in range(2):
            c.shape(
                box(x + wide * (0.12 + 0.45 * k), foot - tall * 0.9, wide * 0.31, tall * 0.26),
                rgb("#f6d58c"),
                rgb("#a9683a"),
                90,
            )
            c.rect(x + wide * (0.27 + 0.45 * k), foot - tall * 0.9, 5, tall * 0.26, darker(leaf, 0.3))
    elif number % 4 == 3:
        for k in range(7):
            c.rect(x + wide * (0.14 + 0.12 * k), foot - tall * 0.72, 4, tall * 0.3, rgb("#2a2833"))
    else:
        c.lit(box(mid + wide * 0.12, foot - tall * 0.4, wide * 0.2, tall * 0.03), brass, 90)
    for s in (-1, 1):
        c.line(
            [(mid + s * wide * 0.09 + wide * 0.05 * k, foot - tall * 0.52 + k * k * 3) for k in (-1, 0, 1)],
            wide * 0.02,
            brass,
        )


def beside_door(c: Canvas, r: Random, what: str, x: float, foot: float, wide: float, tall: float, leaf: RGB) -> None:
    """Put a neighbour beside a door."""
    if what == "pots":
        for dx, s in ((-0.42, 0.34), (1.4, 0.42), (1.78, 0.26)):
            potted(
                c,
                r,
                x + wide * dx,
                foot + 20,
                tall * s,
                rgb("#b8603f"),
                rgb("#5d8a55"),
                rgb("#e2556b") if dx > 0 else None,
            )
    elif what == "vine":
        path = bend(
            [
                (x - wide * 0.5, foot),
                (x - wide * 0.42, foot - tall * 0.6),
                (x - wide * 0.2, foot - tall * 1.16),
                (x + wide * 0.5, foot - tall * 1.3),
                (x + wide * 1.3, foot - tall * 1.2),
                (x + wide * 1.5, foot - tall * 0.8),
            ],
            steps=24,
        )
        c.line(path, 9, rgb("#5a4034"))
        for px, py in path:
            for _ in range(4):
                tone = mix(rgb("#4f7f4c"), rgb("#c9b04a"), r.random() * 0.5)
                c.shape(
                    leaf_shape(
                        px + r.uniform(-34, 34), py + r.uniform(-34, 34), r.uniform(24, 52), r.uniform(0, 360), 0.7
                    ),
                    tone,
                    darker(tone, 0.4),
                    60,
                )
    elif what == "lamp":
        lantern_bracket(c, x + wide * 1.42, foot - tall * 0.86, tall * 0.14)
    elif what == "bicycle":
        ink = rgb("#2a2833")
        s, bx, by = wide * 0.36, x + wide * 0.9, foot - wide * 0.3
        for dx in (0, 2.1):
            for reach in (1, 0.93):
                c.line([*oval(bx + dx * s, by, s * 0.8 * reach)], 4, ink)
        frame = [
            (bx, by),
            (bx + 0.7 * s, by - 0.95 * s),
            (bx + 1.75 * s, by - 1.0 * s),
            (bx + 1.0 * s, by + 0.05 * s),
            (bx, by),
        ]
        c.line(frame, 10, leaf)
        c.line([(bx + 1.0 * s, by + 0.05 * s), (bx + 0.6 * s, by - 1.2 * s)], 9, leaf)
        c.line([(bx + 2.1 * s, by), (bx + 1.7 * s, by - 1.3 * s), (bx + 1.45 * s, by - 1.4 * s)], 9, ink)
        c.line([(bx + 0.4 * s, by - 1.22 * s), (bx + 0.85 * s, by - 1.2 * s)], 14, ink)
        c.lit(
            [
                (bx + 1.75 * s, by - 1.2 * s),
                (bx + 2.5 * s, by - 1.2 * s),
                (bx + 2.36 * s, by - 0.7 * s),
                (bx + 1.9 * s, by - 0.7 * s),
            ],
            rgb("#b98b52"),
            0,
        )
    else:
        fur, cx, cy, s = rgb("#2b2630"), x + wide * 1.34, foot + 8, tall * 0.2
        c.shape(
            bend(
                [
                    (cx - s * 0.3, cy),
                    (cx - s * 0.34, cy - s * 0.5),
                    (cx, cy - s * 0.8),
                    (cx + s * 0.3, cy - s * 0.4),
                    (cx + s * 0.34, cy),
                ],
                closed=True,
            ),
            fur,
        )
        c.shape(
            [
                (cx - s * 0.3, cy - s * 1.2),
                (cx - s * 0.1, cy - s * 1.06),
                (cx + s * 0.1, cy - s * 1.06),
                (cx + s * 0.3, cy - s * 1.2),
                (cx + s * 0.26, cy - s * 0.8),
                (cx, cy - s * 0.64),
                (cx - s * 0.26, cy - s * 0.8),
            ],
            fur,
        )
        c.line(
            bend([(cx + s * 0.3, cy - s * 0.06), (cx + s * 0.7, cy - s * 0.04), (cx + s * 0.8, cy - s * 0.36)]),
            s * 0.1,
            fur,
        )


def draw_album_picture(album_key: str, number: int) -> Image.Image:
    """Draw one picture of an album, 1 to 8."""
    return ALBUMS[album_key](number)


ALBUMS: dict[str, Callable[[int], Image.Image]] = {
    "a-year-in-the-walled-garden": garden_picture,
    "hands-at-work": hands_picture,
    "doors-of-the-old-town": door_picture,
}
