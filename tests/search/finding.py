"""Searching as the page does, for tests."""

from datetime import datetime
from typing import Any

from search.finding import Narrowing, Search
from search.query import read_query


def found(typed: str, code: str = "en", *, now: datetime | None = None, **narrowed: Any) -> list[str]:
    """Titles of the first page of results."""
    query = read_query(typed, code)
    if query.is_empty:
        return []
    return [entry.title for entry in Search(query, code, Narrowing(**narrowed), now).page().rows]
