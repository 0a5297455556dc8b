"""Mass writes that say once at their end that everything has changed, instead of each row for itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from delivery.changes import log
from delivery.changes.declared import EVERYTHING
from delivery.changes.triggers.postgresql import SETTING


@contextmanager
def wholesale() -> Iterator[None]:
    """Within it (a transaction of its own, or part of the one that is open) rows tell of nothing but their moments."""
    with transaction.atomic():
        is_within = _is_on()
        if not is_within:
            _turn(on=True)
        yield
        if not is_within:
            _turn(on=False)
            log.write([EVERYTHING], connection)


def _is_on() -> bool:
    if connection.vendor == "sqlite":
        return bool(log.fetch(connection, "SELECT 1 FROM delivery_change WHERE id = 0"))
    return bool(log.fetch(connection, f"SELECT coalesce(current_setting('{SETTING}', true), '')")[0][0])


def _turn(*, on: bool) -> None:
    if connection.vendor == "postgresql":
        # Until the end of the transaction, or of the savepoint that is given up.
        log.fetch(connection, f"SELECT set_config('{SETTING}', %s, true)", ["on" if on else ""])
    elif on:
        # Nobody else sees it: there is one who writes, and it is gone before the commit.
        log.fetch(connection, "INSERT INTO delivery_change (id, tags, made_at) VALUES (0, '', '') RETURNING id")
    else:
        log.fetch(connection, "DELETE FROM delivery_change WHERE id = 0 RETURNING id")
