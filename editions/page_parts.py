"""What other rooms show beneath the text of a standing page, such as a form.

An app above registers what it has, by the page's key, so the ground floor knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editions.models import Edition


@dataclass(frozen=True)
class PagePart:
    """A part of the page: its template gets `part`, which is `context`, and `edition`."""

    template: str
    context: Any


_SOURCES: dict[str, Callable[[Edition], PagePart]] = {}


def register_page_part(key: str, source: Callable[[Edition], PagePart]) -> None:
    """Show what `source(edition)` gives on the standing page of this key, in every edition that has the page."""
    _SOURCES[key] = source


def part_of_page(key: str, edition: Edition) -> PagePart | None:
    source = _SOURCES.get(key)
    return source(edition) if source else None
