"""What a check says."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """A point that keeps an article back, one that advises, and one that only tells."""

    BLOCKING = "blocking"
    ADVICE = "advice"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to see to.

    `message` is in the language that was active when it was made: the desk's. `where` is the name of a field of the
    story page ("title", "image"), or "body:N" for the Nth block of the text, from 0; "" for the article as a whole.
    `image` is the number of the picture it is about.
    """

    key: str
    weight: Weight
    message: str
    where: str = ""
    image: int | None = None

    @property
    def is_blocking(self) -> bool:
        return self.weight == Weight.BLOCKING


def blocking(points: Iterable[Point]) -> list[Point]:
    return [point for point in points if point.is_blocking]
