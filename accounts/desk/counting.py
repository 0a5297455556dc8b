"""How many rows a list of the desk has, counted as far as anybody turns pages.

A count of everything costs the more the more there is, on every page of every list. Beyond `MOST` rows a list says that
there are more, and leads no further: searching and filters do.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import QuerySet

from editions.unions import union_sql

MOST = 5000


class AtLeast(int):
    """A number that there is more of; `desk_number` writes a plus behind it."""

    is_least = True


def count_up_to(rows: QuerySet, most: int = MOST) -> int:
    """How many rows there are; where there are more than `most`, `AtLeast(most)`."""
    found = rows.order_by().values("pk")[: most + 1].count()
    return AtLeast(most) if found > most else found


def count_each(rows: QuerySet, column: str, values: Iterable[Any], most: int = MOST) -> dict[Any, int]:
    """How many rows have each of these values in a column, each counted as `count_up_to` does, in one query.

    Values that no row has are left out.
    """
    values = list(values)
    parts = [rows.filter(**{column: value}).order_by().values_list("pk")[: most + 1] for value in values]
    sql, params = union_sql(parts)
    if not sql:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT part, COUNT(*) FROM ({sql}) AS counted GROUP BY part", params)  # noqa: S608
        found = dict(cursor.fetchall())
    return {values[part]: AtLeast(most) if number > most else number for part, number in found.items()}


class BoundedPaginator(Paginator):
    """Pages of the first `MOST` rows."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return count_up_to(rows) if isinstance(rows, QuerySet) else len(rows)
