"""SQLite's FTS5, which comes with SQLite itself.

The table keeps which rows have a lexeme and no more (detail=none): no positions, no columns. Rows are walked by their
number, which is their place, from either end, and the walk stops when enough are found.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any as Anything

from django.db import connection

from search.engines.base import Row, Span
from search.expressions import All, Any, But, Expression, Lexeme

TABLE = "search_words"
# The tokenizer "ascii" takes every sign beyond ASCII for part of a word: it splits at spaces and nowhere else.
CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, detail=none, columnsize=0, tokenize='ascii', prefix='3 4 5')"
DROP = f"DROP TABLE {TABLE}"
# Variables of one statement: SQLite before 3.32 takes 999.
BATCH = 900
# Pages that are merged in a step, and steps at most.
MERGED, MOST_STEPS = 500, 5000


class SQLite:
    """See `search.engines.base.Engine`."""

    def write(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT OR REPLACE INTO {TABLE}(rowid, words) VALUES (%s, %s)",  # noqa: S608
                [(row.place, " ".join(row.lexemes)) for row in rows],
            )

    def remove(self, places: list[int]) -> None:
        with connection.cursor() as cursor:
            for start in range(0, len(places), BATCH):
                some = places[start : start + BATCH]
                signs = ", ".join(["%s"] * len(some))
                cursor.execute(f"DELETE FROM {TABLE} WHERE rowid IN ({signs})", some)  # noqa: S608

    def prune(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid NOT IN (SELECT place FROM search_entry)")  # noqa: S608

    def find(self, expression: Expression, *, edition: str, span: Span, now: datetime, limit: int) -> list[int]:
        order = "ASC" if span.from_old_end else "DESC"
        sql, values = self._matching(expression, span, now)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY w.rowid {order} LIMIT %s", [*values, limit])
            return [place for (place,) in cursor.fetchall()]

    def count(self, expression: Expression, *, edition: str, span: Span, now: datetime, most: int) -> int:
        sql, values = self._matching(expression, span, now)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql} LIMIT %s)", [*values, most])  # noqa: S608
            return cursor.fetchone()[0]

    def _matching(self, expression: Expression, span: Span, now: datetime) -> tuple[str, list[Anything]]:
        """A query for places, and its values."""
        above = "" if span.above is None else "AND w.rowid > %s"
        bounds = [span.below] if span.above is None else [span.below, span.above]
        moment = connection.ops.adapt_datetimefield_value(now)
        # CROSS JOIN keeps FTS5 the outer loop: it walks in order, so nothing is sorted.
        sql = f"""
            SELECT w.rowid FROM {TABLE} w CROSS JOIN search_entry e ON e.place = w.rowid
            WHERE {TABLE} MATCH %s AND w.rowid < %s {above} AND (e.unpublish_at IS NULL OR e.unpublish_at > %s)
        """  # noqa: S608
        return sql, [written(expression), *bounds, moment]

    def settle(self) -> None:
        """Merge the index's parts step by step; each is a short transaction, so that others may write between."""
        with connection.cursor() as cursor:
            command = f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('merge', %s)"  # noqa: S608
            # The first step, with a minus, begins to merge all parts into one.
            pages = -MERGED
            for _step in range(MOST_STEPS):
                cursor.execute("SELECT total_changes()")
                before = cursor.fetchone()[0]
                cursor.execute(command, [pages])
                cursor.execute("SELECT total_changes()")
                # FTS5 says so: fewer than two changes, and there is nothing left to merge.
                if cursor.fetchone()[0] - before < 2:
                    break
                pages = MERGED


def written(expression: Expression) -> str:
    """In FTS5's query language; every lexeme is quoted, so that none is read as an operator."""
    match expression:
        case Lexeme(text, is_prefix):
            return '"{}"{}'.format(text.replace('"', '""'), "*" if is_prefix else "")
        case All(parts):
            return f"({' AND '.join(map(written, parts))})"
        case Any(parts):
            return f"({' OR '.join(map(written, parts))})"
        case But(wanted, unwanted):
            return f"({written(wanted)} NOT {written(unwanted)})"
