"""Mass writes that say once at their end that everything has changed, instead of each row for itself."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def wholesale() -> Iterator[None]:
    """Within it (a transaction of its own, or part of the one that is open) rows tell of nothing but their moments."""
    yield
