"""Reads of articles that several pages share, their SQL made once (editions/prepared.py)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.enums import Shelf
from articles.models import Article, Placement
from editions.prepared import prepared


@prepared
def of_same_story(code: str, /, *, now: datetime, slug: str) -> QuerySet[Article]:
    """Live articles of the story that an address of the edition stands for."""
    return Article.objects.of_same_story(code, slug, now)


def listed(code: str, *, now: datetime, keys: list[int]) -> list[Article]:
    """Those of the articles that are live in the edition, newest first, with what lists show.

    They are asked for by their keys alone: told that they are live too, SQLite walks the edition's list for them.
    """
    found = [one for one in _by_key(code, keys=keys) if one.edition_id == code and one.is_live(now)]
    return sorted(found, key=lambda one: (one.live_since, one.pk), reverse=True)


@prepared
def _by_key(code: str, /, *, keys: list[int]) -> QuerySet[Article]:
    articles = Article.objects.for_list(code, "state", "unpublish_at")
    return articles.filter(pk__in=keys, edition__is_visible=True).order_by()


def shelf_of(code: str, shelf: Shelf, target: int) -> QuerySet[Any]:
    """Numbers of the articles on a shelf, newest first, to be read with others; some may not be live."""
    return (
        Placement.objects.filter(edition=code, shelf=shelf, target_id=target)
        .order_by("-published_at", "-article_id")
        .values_list("article_id")
    )
