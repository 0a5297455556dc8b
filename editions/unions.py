"""Several small, ordered, limited queries in one round trip."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def fetch_union(querysets: list[QuerySet]) -> list[tuple[int, tuple[Any, ...]]]:
    """Rows of all `querysets` (each `values_list`, sliced, with the same columns) as (its index, the row)."""
    return read_union(*union_sql(querysets))


def union_sql(querysets: list[QuerySet]) -> tuple[str, list[Any]]:
    """The statement that reads them all, and its parameters; "" where none of them can have rows.

    Django's `union()` refuses ordered and limited parts on SQLite; wrapped as subqueries both databases take them.
    """
    parts, params = [], []
    for index, queryset in enumerate(querysets):
        try:
            sql, values = queryset.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            # A condition that nothing meets, such as being one of no rows.
            continue
        # modeltranslation keeps columns in a set, so that their order in the SQL is another one in each process.
        asked = getattr(queryset, "original_fields", ())
        columns = ", ".join(f"found{index}.{connection.ops.quote_name(name)}" for name in asked) or f"found{index}.*"
        parts.append(f"SELECT {index} AS part, {columns} FROM ({sql}) AS found{index}")  # noqa: S608
        params += values
    return " UNION ALL ".join(parts), params


def read_union(sql: str, params: Sequence[Any]) -> list[tuple[int, tuple[Any, ...]]]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [(row[0], tuple(row[1:])) for row in cursor.fetchall()]
