"""What other rooms show beneath an article on its page, such as comments.

An app above registers what it has, so this room knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article
from editions.models import Edition


@dataclass(frozen=True)
class Beneath:
    """A part of the page.

    Attributes:
        template: draws it; gets `part`, which is `context`, and `edition`.
        json_ld: what machines read of it, as further properties of the article.
    """

    template: str
    context: Any
    json_ld: dict[str, Any] = field(default_factory=dict)


_SOURCES: list[Callable[[Article, Edition], Beneath | None]] = []


def register_beneath(source: Callable[[Article, Edition], Beneath | None]) -> None:
    """Show what `source(article, edition)` gives beneath every live article; None: nothing under this one."""
    _SOURCES.append(source)


def parts_beneath(article: Article, edition: Edition) -> list[Beneath]:
    return [part for source in _SOURCES if (part := source(article, edition)) is not None]
