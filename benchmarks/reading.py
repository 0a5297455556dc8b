"""How much a database reads for a page: counts that no busy machine disturbs.

SQLite counts the steps of its machine, PostgreSQL the rows and pages that each step of a plan has looked at. Both are
measured on the statements that a page really asks, with its values.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Statement:
    """A statement that reads, with its values."""

    sql: str
    values: Any

    def plan(self) -> list[Any]:
        """SQLite's steps as lines; PostgreSQL's as it carried them out, each a dictionary, outermost first."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"EXPLAIN QUERY PLAN {self.sql}", self.values)
                return [row[3] for row in cursor.fetchall()]
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, BUFFERS) {self.sql}", self.values)
            found = cursor.fetchone()[0]
        todo, steps = [(json.loads(found) if isinstance(found, str) else found)[0]["Plan"]], []
        while todo:
            steps.append(todo.pop())
            todo += steps[-1].get("Plans", [])
        return steps

    def work(self) -> int:
        """What reading it costs: steps of SQLite's machine; rows that PostgreSQL looks at."""
        if connection.vendor == "sqlite":
            return _steps_of_sqlite(self.sql, self.values)
        removed = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")
        return int(
            sum(
                (one["Actual Rows"] + sum(one.get(name, 0) for name in removed)) * one["Actual Loops"]
                for one in self.plan()
            )
        )


def _steps_of_sqlite(sql: str, values: Any) -> int:
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.connection.set_progress_handler(step, 1)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return counted


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """The reading statements that are asked meanwhile."""
    asked: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and sql.lstrip("( ").upper().startswith(("SELECT", "WITH")):
            asked.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def read_by(client: Any, path: str) -> list[Statement]:
    """What a page asks once it has been asked for before."""
    for _ in range(2):
        response = client.get(path)
    with statements() as asked:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return asked
