"""People without faces: coats, scarves, hats and the way they stand tell who they are."""

from dataclasses import dataclass
from random import Random

from ..canvas import Canvas
from ..colour import RGB, darker, lighter, rgb
from ..geometry import bend, box, oval

SKINS = [rgb(code) for code in ("#e8b994", "#c98d65", "#a86a48", "#8a5238", "#f0c9a8", "#d9a27c")]
HAIRS = [rgb(code) for code in ("#2b2029", "#4a2f27", "#6b4a35", "#d9d3cb", "#8f8a8c", "#1f1b26")]


@dataclass(frozen=True)
class Look:
    """What someone wears; ``head`` is short, bun, scarf, cap or hat."""

    coat: RGB
    legs: RGB
    skin: RGB
    hair: RGB
    head: str = "short"
    trim: RGB = (240, 228, 206)


def someone(r: Random, coats: list[RGB], head: str | None = None) -> Look:
    """Dress a passer-by."""
    coat = r.choice(coats)
    return Look(
        coat,
        darker(r.choice(coats), 0.5),
        r.choice(SKINS),
        r.choice(HAIRS),
        head or r.choice(["short", "bun", "scarf", "cap", "hat"]),
        lighter(r.choice(coats), 0.5),
    )


def head(c: Canvas, x: float, y: float, size: float, look: Look, facing: int = 1) -> None:
    """Draw a head whose middle is given; ``size`` is its height."""
    w, h = size * 0.38, size * 0.5
    if look.head == "scarf":
        c.lit(
            bend(
                [
                    (x - w * 1.3, y + h * 1.35),
                    (x - w * 1.35, y),
                    (x - w * 0.7, y - h * 1.1),
                    (x + w * 0.5, y - h * 1.12),
                    (x + w * 1.25, y - h * 0.1),
                    (x + w * 1.2, y + h * 1.35),
                ],
                closed=True,
            ),
            look.trim,
        )
        c.disc(x + facing * w * 0.3, y + h * 0.08, w * 0.8, look.skin, h * 0.82, darker(look.skin, 0.25))
        return
    c.rect(x - w * 0.42, y + h * 0.3, w * 0.84, h * 1.1, darker(look.skin, 0.2))
    c.disc(x, y, w, look.skin, h, darker(look.skin, 0.25))
    back = -facing
    c.shape(
        bend(
            [
                (x + back * w * 1.12, y + h * 0.3),
                (x + back * w * 1.1, y - h * 0.5),
                (x + back * w * 0.3, y - h * 1.16),
                (x + facing * w * 0.8, y - h * 0.92),
                (x + facing * w * 0.96, y - h * 0.35),
                (x + facing * w * 0.2, y - h * 0.45),
                (x + back * w * 0.3, y - h * 0.1),
                (x + back * w * 0.5, y + h * 0.45),
            ],
            closed=True,
        ),
        look.hair,
    )
    if look.head == "bun":
        c.disc(x + back * w * 1.15, y - h * 0.55, w * 0.55, look.hair)
    if look.head == "cap":
        c.lit(
            [
                *bend(
                    [
                        (x - w * 1.15, y - h * 0.35),
                        (x - w * 0.9, y - h * 1.1),
                        (x + w * 0.7, y - h * 1.2),
                        (x + w * 1.1, y - h * 0.4),
                    ]
                )
            ],
            look.trim,
        )
        c.line([(x, y - h * 0.42), (x + facing * w * 1.6, y - h * 0.34)], size * 0.07, darker(look.trim, 0.3))
    if look.head == "hat":
        c.lit(
            [
                (x - w * 1.0, y - h * 0.5),
                (x - w * 0.8, y - h * 1.35),
                (x + w * 0.8, y - h * 1.35),
                (x + w * 1.0, y - h * 0.5),
            ],
            look.trim,
        )
        c.shape(oval(x, y - h * 0.48, w * 1.75, h * 0.2), darker(look.trim, 0.15))


def arm(
    c: Canvas,
    shoulder: tuple[float, float],
    hand: tuple[float, float],
    thick: float,
    sleeve: RGB,
    skin: RGB,
    sag: float = 0.5,
) -> None:
    """Draw a bent arm; the elbow hangs below the straight line by ``sag`` of its length."""
    (x0, y0), (x1, y1) = shoulder, hand
    reach = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    elbow = ((x0 + x1) / 2 - (x1 - x0) * 0.1, (y0 + y1) / 2 + reach * sag * 0.5)
    c.disc(x1, y1, thick * 0.52, skin)
    path = bend([shoulder, elbow, (x1 - (x1 - elbow[0]) * 0.12, y1 - (y1 - elbow[1]) * 0.12)], steps=6)
    c.line(path, thick, sleeve)


