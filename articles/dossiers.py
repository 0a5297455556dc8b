"""Dossiers as readers of an edition see them: of those with a name in it, the parts that it has published, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Dossier
from articles.querysets import ArticleQuerySet
from editions.addresses import address_of
from editions.columns import column
from editions.prepared import prepared

# A list that is longer is an archive; the desk says so.
MOST_PARTS = 200
# Of how many dossiers an article's page tells.
IN_DOSSIERS = 3


@dataclass(frozen=True)
class Part:
    """Where an article stands in a dossier.

    Attributes:
        number, count: from 1 on, of those that readers see.
        before, after: (title, address) of the parts beside it.
    """

    name: str
    address: str
    number: int
    count: int
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def dossiers_in(code: str) -> list[Dossier]:
    """Those that have a name in the edition and something that its readers see, the newest first; with pictures."""
    return _named_dossiers(code, now=timezone.now())


@prepared
def _named_dossiers(code: str, /, *, now: datetime) -> QuerySet[Dossier]:
    named = Dossier.objects.filter(has_something(code, now), **{f"{column('name', code)}__gt": ""})
    return named.select_related("image").order_by("-pk")


def has_something(code: str, now: datetime | None = None) -> Exists:
    """Whether readers of an edition see anything of a dossier."""
    return Exists(Article.objects.in_edition(code).live(now).filter(story__dossier_parts__dossier=OuterRef("pk")))


def articles_of(dossier: int, code: str) -> list[Article]:
    """The live articles of its parts in the edition, in order; with what cards show."""
    return _articles(code, now=timezone.now(), dossier=dossier)


@prepared
def _articles(code: str, /, *, now: datetime, dossier: int) -> QuerySet[Article]:
    return _in_order(code, now, dossier).for_list(code)[:MOST_PARTS]


@prepared
def _titles(code: str, /, *, now: datetime, dossier: int) -> QuerySet[Any]:
    return _in_order(code, now, dossier).values_list("story_id", "title", "slug", "pk")[:MOST_PARTS]


def _in_order(code: str, now: datetime, dossier: int) -> ArticleQuerySet:
    parts = Article.objects.in_edition(code).live(now).filter(story__dossier_parts__dossier=dossier)
    return parts.order_by("story__dossier_parts__position", "story__dossier_parts__pk")


@prepared
def _dossiers_with(code: str, /, *, story: int) -> QuerySet[Dossier]:
    return Dossier.objects.filter(parts__story=story).order_by("-pk")


def parts_of(story_id: int, code: str) -> list[Part]:
    """The story's places in dossiers of an edition: one query, and one more for each of the first three dossiers."""
    dossiers = [one for one in _dossiers_with(code, story=story_id) if one.name_in(code)][:IN_DOSSIERS]
    found = []
    for dossier in dossiers:
        rows = _titles(code, now=timezone.now(), dossier=dossier.pk)
        parts = [(story, title, address_of("articles:detail", code, slug)) for story, title, slug, _pk in rows]
        at = next((i for i, (story, _title, _path) in enumerate(parts) if story == story_id), None)
        # A draft that is looked at, or the only part that is there yet, has no place among the others.
        if at is None or len(parts) < 2:
            continue
        before = parts[at - 1][1:] if at else None
        after = parts[at + 1][1:] if at + 1 < len(parts) else None
        address = dossier.address_in(code) or ""
        found.append(Part(dossier.name_in(code), address, at + 1, len(parts), before, after))
    return found
