"""Public pages of articles."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.about import media_of, media_section, near_topics, parts_of_person, places_of, roles_of
from articles.beneath import parts_beneath
from articles.cards import cards_of
from articles.detail import Typed, article_page
from articles.dossiers import articles_of, dossiers_in
from articles.enums import CreditRole, Shelf
from articles.lists import all_live, list_page, on_shelf, rows_of
from articles.lookups import named_head, named_or_404
from articles.models import Article, Category, Dossier, Person, PreviewLink, Topic
from articles.parallel import parallel_page
from articles.pending import apply_when_read, due_changes
from articles.preview_links import link_of
from articles.reads import of_same_story
from articles.revisions import open_pending
from articles.structured import profile
from editions.addresses import path_to
from editions.columns import translated
from editions.head import Head, in_all_editions
from editions.making import narrowed
from editions.models import Edition
from editions.paging import page_from
from editions.richtext.plain import excerpt
from editions.scripts.calendars import format_date, format_time
from media_gallery.cards import cards
from media_gallery.pictures import illustrate
from media_gallery.views import A_PAGE


def article_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All articles of an edition, newest first."""
    head = Head(
        title=_("Articles"),
        path=path_to("articles:list", edition.code),
        alternates=in_all_editions("articles:list"),
    )
    return list_page(request, edition, all_live(edition.code), head=head, title=_("Articles"), has_archive=True)


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


def parallel(request: HttpRequest, edition: Edition, slug: str, other: Edition) -> HttpResponse:
    """One article beside the same story in another edition, paragraph by paragraph."""
    context = parallel_page(edition.code, slug, other.code)
    if context is None:
        raise Http404
    return render(request, "articles/parallel.html", context)


def articles_at(code: str, slug: str) -> list[Article]:
    """Live articles of the story that an address of the edition stands for; what is due of them is published first.

    Of an address that nothing has yet, what is due may be about to take it.
    """
    found = texts_at(code, slug)
    due = found or list(due_changes(timezone.now()).filter(edition=code).only("pending_at", "version")[:20])
    return texts_at(code, slug) if apply_when_read(due) else found


def texts_at(code: str, slug: str) -> list[Article]:
    with narrowed(Article) as held:
        found = of_same_story(code, now=timezone.now(), slug=slug)
        if found:
            held.by(story_id=found[0].story_id)
    return found


def missing_article(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """410 for what was published here and withdrawn, else 404; a draft or a scheduled article is not given away."""
    if Article.objects.in_edition(edition.code).was_live().filter(slug=slug).exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


def render_article(
    request: HttpRequest, article: Article, *, notice: str = "", typed: Typed | None = None
) -> HttpResponse:
    """An article on its page, whatever its state, and kept nowhere: a preview, whose caller has asked who may see it.

    Args:
        article: need not be saved; with its edition, its story, category and picture.
        notice: what stands above it.
        typed: topics and people that are not saved.
    """
    article.own_body = article.body
    live = list(Article.objects.live().filter(story=article.story_id).only("edition_id", "slug", "source_id"))
    with translation.override(article.edition.language), timezone.override(article.edition.zone):
        context = article_page(article, article.edition, live, typed)
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
        on_shelf(edition.code, Shelf.CATEGORY, found.pk),
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
        on_shelf(edition.code, Shelf.TOPIC, found.pk),
        head=named_head(found, edition.code, feed=reverse("articles:topic-feed", args=[edition, slug])),
        title=found.name_in(edition.code),
        kind=_("Topic"),
        near=near_topics(found, edition.code),
    )


def dossier_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every dossier of an edition, the newest first."""
    alternates = in_all_editions("articles:dossiers")
    context = {
        "edition": edition,
        "head": Head(title=_("Dossiers"), path=alternates[edition.code], alternates=alternates),
        "dossiers": [
            (one, one.name_in(edition.code), translated(one, "description", edition.code), one.address_in(edition.code))
            for one in dossiers_in(edition.code)
        ],
        "trail": [(_("Articles"), path_to("articles:list", edition.code))],
    }
    return render(request, "articles/dossier_list.html", context)


def dossier(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The parts of a dossier, in their order."""
    found = named_or_404(Dossier, edition.code, slug, "image")
    head = named_head(found, edition.code)
    text = translated(found, "description", edition.code)
    head.description = excerpt(text, 160)
    articles = articles_of(found.pk, edition.code)
    illustrate(head, [found.image, *(article.story.image for article in articles)], edition.code)
    context = {
        "edition": edition,
        "head": head,
        "dossier": found,
        "title": head.title,
        "text": text,
        "cards": cards_of(articles, edition.code),
        "trail": [
            (_("Articles"), path_to("articles:list", edition.code)),
            (_("Dossiers"), path_to("articles:dossiers", edition.code)),
        ],
    }
    return render(request, "articles/dossier_detail.html", context)


def person(request: HttpRequest, edition: Edition, slug: str, role: str = "") -> HttpResponse:
    """A person, with what they made; what they made in one role, where `role` says which."""
    found = named_or_404(Person, edition.code, slug, "portrait")
    roles = roles_of(found, edition.code)
    head = named_head(found, edition.code, feed=reverse("articles:person-feed", args=[edition, slug]))
    head.json_ld = profile(found, edition, head)
    if role:
        if role not in roles:
            raise Http404
        head.title = f"{head.title} – {CreditRole(role).label}"
        head.path, head.alternates = reverse("articles:person-as", args=[edition, slug, role]), {}
    parts = parts_of_person(found, edition.code, roles, role)
    more = {} if role or request.GET else media_section(found, edition.code)
    return list_page(
        request,
        edition,
        rows_of(places_of(found, edition.code, role), edition.code)
        if role
        else on_shelf(edition.code, Shelf.PERSON, found.pk),
        head=head,
        title=found.name_in(edition.code),
        text=translated(found, "biography", edition.code),
        kind=_(", ").join(str(one.label) for one in roles),
        person=found,
        parts=parts,
        whole=found.address_in(edition.code) if role else "",
        **more,
    )


def person_media(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """All that a person drew, photographed or filmed, by key."""
    found = named_or_404(Person, edition.code, slug)
    head = named_head(found, edition.code)
    whole, name = head.path, head.title
    head.title = _("Pictures and videos by %(name)s") % {"name": name}
    head.path, head.alternates = reverse("articles:person-media", args=[edition, slug]), {}
    page = page_from(partial(media_of, edition.code, A_PAGE, found.pk), request.GET, path=head.path, size=A_PAGE)
    title = head.title
    head.turn_to(page)
    illustrate(head, (item.image for item in page.rows), edition.code)
    context = {
        "edition": edition,
        "head": head,
        "title": title,
        "grid": "pics",
        "items": cards(page.rows, edition.code),
        "page": page,
        "trail": [(name, whole)],
    }
    return render(request, "media_gallery/kind_list.html", context)
