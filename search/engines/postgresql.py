"""PostgreSQL's tsvector under a GIN index.

Vectors are made of lexemes as they are (`array_to_tsvector`): no parser, no dictionary and no locale has a say, so the
same is found as elsewhere. The table is narrow: matches of a common word lie on few pages.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from search.engines.base import Row, Span
from search.expressions import All, Any, But, Expression, Lexeme

TABLE = "search_words"
CREATE = f"""
    CREATE TABLE {TABLE} (
        place bigint PRIMARY KEY, edition varchar(12) NOT NULL, unpublish_at timestamptz, words tsvector NOT NULL
    );
    ALTER TABLE {TABLE} ALTER COLUMN words SET STORAGE EXTERNAL;
    CREATE INDEX {TABLE}_newest ON {TABLE} (edition, place);
    CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words);
"""
# What is written goes into the index at once. Else it would wait in a list that every search has to read through.
AT_ONCE = f"ALTER INDEX {TABLE}_words SET (fastupdate = off)"
NO_LIST = f"SELECT gin_clean_pending_list('{TABLE}_words')"
LATER = f"ALTER INDEX {TABLE}_words SET (fastupdate = on)"
# Rows that are looked at one by one before the index is asked; how many of them must fit for it to be worth while to
# look further; and how far at most.
NEAREST, HOPEFUL, MOST_NEAREST = 150, 2, 3000
DROP = f"DROP TABLE {TABLE}"


class PostgreSQL:
    """See `search.engines.base.Engine`."""

    def write(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        sql = f"""
            INSERT INTO {TABLE} (place, edition, unpublish_at, words)
            SELECT place, edition, unpublish_at, array_to_tsvector(string_to_array(lexemes, ' '))
            FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::text[])
                AS new (place, edition, unpublish_at, lexemes)
            ON CONFLICT (place) DO UPDATE
            SET edition = excluded.edition, unpublish_at = excluded.unpublish_at, words = excluded.words
        """  # noqa: S608
        columns: list[list] = [
            [row.place for row in rows],
            [row.edition for row in rows],
            [row.unpublish_at for row in rows],
            [" ".join(row.lexemes) for row in rows],
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, columns)

    def remove(self, places: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE place = ANY(%s)", [places])  # noqa: S608

    def prune(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE place NOT IN (SELECT place FROM search_entry)")  # noqa: S608

    def find(self, expression: Expression, *, edition: str, span: Span, now: datetime, limit: int) -> list[int]:
        """In two steps: the nearest rows are looked at one by one, which is all that a common word needs, and more of
        them where some have fitted; if they are too few the index gives all matches, which are not many then.
        PostgreSQL alone guesses wrongly which is better.
        """
        order = "ASC" if span.from_old_end else "DESC"
        if limit <= NEAREST // 2:
            rows = max(NEAREST, limit * 8)
            found = self._nearest(expression, edition, span, now, rows=rows, limit=limit)
            # Three times as far as it takes if they go on as often: a few say little of how often that is.
            if HOPEFUL <= len(found) < limit and (further := 3 * rows * limit // len(found)) <= MOST_NEAREST:
                rows = further
                found = self._nearest(expression, edition, span, now, rows=rows, limit=limit)
            if len(found) == limit or self._is_all(edition, span, rows):
                return found
        sql, values = self._matching(expression, span, now)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY place {order} LIMIT %s", [*values, limit])
            return [place for (place,) in cursor.fetchall()]

    def count(self, expression: Expression, *, edition: str, span: Span, now: datetime, most: int) -> int:
        """In the same two steps; what the index gives is neither sorted nor read beyond `most`."""
        rows = most * 3 // 2
        found = len(self._nearest(expression, edition, span, now, rows=rows, limit=most))
        if found == most or self._is_all(edition, span, rows):
            return found
        sql, values = self._matching(expression, span, now)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT %s", [*values, most])
            return len(cursor.fetchall())

    def _nearest(
        self, expression: Expression, edition: str, span: Span, now: datetime, *, rows: int, limit: int
    ) -> list[int]:
        """Those of the nearest rows that fit."""
        order = "ASC" if span.from_old_end else "DESC"
        where, bounds = _within(span)
        sql = f"""
            SELECT place FROM (
                SELECT place, words, unpublish_at FROM {TABLE}
                WHERE edition = %s AND {where} ORDER BY place {order} LIMIT {rows}
            ) nearest
            WHERE words @@ %s::tsquery AND (unpublish_at IS NULL OR unpublish_at > %s)
            ORDER BY place {order} LIMIT %s
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [edition, *bounds, written(expression), now, limit])
            return [place for (place,) in cursor.fetchall()]

    def _is_all(self, edition: str, span: Span, rows: int) -> bool:
        """Whether the edition has no more than so many rows in the span: then the index knows of no others."""
        where, bounds = _within(span)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {TABLE} WHERE edition = %s AND {where} LIMIT {rows + 1}) nearest"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [edition, *bounds])
            return cursor.fetchone()[0] <= rows

    def _matching(self, expression: Expression, span: Span, now: datetime) -> tuple[str, list]:
        """A query for places, and its values. Planned for all matches (so the index is used), and read as far as it is
        asked for."""
        where, bounds = _within(span)
        sql = f"""
            WITH matching AS MATERIALIZED (
                SELECT place FROM {TABLE}
                WHERE words @@ %s::tsquery AND (unpublish_at IS NULL OR unpublish_at > %s)
            )
            SELECT place FROM matching WHERE {where}
        """  # noqa: S608
        return sql, [written(expression), now, *bounds]

    def settle(self) -> None:
        """Let PostgreSQL know how common words are now."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {TABLE}")


def _within(span: Span) -> tuple[str, list[int]]:
    """The condition of a span, and its values."""
    if span.above is None:
        return "place < %s", [span.below]
    return "place < %s AND place > %s", [span.below, span.above]


def written(expression: Expression) -> str:
    """As a tsquery; every lexeme is quoted, so that none is read as an operator."""
    match expression:
        case Lexeme(text, is_prefix):
            return "'{}'{}".format(text.replace("\\", "\\\\").replace("'", "''"), ":*" if is_prefix else "")
        case All(parts):
            return f"({' & '.join(map(written, parts))})"
        case Any(parts):
            return f"({' | '.join(map(written, parts))})"
        case But(wanted, unwanted):
            return f"({written(wanted)} & !{written(unwanted)})"
