"""The lists of the desk's first page: what one is, and how it is filled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.functional import Promise

from editions.models import Edition

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing that waits, and where it is."""

    title: Any
    address: str
    edition: Edition | None = None
    # Whether the title is in the language of the edition; a working title may be in any.
    is_titled_in_edition: bool = True
    at: datetime | None = None
    day: Any = None
    is_notice: bool = False


@dataclass
class Waiting:
    """One list of the page: how much there is in all, and the first few.

    Attributes:
        none: what is said where there is nothing.
        more: the address that shows all of it; "" where no page does.
    """

    name: str
    title: Promise
    none: Promise
    total: int = 0
    items: list[Item] = field(default_factory=list)
    more: str = ""


def first_few(waiting: Waiting, rows: QuerySet, make: Callable[[Any], Item]) -> Waiting:
    """Fill a list in one query: each row says how many there are."""
    found = list(rows.annotate(total=Window(Count("pk")))[:SHOWN])
    waiting.total = found[0].total if found else 0
    waiting.items = [make(row) for row in found]
    return waiting
