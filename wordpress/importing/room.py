"""How much of the machine a run takes beside what it holds itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def modestly() -> Iterator[None]:
    """Let the database map no file into memory, and the collector look for cycles seldom.

    A run reads and writes the whole file once: mapped, it would count as this process's memory up to the limit that is
    good for readers, and be of no use. And rows by the thousand live as long as their batch: looking for cycles among
    them takes time and finds none.
    """
    threshold, mapped = gc.get_threshold(), _mapped()
    gc.set_threshold(200_000, 20, 100)
    _map(0)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        _map(mapped)


def _mapped() -> int:
    """Bytes of the file that SQLite maps."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _map(size: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size = {size:d}")
