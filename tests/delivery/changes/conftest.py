"""What is declared for these tests alone, and the lines that changes leave."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection, transaction

from delivery.changes import declared, log
from delivery.changes.triggers import installing


@pytest.fixture
def nothing_declared(db: None) -> Iterator[None]:
    """Declare tables, then `installing.install()`; what the site declares is back afterwards."""
    before = dict(declared._watched)
    declared._watched.clear()
    yield
    declared._watched.clear()
    declared._watched.update(before)
    installing.install()


def lines(*, due: bool = False) -> list[set[str]]:
    """The tags of each line, of moments or of the others."""
    found = log.fetch(connection, "SELECT tags, due_at FROM delivery_change WHERE tags <> '' ORDER BY id")
    return [set(tags.split("\n")) for tags, due_at in found if (due_at is not None) == due]


def empty_log() -> None:
    log.fetch(connection, "DELETE FROM delivery_change WHERE tags <> '' RETURNING 1")


class GivenUp(Exception):
    """For transactions that are not to be committed."""


def given_up(work: Callable[[], object], within: Callable[[], AbstractContextManager] = transaction.atomic) -> None:
    """Do something in a transaction that is taken back."""
    try:
        with within():
            work()
            raise GivenUp
    except GivenUp:
        pass


def all_tags() -> set[str]:
    return {tag for line in lines() for tag in line}


def installed() -> None:
    """Install what is declared now, and empty the log."""
    installing.install()
    empty_log()
