"""Pages that are true until a moment though nothing changes: the proxy is told when it comes.

They have a key of that moment, and the log a line that comes due then. So many pages share few lines: a new year ends
what all footers say.
"""

import threading
from collections import OrderedDict
from datetime import UTC, datetime

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from delivery.changes import log
from delivery.changes.triggers.postgresql import CHANNEL

# Moments that this process has put into the log; so many of them are remembered.
MOST = 1000
_known: OrderedDict[str, None] = OrderedDict()
_lock = threading.Lock()


def tag_of(moment: datetime) -> str:
    return f"until.{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"


def expect(moment: datetime) -> bool:
    """Have whoever follows the log told of a moment when it comes; whether that could be written."""
    tag = tag_of(moment)
    with _lock:
        if tag in _known:
            return True
    try:
        write(tag, moment, connection)
    except Error:
        return False
    with _lock:
        _known[tag] = None
        while len(_known) > MOST:
            _known.popitem(last=False)
    return True


def forget() -> None:
    """As a new process."""
    with _lock:
        _known.clear()


def write(tag: str, moment: datetime, using: BaseDatabaseWrapper) -> None:
    """A line that comes due, as triggers write those of rows."""
    due = using.ops.adapt_datetimefield_value(moment)
    if using.vendor == "sqlite":
        sql = (
            "INSERT INTO delivery_change (tags, due_at, made_at)"
            " VALUES (%s, %s, strftime('%Y-%m-%d %H:%M:%f', 'now')) RETURNING id"
        )
        log.fetch(using, sql, [tag, due])
        return
    sql = f"""
        INSERT INTO delivery_change (tags, due_at, xid, made_at)
        SELECT %s, %s, pg_current_xact_id()::text::bigint, clock_timestamp()
        RETURNING pg_notify('{CHANNEL}', '')::text
    """
    log.fetch(using, sql, [tag, due])
