"""Reads the log of changes, and keeps it short.

The log is whole from its oldest mark on. A mark is a line without tags: at its time, everything below it had been
committed, or never would be. Lines are forgotten up to a mark that is an hour old, if thousands are left then; so pages
that a process has kept on disk are still known for good when it starts again.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from delivery.changes.positions import Position, Seen, here

# What is kept: all lines of so many seconds, and so many lines whatever their age.
KEPT_SECONDS, KEPT_LINES = 3600, 2000
# Seconds from one mark to the next.
MARK_EVERY = 600
# Lines that are read at once; when there are more, everything has changed.
MOST_LINES = 20_000
# Seconds by which a moment is told of later than it comes: no page may be made in between that still shows the old.
AFTER = 0.001


@dataclass(frozen=True, slots=True)
class Floor:
    """From where on the log is whole; see `Recent`."""

    mark: int
    at: float


def fetch(using: BaseDatabaseWrapper, sql: str, values: Iterable[Any] = ()) -> list[tuple]:
    """Rows, past execute wrappers and counts of queries: following the log is no page's business."""
    using.ensure_connection()
    cursor = using.connection.cursor()
    with using.wrap_database_errors:
        if using.vendor == "sqlite":
            return cursor.execute(sql.replace("%s", "?"), tuple(values)).fetchall()
        with cursor:
            cursor.execute(sql, tuple(values))
            return cursor.fetchall()


def read(after: Position, using: BaseDatabaseWrapper) -> tuple[Position, list[Seen] | None]:
    """What `after` does not see and a reader sees now, in the order of the log; moments among it, come or not.

    None instead of changes: there are too many to tell.
    """
    now = here(using)
    if (now.number, now.xmax, now.running) == (after.number, after.xmax, after.running):
        return now, []
    values: list[Any] = [after.number]
    if using.vendor == "sqlite":
        where = "id > %s"
    else:
        # The first condition is the index's.
        # A snapshot does not name the transaction that took it among those that run.
        where = "xid >= %s AND (xid = %s OR NOT pg_visible_in_snapshot(xid::text::xid8, %s::pg_snapshot))"
        values = [after.xmin, after.own or -1, after.snapshot]
    lines = _lines(using, where, values)
    if len(lines) > MOST_LINES:
        return now, None
    return now, [line for line in lines if now.sees_line(line) and not after.sees_line(line)]


def identity(using: BaseDatabaseWrapper) -> str:
    """Which log it is: another where PostgreSQL has begun to count its transactions anew. Stored pages belong to it."""
    if using.vendor == "sqlite":
        return "sqlite"
    allowed = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')"
    allowed += " AND has_function_privilege('pg_control_checkpoint()', 'EXECUTE'), current_database()"
    may_ask, name = fetch(using, allowed)[0]
    if not may_ask:
        return str(name)
    numbers = "SELECT system_identifier::text, timeline_id::text FROM pg_control_system(), pg_control_checkpoint()"
    return "-".join([*fetch(using, numbers)[0], name])


def listen(using: BaseDatabaseWrapper, channel: str) -> None:
    using.ensure_connection()
    with using.wrap_database_errors, using.connection.cursor() as cursor:
        cursor.execute(f"LISTEN {channel}")


def hear(using: BaseDatabaseWrapper) -> None:
    """Take notifications off the line; what they are about the log says."""
    with using.wrap_database_errors:
        using.connection.poll()
        using.connection.notifies.clear()


def floor(using: BaseDatabaseWrapper) -> Floor | None:
    """From where on the log is whole; None: there is no log yet."""
    rows = fetch(using, f"SELECT {_place(using)}, made_at FROM delivery_change WHERE {_MARKS} ORDER BY id LIMIT 1")
    return Floor(rows[0][0], _epoch(rows[0][1])) if rows else None


def read_all(since: Floor, now: Position, using: BaseDatabaseWrapper) -> list[Seen] | None:
    """All that a reader `now` sees of the log and that some reader after `since` may not have seen; None: too many."""
    lines = _lines(using, f"{_place(using)} >= %s", [since.mark])
    if len(lines) > MOST_LINES:
        return None
    return [line for line in lines if line.due is None and now.sees_line(line)]


