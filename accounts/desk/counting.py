"""How many rows a list of the desk has, counted as far as anybody turns pages.

A count of everything costs the more the more there is, on every page of every list. Beyond `MOST` rows a list says that
there are more, and leads no further: searching and filters do.
"""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 5000


class AtLeast(int):
    """A number that there is more of."""

    is_least = True


def count_up_to(rows: QuerySet, most: int = MOST) -> int:
    """How many rows there are; where there are more than `most`, `AtLeast(most)`."""
    found = rows.order_by().values("pk")[: most + 1].count()
    return AtLeast(most) if found > most else found


class BoundedPaginator(Paginator):
    """Pages of the first `MOST` rows."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return count_up_to(rows) if isinstance(rows, QuerySet) else len(rows)
