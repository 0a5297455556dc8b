"""Lists of articles, newest first: their rows, and what a list page says of itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.archive.months import latest_months
from articles.cards import cards_of
from articles.models import Article, Placement
from editions.head import Head
from editions.models import Edition
from editions.paging import page_of
from editions.richtext.plain import excerpt
from media_gallery.pictures import illustrate

RECENT = 6


def recent_articles(code: str, count: int = RECENT) -> list[Article]:
    """The newest live articles of the edition: what "Recent Posts" shows."""
    return list(
        Article.objects.in_edition(code)
        .live()
        .newest_first()
        .only("edition_id", "title", "slug", "published_at")[:count]
    )


def list_page(
    request: HttpRequest,
    edition: Edition,
    queryset: Any,
    *,
    head: Head,
    title: str,
    text: str = "",
    has_archive: bool = False,
    **more: Any,
) -> HttpResponse:
    """Render one page of a list of articles.

    Args:
        queryset: live articles of the edition, or the places of such on a shelf.
        head: of the list's first page; older pages keep its title and are addressed by their key.
        title, text: the page's heading and what stands under it.
        has_archive: whether the page leads to the latest months.
        more: further context: a portrait, sub-lists, breadcrumbs.
    """
    path, all_articles = head.path, reverse("articles:list", args=[edition])
    is_shelf = queryset.model is Placement
    page = page_of(queryset.for_list(edition.code), request.GET, path=path, pk="article_id" if is_shelf else "pk")
    articles = [place.article for place in page.rows] if is_shelf else page.rows
    head.turn_to(page)
    illustrate(head, (article.story.image for article in articles), edition.code)
    head.description = head.description or excerpt(text, 160) or edition.tagline
    recent = recent_articles(edition.code)
    newest = recent[0].live_since if recent else None
    context = {
        "edition": edition,
        "head": head,
        "title": title,
        "text": text,
        "page": page,
        "cards": cards_of(articles, edition.code),
        "recent": recent,
        "months": latest_months(edition, newest) if has_archive else [],
        "trail": [] if path == all_articles else [(_("Articles"), all_articles)],
        **more,
    }
    return render(request, "articles/article_list.html", context)
