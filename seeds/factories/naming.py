"""Names that no other object has, and the columns they stand in."""

from collections.abc import Iterable
from itertools import count

from editions.columns import column
from seeds.factories.editions import SHIPPED

_numbers = count(1)


def next_number() -> int:
    """A number that no object of this process was given before."""
    return next(_numbers)


def in_editions(field: str, text: str, codes: Iterable[str] | None = None) -> dict[str, str]:
    """The columns of a translated `field` with one text for these editions; None: the four that are shipped."""
    return {column(field, code): text for code in (SHIPPED if codes is None else codes)}