def standing(
    c: Canvas,
    x: float,
    foot: float,
    height: float,
    look: Look,
    facing: int = 1,
    hand: tuple[float, float] | None = None,
    shadow: bool = True,
    skirt: bool | None = None,
) -> None:
    """Draw someone on their feet; ``hand`` is where the near hand goes, as shares of the height from the feet."""
    h = height
    skirt = look.head in {"scarf", "bun"} if skirt is None else skirt
    if shadow:
        c.soft(
            [
                (x - h * 0.12, foot),
                (x + h * 0.42, foot - h * 0.03),
                (x + h * 0.44, foot + h * 0.02),
                (x - h * 0.1, foot + h * 0.03),
            ],
            (28, 20, 44),
            0.4,
            5,
        )
    for side in (-1, 1):
        lx = x + side * h * 0.052
        c.shape(
            [
                (lx - h * 0.042, foot - h * 0.5),
                (lx + h * 0.042, foot - h * 0.5),
                (lx + h * 0.03, foot - h * 0.02),
                (lx - h * 0.03, foot - h * 0.02),
            ],
            darker(look.legs, 0.15 if side < 0 else 0),
        )
        c.shape(
            bend(
                [
                    (lx - h * 0.034, foot),
                    (lx - h * 0.03, foot - h * 0.034),
                    (lx + facing * h * 0.05, foot - h * 0.028),
                    (lx + facing * h * 0.085, foot),
                ],
                closed=True,
            ),
            darker(look.legs, 0.5),
        )
    hem = foot - h * (0.14 if skirt else 0.36)
    flare = h * (0.15 if skirt else 0.118)
    coat = [
        *bend(
            [
                (x - h * 0.05, foot - h * 0.845),
                (x - h * 0.115, foot - h * 0.79),
                (x - h * 0.105, foot - h * 0.6),
                (x - flare, hem),
            ]
        ),
        *bend(
            [
                (x + flare, hem),
                (x + h * 0.105, foot - h * 0.6),
                (x + h * 0.115, foot - h * 0.79),
                (x + h * 0.05, foot - h * 0.845),
            ]
        ),
    ]
    far = (x - facing * h * 0.1, foot - h * 0.78)
    c.line(
        bend([far, (x - facing * h * 0.15, foot - h * 0.62), (x - facing * h * 0.125, foot - h * 0.48)]),
        h * 0.062,
        darker(look.coat, 0.3),
    )
    c.lit(coat, look.coat, 10, 0.42)
    head(c, x + facing * h * 0.012, foot - h * 0.915, h * 0.15, look, facing)
    if look.head != "scarf":
        c.line([(x - h * 0.05, foot - h * 0.835), (x + h * 0.05, foot - h * 0.835)], h * 0.03, look.trim)
    near = (x + facing * h * 0.07, foot - h * 0.77)
    goal = (x + facing * h * hand[0], foot - h * hand[1]) if hand else (x + facing * h * 0.12, foot - h * 0.46)
    arm(c, near, goal, h * 0.064, lighter(look.coat, 0.1), look.skin, 0.45 if hand else 0.1)


def sitting(
    c: Canvas, x: float, seat: float, height: float, look: Look, facing: int = 1, reading: RGB | None = None
) -> None:
    """Draw someone on a seat at a height, seen from the side, perhaps with an open book."""
    h = height
    f = facing
    knee = (x + f * h * 0.27, seat - h * 0.02)
    ankle = (x + f * h * 0.25, seat + h * 0.25)
    for back in (0.035, 0.0):
        tone = darker(look.legs, 0.25 if back else 0)
        c.line([(x, seat - h * 0.03), (knee[0] + back * h, knee[1])], h * 0.105, tone)
        c.line([(knee[0] + back * h, knee[1]), (ankle[0] + back * 2 * h, ankle[1])], h * 0.075, tone)
        c.shape(
            bend(
                [
                    (ankle[0] + back * 2 * h - f * h * 0.04, ankle[1] + h * 0.04),
                    (ankle[0] + back * 2 * h, ankle[1] - h * 0.01),
                    (ankle[0] + back * 2 * h + f * h * 0.1, ankle[1] + h * 0.04),
                ],
                closed=True,
            ),
            darker(look.legs, 0.5),
        )
    c.lit(
        [
            *bend(
                [
                    (x - f * h * 0.06, seat - h * 0.42),
                    (x - f * h * 0.13, seat - h * 0.34),
                    (x - f * h * 0.13, seat - h * 0.12),
                    (x - f * h * 0.12, seat + h * 0.03),
                ]
            ),
            *bend(
                [
                    (x + f * h * 0.12, seat + h * 0.03),
                    (x + f * h * 0.1, seat - h * 0.2),
                    (x + f * h * 0.1, seat - h * 0.36),
                    (x + f * h * 0.04, seat - h * 0.42),
                ]
            ),
        ],
        look.coat,
        10,
        0.42,
    )
    head(c, x + f * h * 0.03, seat - h * 0.5, h * 0.16, look, f)
    hand = (x + f * h * 0.25, seat - h * 0.19)
    if reading:
        c.shape(
            [
                (hand[0] - f * h * 0.02, hand[1] + h * 0.03),
                (hand[0] + f * h * 0.05, hand[1] - h * 0.13),
                (hand[0] + f * h * 0.075, hand[1] - h * 0.12),
                (hand[0] + f * h * 0.02, hand[1] + h * 0.045),
            ],
            reading,
        )
        c.shape(
            [
                (hand[0] - f * h * 0.02, hand[1] + h * 0.03),
                (hand[0] + f * h * 0.05, hand[1] - h * 0.13),
                (hand[0] + f * h * 0.0, hand[1] - h * 0.14),
                (hand[0] - f * h * 0.07, hand[1] + h * 0.01),
            ],
            (250, 243, 226),
        )
    arm(c, (x + f * h * 0.0, seat - h * 0.35), hand, h * 0.07, lighter(look.coat, 0.1), look.skin, 0.5)


def bench(c: Canvas, x: float, foot: float, width: float, height: float, wood: RGB) -> None:
    """Draw a garden bench from the front."""
    for dx in (0.06, 0.94):
        c.lit(box(x + width * dx - 6, foot - height, 12, height), darker(wood, 0.3))
    for i in range(3):
        c.lit(box(x, foot - height + i * height * 0.16, width, height * 0.1), wood, 90)
    c.lit(box(x - 6, foot - height * 0.48, width + 12, height * 0.11), lighter(wood, 0.15), 90)
