"""How many readers wait for a story in an edition; counts, and nothing of who they are.

An app above registers where they come from, so this room does not know it.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import ngettext

# Keys of stories -> how many wait, by story and edition.
Source = Callable[[list[int]], dict[tuple[int, str], int]]
_SOURCES: list[Source] = []


def register_demand(source: Source) -> None:
    _SOURCES.append(source)


def demand_for(stories: Iterable[int]) -> dict[tuple[int, str], int]:
    """A query a source, however many stories."""
    keys, found = list(stories), Counter[tuple[int, str]]()
    for source in _SOURCES:
        found.update(source(keys))
    return found


def demand_words(number: int) -> str:
    return ngettext("%(number)d reader waits for it", "%(number)d readers wait for it", number) % {"number": number}
