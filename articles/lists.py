"""Lists of articles, newest first: their rows, and what a list page says of itself."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.archive.months import latest_months
from articles.cards import Recent, cards_of, recents_of
from articles.models import Article, Placement
from editions.addresses import path_to
from editions.head import Head
from editions.models import Edition
from editions.paging import PAGE_SIZE, beyond, page_from
from editions.prepared import prepared
from editions.richtext.plain import excerpt
from media_gallery.pictures import illustrate

RECENT = 6
# The articles beyond an edge, as `editions.paging.page_from` reads them.
Rows = Callable[..., list[Article]]


def recent_articles(code: str, count: int = RECENT) -> list[Recent]:
    """The newest live articles of the edition: what "Recent Posts" shows."""
    return recents_of(_recent(code, count, now=timezone.now()))


@prepared
def _recent(code: str, count: int, /, *, now: datetime) -> QuerySet[Article]:
    newest = Article.objects.in_edition(code).live(now).newest_first()
    return newest.only("edition_id", "title", "slug", "published_at")[:count]


def all_live(code: str) -> Rows:
    """Every live article of an edition, for `list_page`."""
    return partial(_all_live, code)


def _all_live(code: str, sign: str, **edge: Any) -> list[Article]:
    return _all(code, sign, now=timezone.now(), **edge)


@prepared
def _all(code: str, sign: str, /, *, now: datetime, **edge: Any) -> QuerySet[Article]:
    return beyond(Article.objects.in_edition(code).live(now).for_list(code), sign, **edge)[: PAGE_SIZE + 1]


def on_shelf(code: str, shelf: str, target: int) -> Rows:
    """Live articles of a category or topic, for `list_page`."""
    return partial(_on_shelf, code, shelf, target)


def _on_shelf(code: str, shelf: str, target: int, sign: str, **edge: Any) -> list[Article]:
    return articles_of(_places(code, shelf, sign, now=timezone.now(), target=target, **edge))


@prepared
def _places(code: str, shelf: str, sign: str, /, *, now: datetime, target: int, **edge: Any) -> QuerySet[Placement]:
    places = Placement.objects.on_shelf(shelf, target, code, now).for_list(code)
    return beyond(places, sign, pk="article_id", **edge)[: PAGE_SIZE + 1]


def rows_of(queryset: Any, code: str) -> Rows:
    """Live articles, or those in places on a shelf, that are asked for in a way of their own, for `list_page`."""
    is_shelf = queryset.model is Placement

    def read(sign: str, **edge: Any) -> list[Article]:
        found = beyond(queryset.for_list(code), sign, pk="article_id" if is_shelf else "pk", **edge)[: PAGE_SIZE + 1]
        return articles_of(found) if is_shelf else list(found)

    return read


def articles_of(places: Iterable[Placement]) -> list[Article]:
    return [place.article for place in places]


def list_page(
    request: HttpRequest,
    edition: Edition,
    rows: Rows,
    *,
    head: Head,
    title: str,
    text: str = "",
    has_archive: bool = False,
    **more: Any,
) -> HttpResponse:
    """Render one page of a list of articles.

    Args:
        rows: live articles of the edition.
        head: of the list's first page; older pages keep its title and are addressed by their key.
        title, text: the page's heading and what stands under it.
        has_archive: whether the page leads to the latest months.
        more: further context: a portrait, sub-lists, breadcrumbs.
    """
    path, all_articles = head.path, path_to("articles:list", edition.code)
    page = page_from(rows, request.GET, path=path)
    head.turn_to(page)
    illustrate(head, (article.story.image for article in page.rows), edition.code)
    head.description = head.description or excerpt(text, 160) or edition.tagline
    recent = recent_articles(edition.code)
    newest = recent[0].moment if recent else None
    context = {
        "edition": edition,
        "head": head,
        "title": title,
        "text": text,
        "page": page,
        "cards": cards_of(page.rows, edition.code),
        "recent": recent,
        "months": latest_months(edition, newest) if has_archive else [],
        "trail": [] if path == all_articles else [(_("Articles"), all_articles)],
        **more,
    }
    return render(request, "articles/article_list.html", context)
