"""Who is told when articles were put on their lists: readers who wait for one, whatever follows from a publication.

An app above registers what it does, so this room knows none of them.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from articles.models import Article
from editions.enums import State


class Placed(NamedTuple):
    """A published article: its story, its edition, and the moment since which, or from which, readers see it."""

    story: int
    edition: str
    moment: datetime


_LISTENERS: list[Callable[[list[Placed]], None]] = []


def register_placed(listener: Callable[[list[Placed]], None]) -> None:
    """Call `listener` within the transaction of each change to published articles, those to come among them.

    It is called for every save: it should look at little and put off the rest until the transaction is through.
    """
    _LISTENERS.append(listener)


def tell_placed(articles: list[Article]) -> None:
    placed = [
        Placed(one.story_id, one.edition_id, one.published_at)
        for one in articles
        if one.state == State.PUBLISHED and one.published_at is not None
    ]
    if placed:
        for listener in _LISTENERS:
            listener(placed)
