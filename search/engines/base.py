"""What an engine does: it keeps the lexemes of places, and finds places by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from search.expressions import Expression


@dataclass(frozen=True)
class Row:
    """The lexemes of one place."""

    place: int
    edition: str
    unpublish_at: datetime | None
    lexemes: list[str]


@dataclass(frozen=True)
class Span:
    """A stretch of places: above `above` and below `below`, read from its new end, or from its old one."""

    below: int
    above: int | None = None
    from_old_end: bool = False


class Engine(Protocol):
    def write(self, rows: Iterable[Row]) -> None:
        """Keep these rows; a place that is there already is written anew."""

    def remove(self, places: list[int]) -> None:
        """Forget these places."""

    def prune(self) -> None:
        """Forget places that no entry has."""

    def find(self, expression: Expression, *, edition: str, span: Span, now: datetime, limit: int) -> list[int]:
        """At most `limit` places of the edition in `span` whose lexemes fit and whose time is not over at `now`."""

    def count(self, expression: Expression, *, edition: str, span: Span, now: datetime, most: int) -> int:
        """How many places `find` would find; no more than `most`, where counting stops."""

    def settle(self) -> None:
        """After many rows were written: put in order what is quicker to read then, a little at a time."""
