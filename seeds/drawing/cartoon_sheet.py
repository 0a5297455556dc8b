"""The sheet a cartoon is drawn on: a pen with a slight wobble, one spot colour, long-nosed people."""

from random import Random

from .canvas import Canvas
from .chance import chance
from .colour import RGB, mix, rgb
from .geometry import Points, arc, bend, oval

PAPER, INK = rgb("#fbf8f1"), rgb("#23212b")
GREY = mix(PAPER, INK, 0.13)


class Sheet:
    """A canvas with a pen: outlines wobble a little, fills miss them a little, as by hand."""

    def __init__(self, key: str, spot: str) -> None:
        """Take a clean sheet and one colour."""
        self.c = Canvas((1200, 1500), (1200, 1500), PAPER)
        self.r: Random = chance("cartoon", key)
        self.spot: RGB = rgb(spot)

    def ink(self, points: Points, weight: float = 5, close: bool = False) -> None:
        """Draw a line by hand."""
        ring = [*points, points[0]] if close else points
        self.c.line([(x + self.r.uniform(-1.1, 1.1), y + self.r.uniform(-1.1, 1.1)) for x, y in ring], weight, INK)

    def form(self, points: Points, fill: RGB | None = PAPER, weight: float = 5) -> None:
        """Outline a form over its fill."""
        if fill is not None:
            self.c.shape(
                [
                    (x + (4 if fill not in (PAPER, INK) else 0), y + (3 if fill not in (PAPER, INK) else 0))
                    for x, y in points
                ],
                fill,
            )
        self.ink(points, weight, close=True)

    def hatch(self, x: float, y: float, width: float, height: float, pitch: float = 13) -> None:
        """Shade with slanted strokes."""
        for k in range(int(width / pitch)):
            left = x + k * pitch
            self.ink([(left, y + height), (left + height * 0.3, y)], 2)

    def person(
        self,
        x: float,
        foot: float,
        h: float,
        facing: int = 1,
        coat: RGB = PAPER,
        hat: bool = False,
        hand: tuple[float, float] | None = None,
        mood: str = "smile",
    ) -> None:
        """Draw one of the long-nosed people of the set."""
        f = facing
        for s in (-1, 1):
            lx = x + s * h * 0.045
            self.ink([(lx, foot - h * 0.3), (lx, foot - 4), (lx + f * h * 0.06, foot)], 6)
        self.form(
            bend(
                [
                    (x - h * 0.06, foot - h * 0.7),
                    (x - h * 0.13, foot - h * 0.5),
                    (x - h * 0.14, foot - h * 0.27),
                    (x + h * 0.14, foot - h * 0.27),
                    (x + h * 0.13, foot - h * 0.5),
                    (x + h * 0.06, foot - h * 0.7),
                ],
                closed=True,
            ),
            coat,
        )
        hx, hy, s = x + f * h * 0.01, foot - h * 0.82, h * 0.115
        self.form(oval(hx, hy, s, s * 1.12))
        self.form(
            bend(
                [
                    (hx + f * s * 0.75, hy - s * 0.3),
                    (hx + f * s * 1.75, hy + s * 0.15),
                    (hx + f * s * 0.8, hy + s * 0.3),
                ]
            ),
            PAPER,
            4,
        )
        self.c.disc(hx + f * s * 0.42, hy - s * 0.25, h * 0.011, INK)
        mouth = arc(
            hx + f * s * 0.45,
            hy + s * (0.35 if mood == "smile" else 0.75),
            s * 0.3,
            s * 0.25,
            20 if mood == "smile" else 200,
            160 if mood == "smile" else 340,
        )
        self.ink(mouth, 3.5)
        if hat:
            self.form(
                [
                    (hx - s * 0.9, hy - s * 0.75),
                    (hx - s * 0.7, hy - s * 1.75),
                    (hx + s * 0.7, hy - s * 1.75),
                    (hx + s * 0.9, hy - s * 0.75),
                ],
                INK,
            )
            self.ink([(hx - s * 1.5, hy - s * 0.75), (hx + s * 1.5, hy - s * 0.75)], 7)
        else:
            for k in range(5):
                self.ink(arc(hx - f * s * (0.2 + 0.17 * k), hy - s * 0.75, s * 0.4, s * 0.5, 190, 330), 3)
        goal = (x + f * h * hand[0], foot - h * hand[1]) if hand else (x + f * h * 0.16, foot - h * 0.4)
        self.ink(
            bend(
                [
                    (x + f * h * 0.05, foot - h * 0.62),
                    ((x + goal[0]) / 2 + f * h * 0.03, max(goal[1], foot - h * 0.55) + h * 0.02),
                    goal,
                ]
            ),
            6,
        )
        self.c.disc(*goal, h * 0.018, INK)
