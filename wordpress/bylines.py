""" "By X – source" at the beginning or the end of a body, in English, Persian, Arabic and Albanian."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made a text, as a line of it says.

    Attributes:
        people: their names, as they stand there.
        source: where it comes from; "" where the line names none.
        rest: the body without that line.
    """

    people: tuple[str, ...]
    source: str
    rest: str


def read_byline(text: str) -> Byline | None:
    """The byline of a body (plain text or HTML, old or converted); None where there is none."""
    return None