def moments(since: Floor, using: BaseDatabaseWrapper) -> list[Seen]:
    """Moments that come after `since`, those to come among them."""
    moment = datetime.fromtimestamp(since.at, UTC)
    value = using.ops.adapt_datetimefield_value(moment)
    return _lines(using, "due_at >= %s", [value], limit="")


def _lines(
    using: BaseDatabaseWrapper, where: str, values: list[Any], limit: str = f" LIMIT {MOST_LINES + 1}"
) -> list[Seen]:
    sql = f"SELECT id, xid, tags, due_at FROM delivery_change WHERE tags <> '' AND {where} ORDER BY id{limit}"
    at = time.time()
    return [
        Seen(frozenset(tags.split("\n")), number, xid, None if due is None else _epoch(due) + AFTER, at)
        for number, xid, tags, due in fetch(using, sql, values)
    ]


def _epoch(moment: datetime) -> float:
    """Seconds, of a moment as the engine's driver gives it: SQLite's says no time zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


# Writing it, where no trigger does, and keeping it short.

# A line without tags is a mark; the number zero is the sign of `wholesale`.
_MARKS = "tags = '' AND id > 0"


def _place(using: BaseDatabaseWrapper) -> str:
    return "id" if using.vendor == "sqlite" else "xid"


def mark(using: BaseDatabaseWrapper) -> None:
    """Write a mark."""
    if using.vendor == "sqlite":
        # A log that is made anew, after a restore, begins above the numbers of the old one: with the milliseconds.
        sql = """
            INSERT INTO delivery_change (id, tags, made_at)
            SELECT CASE WHEN EXISTS (SELECT 1 FROM delivery_change) THEN NULL ELSE %s END,
                '', strftime('%Y-%m-%d %H:%M:%f', 'now')
            RETURNING id
        """
        fetch(using, sql, [int(time.time() * 1000)])
    else:
        sql = """
            INSERT INTO delivery_change (tags, xid, made_at)
            SELECT '', pg_snapshot_xmin(pg_current_snapshot())::text::bigint, clock_timestamp()
            RETURNING id
        """
        fetch(using, sql)


def write(tags: Iterable[str], using: BaseDatabaseWrapper) -> None:
    """Write a line, as triggers do."""
    if using.vendor == "sqlite":
        sql = (
            "INSERT INTO delivery_change (tags, made_at) VALUES (%s, strftime('%Y-%m-%d %H:%M:%f', 'now')) RETURNING id"
        )
    else:
        sql = """
            INSERT INTO delivery_change (tags, xid, made_at)
            SELECT %s, pg_current_xact_id()::text::bigint, clock_timestamp()
            RETURNING pg_notify('nejat_changes', '')::text
        """
    fetch(using, sql, ["\n".join(tags)])


def tidy(using: BaseDatabaseWrapper) -> None:
    """Write a mark if there is something to mark, and forget what need not be kept. Any process may, at any time."""
    newest = fetch(using, f"SELECT id, made_at FROM delivery_change WHERE {_MARKS} ORDER BY id DESC LIMIT 1")
    if not newest:
        return
    number, made_at = newest[0]
    is_old = _epoch(made_at) < time.time() - MARK_EVERY
    if is_old and fetch(using, "SELECT 1 FROM delivery_change WHERE id > %s LIMIT 1", [number]):
        mark(using)
    place = _place(using)
    hour_ago = using.ops.adapt_datetimefield_value(datetime.fromtimestamp(time.time() - KEPT_SECONDS, UTC))
    found = fetch(
        using,
        f"""
        SELECT {place}, made_at FROM delivery_change m WHERE {_MARKS} AND made_at < %s AND {KEPT_LINES} = (
            SELECT count(*) FROM (SELECT 1 FROM delivery_change c WHERE c.{place} >= m.{place} LIMIT {KEPT_LINES}) kept
        ) ORDER BY id DESC LIMIT 1
        """,
        [hour_ago],
    )
    if found:
        lowest, then = found[0]
        if not then.tzinfo:
            then = then.replace(tzinfo=UTC)
        sql = (
            f"DELETE FROM delivery_change WHERE id > 0 AND {place} < %s AND (due_at IS NULL OR due_at < %s) RETURNING 1"
        )
        fetch(using, sql, [lowest, using.ops.adapt_datetimefield_value(then)])
