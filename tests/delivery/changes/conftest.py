"""What is declared for these tests alone, and the lines that changes leave."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from delivery.changes import declared, log
from delivery.changes.triggers import installing

type Lines = Callable[[], list[set[str]]]


@pytest.fixture
def nothing_declared(db: None) -> Iterator[None]:
    """Declare tables, then `installing.install()`; what the site declares is back afterwards."""
    before = dict(declared._watched)
    declared._watched.clear()
    yield
    declared._watched.clear()
    declared._watched.update(before)


def lines(*, due: bool = False) -> list[set[str]]:
    """The tags of each line, those of moments or the others, since this was asked last."""
    found = log.fetch(connection, "SELECT tags, due_at FROM delivery_change WHERE tags <> '' ORDER BY id")
    return [set(tags.split("\n")) for tags, due_at in found if (due_at is not None) == due]


def empty_log() -> None:
    log.fetch(connection, "DELETE FROM delivery_change WHERE tags <> '' RETURNING 1")


def all_tags() -> set[str]:
    return {tag for line in lines() for tag in line}


def installed() -> None:
    """Install what is declared now, and empty the log."""
    installing.install()
    empty_log()
