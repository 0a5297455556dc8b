"""Public pages of articles."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.archive import articles_in, month_of, neighbours
from articles.detail import article_page
from articles.enums import Shelf
from articles.lists import list_page
from articles.lookups import named_head, named_or_404
from articles.models import Article, Category, Person, Placement, Topic
from editions import registry
from editions.columns import translated
from editions.head import Head
from editions.models import Edition
from editions.years import FIRST_YEAR, LAST_YEAR


def article_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All articles of an edition, newest first."""
    head = Head(
        title=_("Articles"),
        path=reverse("articles:list", args=[edition]),
        alternates={other.code: reverse("articles:list", args=[other]) for other in registry.visible_editions()},
    )
    queryset = Article.objects.in_edition(edition.code).live()
    return list_page(request, edition, queryset, head=head, title=_("Articles"), has_archive=True)


def article_detail(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """One article."""
    found = list(Article.objects.of_same_story(edition.code, slug))
    article = next((one for one in found if one.edition_id == edition.code), None)
    if article is None:
        return missing_article(request, edition, slug)
    return render(request, "articles/article_detail.html", article_page(article, edition, found))


def missing_article(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """410 for what was published here and withdrawn, else 404; a draft or a scheduled article is not given away."""
    if Article.objects.in_edition(edition.code).was_live().filter(slug=slug).exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


def render_article(request: HttpRequest, article: Article, *, is_preview: bool = False) -> HttpResponse:
    """An article on its page, whatever its state: for the desk's preview, behind the gate."""
    article.own_body = article.body
    live = list(Article.objects.live().filter(story=article.story_id).only("edition_id", "slug"))
    context = article_page(article, article.edition, live)
    context["is_preview"] = is_preview
    context["head"].is_indexed = not is_preview
    return render(request, "articles/article_detail.html", context)


def category(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The articles of a category and of those under it."""
    found = named_or_404(Category, edition.code, slug)
    return list_page(
        request,
        edition,
        Placement.objects.on_shelf(Shelf.CATEGORY, found.pk, edition.code),
        head=named_head(found, edition.code, feed=reverse("articles:category-feed", args=[edition, slug])),
        title=found.name_in(edition.code),
        text=translated(found, "description", edition.code),
    )


def topic(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The articles of a topic."""
    found = named_or_404(Topic, edition.code, slug)
    return list_page(
        request,
        edition,
        Placement.objects.on_shelf(Shelf.TOPIC, found.pk, edition.code),
        head=named_head(found, edition.code),
        title=found.name_in(edition.code),
    )


def person(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """A person, with what they made."""
    found = named_or_404(Person.objects.select_related("portrait"), edition.code, slug)
    return list_page(
        request,
        edition,
        Placement.objects.on_shelf(Shelf.PERSON, found.pk, edition.code),
        head=named_head(found, edition.code),
        title=found.name_in(edition.code),
        text=translated(found, "biography", edition.code),
        person=found,
    )


def month(request: HttpRequest, edition: Edition, year: int, month: int) -> HttpResponse:
    """The articles of one month, in the edition's own time zone."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    shown = month_of(date(year, month, 1), edition)
    queryset = articles_in(shown.first, edition)
    if not queryset.exists():
        raise Http404
    earlier, later = neighbours(shown.first, edition)
    head = Head(title=shown.name, path=shown.address)
    return list_page(
        request, edition, queryset, head=head, title=shown.name, has_archive=True, earlier=earlier, later=later
    )
