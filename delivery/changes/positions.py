"""How far in the log of changes a reader sees.

Changes become visible when their transaction is committed. SQLite has one writer at a time, so a number says how far.
On PostgreSQL transactions are committed in any order, and only a snapshot says which of them a reader sees.
"""

import time
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_LAST_LINE = "SELECT max(id) FROM delivery_change"
# A transaction that has written sees its own lines, up to now, though no snapshot says so.
_SNAPSHOT = """
    SELECT pg_current_snapshot()::text, own.xid::text,
        CASE WHEN own.xid IS NOT NULL THEN (SELECT max(id) FROM delivery_change) END
    FROM (SELECT pg_current_xact_id_if_assigned() AS xid) own
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A change, as somebody who follows the log has seen it.

    Attributes:
        number: its line's; on SQLite the order in which changes became visible.
        xid: its transaction; None on SQLite.
        due: seconds since the epoch; of a moment, which counts from then on. None: from its commit on.
        at: when this process has learnt of it, in seconds since the epoch.
    """

    tags: frozenset[str]
    number: int
    xid: int | None = None
    due: float | None = None
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Position:
    """What a reader sees who began to read then.

    Attributes:
        at: when it was taken, by this machine's clock, in seconds since the epoch.
        number: of the last line; on PostgreSQL of the reader's own transaction alone.
        xmin, xmax, running: a snapshot: transactions below `xmin` are visible, those from `xmax` on are not, of those
            between all but the `running`. Zero on SQLite.
        own: the reader's own transaction, if it has written.
    """

    at: float
    number: int = 0
    xmin: int = 0
    xmax: int = 0
    running: frozenset[int] = frozenset()
    own: int | None = None

    def sees(self, change: Seen) -> bool:
        """Whether what was read from here on shows this change."""
        return (change.due is None or change.due <= self.at) and self.sees_line(change)

    def sees_line(self, change: Seen) -> bool:
        """The same, but for its moment: whether the transaction that noted it had been committed."""
        xid = change.xid
        if xid is None or xid == self.own:
            return change.number <= self.number
        return xid < self.xmin or (xid < self.xmax and xid not in self.running)

    @property
    def mark(self) -> int:
        """All lines below it (their numbers; on PostgreSQL their transactions') were committed, or never will be."""
        return self.xmin or self.number + 1

    @property
    def snapshot(self) -> str:
        """As PostgreSQL writes it."""
        return f"{self.xmin}:{self.xmax}:{','.join(map(str, sorted(self.running)))}"

    def __str__(self) -> str:
        """To be stored; `of` reads it again."""
        return f"{self.at!r}/{self.number}/{self.snapshot}/{self.own or ''}"

    @classmethod
    def of(cls, text: str) -> "Position":
        """From its stored form.

        Raises:
            ValueError: it is none.
        """
        at, number, snapshot, own = text.split("/")
        xmin, xmax, running = _parts(snapshot)
        return cls(float(at), int(number), xmin, xmax, running, int(own) if own else None)


def here(using: BaseDatabaseWrapper | None = None) -> Position:
    """What a reader sees now; taken before its first read. One query, which no execute wrapper and no count notices."""
    using = using or connection
    at = time.time()
    using.close_if_health_check_failed()
    using.ensure_connection()
    raw = using.connection
    with using.wrap_database_errors:
        if using.vendor == "sqlite":
            return Position(at, raw.execute(_LAST_LINE).fetchone()[0] or 0)
        with raw.cursor() as cursor:
            cursor.execute(_SNAPSHOT)
            snapshot, own, number = cursor.fetchone()
    return of_snapshot(at, snapshot, own, number)


def of_snapshot(at: float, snapshot: str, own: str | None, number: int | None) -> Position:
    """A position as PostgreSQL tells it: `xmin:xmax:running,…`, the reader's own transaction, its last line."""
    xmin, xmax, running = _parts(snapshot)
    return Position(at, number or 0, xmin, xmax, running, int(own) if own else None)


def _parts(snapshot: str) -> tuple[int, int, frozenset[int]]:
    xmin, xmax, running = snapshot.split(":")
    return int(xmin), int(xmax), frozenset(map(int, running.split(","))) if running else frozenset()
