"""Public pages of articles."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.archive import articles_in, month_of, neighbours
from articles.beneath import parts_beneath
from articles.detail import article_page
from articles.enums import Shelf
from articles.lists import list_page
from articles.lookups import named_head, named_or_404
from articles.models import Article, Category, Person, Placement, PreviewLink, Topic
from articles.pending import apply_when_read, due_changes
from articles.preview_links import link_of
from articles.revisions import open_pending
from editions import registry
from editions.columns import translated
from editions.head import Head
from editions.models import Edition
from editions.scripts.calendars import format_date, format_time
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
    found = articles_at(edition.code, slug)
    article = next((one for one in found if one.edition_id == edition.code), None)
    if article is None:
        return missing_article(request, edition, slug)
    context = article_page(article, edition, found)
    beneath = parts_beneath(article, edition)
    for part in beneath:
        context["head"].json_ld[0].update(part.json_ld)
    return render(request, "articles/article_detail.html", {**context, "beneath": beneath})


def articles_at(code: str, slug: str) -> list[Article]:
    """Live articles of the story that an address of the edition stands for; what is due of them is published first.

    Of an address that nothing has yet, what is due may be about to take it.
    """
    found = list(Article.objects.of_same_story(code, slug))
    due = found or list(due_changes(timezone.now()).filter(edition=code).only("pending_at", "version")[:20])
    return list(Article.objects.of_same_story(code, slug)) if apply_when_read(due) else found


def missing_article(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """410 for what was published here and withdrawn, else 404; a draft or a scheduled article is not given away."""
    if Article.objects.in_edition(edition.code).was_live().filter(slug=slug).exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


def render_article(request: HttpRequest, article: Article, *, notice: str = "") -> HttpResponse:
    """An article on its page, whatever its state, and kept nowhere: a preview, whose caller has asked who may see it.

    Args:
        article: need not be saved; with its edition, its story, category and picture.
        notice: what stands above it.
    """
    article.own_body = article.body
    live = list(Article.objects.live().filter(story=article.story_id).only("edition_id", "slug"))
    with translation.override(article.edition.language), timezone.override(article.edition.zone):
        context = article_page(article, article.edition, live)
        context |= {"is_preview": True, "preview_notice": notice}
        context["head"].is_indexed = False
        response = render(request, "articles/article_detail.html", context)
    keep_nowhere(response)
    return response


def keep_nowhere(response: HttpResponse) -> None:
    """Tell caches not to keep a preview, search engines not to list it."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as it stands now, for somebody outside who was given a link; 410 once that is over or withdrawn."""
    link = link_of(token)
    if link is None:
        raise Http404
    article, edition = link.article, link.article.edition
    with translation.override(edition.language):
        if link.is_working:
            response = render_article(request, open_pending(article), notice=notice_of(link, edition))
        else:
            context = {"edition": edition, "status": 410}
            response = render(request, "articles/preview_over.html", context, status=410)
    keep_nowhere(response)
    # Whoever is linked to in the draft learns nothing of the preview's address.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = edition.language
    return response


def notice_of(link: PreviewLink, edition: Edition) -> str:
    """What the page is to readers, and until when the link works, in the edition's calendar, digits and time."""
    end = link.expires_at.astimezone(edition.zone)
    is_known = link.article.is_live() and link.article.pending_id is None
    what = _("Preview: readers see this text by now.") if is_known else _("Preview: readers do not see this.")
    until = _("This link works until %(day)s, %(time)s (%(zone)s).") % {
        "day": format_date(end, edition.date_style),
        "time": format_time(end, edition.date_style),
        "zone": edition.time_zone,
    }
    return f"{what} {until}"


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
