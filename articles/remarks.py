"""What other rooms have to say of an article to those who work on it, such as that it waits in a release.

An app above registers what it knows, so this room knows none of them.
"""

from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString

from articles.models import Article

_SOURCES: list[Callable[[Article], Iterable[SafeString]]] = []


def register_remarks(source: Callable[[Article], Iterable[SafeString]]) -> None:
    """Show what `source(article)` says on the article's page in the desk, safe HTML in the desk's language."""
    _SOURCES.append(source)


def remarks_on(article: Article | None) -> list[SafeString]:
    return [] if article is None else [remark for source in _SOURCES for remark in source(article)]
