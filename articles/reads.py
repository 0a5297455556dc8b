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


@prepared
def listed(code: str, /, *, now: datetime, keys: list[int]) -> QuerySet[Article]:
    """Those of the articles that are live in the edition, with what lists show."""
    return Article.objects.in_edition(code).live(now).for_list(code).filter(pk__in=keys)


def shelf_of(code: str, shelf: Shelf, target: int) -> QuerySet[Any]:
    """Numbers of the articles on a shelf, newest first, to be read with others; some may not be live."""
    return (
        Placement.objects.filter(edition=code, shelf=shelf, target_id=target)
        .order_by("-published_at", "-article_id")
        .values_list("article_id")
    )
