"""The engines that keep the index, one a database; both hold the same lexemes and find the same places."""

from django.db import connection

from search.engines.base import Engine, Row, Span
from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite

__all__ = ["Engine", "Row", "Span", "engine"]

_ENGINES: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine() -> Engine:
    """That of the database in use."""
    return _ENGINES[connection.vendor]
