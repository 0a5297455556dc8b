"""What an old address led to."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """PAGE: to the thing's own page. FILE: to the file of an attachment. HOME: to the front page of the site."""

    PAGE = "page"
    FILE = "file"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Old:
    """An old address: a path, with the query where that says what is asked for.

    `is_guess`: WordPress answered it where nothing else had it; it gives way to what is known of it already.
    """

    address: str
    kind: Kind = Kind.PAGE
    is_guess: bool = False
