"""Public pages of issues and books."""

import re
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editions import registry
from editions.addresses import path_to
from editions.columns import column, translated
from editions.head import Head, in_all_editions
from editions.making import narrowed
from editions.models import Edition
from editions.paging import page_of
from editions.prepared import prepared
from editions.richtext.plain import excerpt
from media_gallery.pictures import illustrate
from publications.archive import Year, by_year, page_of_issues, years_of
from publications.books import book_page
from publications.enums import SeriesKind
from publications.issues import issue_page
from publications.models import Book, Issue, IssueEdition, Series
from publications.queries import covers_of_books, covers_of_issues, named_series, newest_covers
from publications.subscribing import form_beneath

# European digits without a zero before them: a number has one address.
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@require_safe
def overview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every series with its newest covers."""
    series = named_series(edition.code)
    covers = newest_covers(series, edition.code)
    head = Head(
        title=_("Publications"),
        path=path_to("publications:overview", edition.code),
        description=edition.tagline,
        alternates=in_all_editions("publications:overview"),
    )
    illustrate(head, (cover.image for found in covers.values() for cover in found), edition.code)
    bands = [
        {"series": one, "name": translated(one, "name", edition.code), "address": address, "covers": covers[one.pk]}
        for one in series
        if covers[one.pk] and (address := one.address_in(edition.code))
    ]
    return render(request, "publications/overview.html", {"edition": edition, "head": head, "bands": bands})


@require_safe
def series_detail(request: HttpRequest, edition: Edition, series: str) -> HttpResponse:
    """One series: its issues or books, newest first."""
    code = edition.code
    found = series_or_404(series, code)
    head = series_head(found, edition)
    years: list[Year] = []
    if found.kind == SeriesKind.BOOKS:
        page = page_of(Book.objects.live_in(code).filter(series=found).for_covers(code), request.GET, path=head.path)
        covers = covers_of_books(page.rows, code)
    else:
        texts = IssueEdition.objects.in_edition(code).live().in_series(found.slug)
        page = page_of_issues(texts.for_covers(code), request.GET, path=head.path)
        covers = covers_of_issues(page.rows)
        years = years_of(texts, edition, path=head.path)
    head.turn_to(page)
    illustrate(head, (cover.image for cover in covers), code)
    context = {
        "edition": edition,
        "head": head,
        "series": found,
        "title": translated(found, "name", code),
        "text": translated(found, "description", code),
        "page": page,
        "covers": covers,
        "by_mail": form_beneath(found, edition),
        "years": years,
        "groups": by_year(covers, edition) if years else [],
        "trail": [(_("Publications"), path_to("publications:overview", edition.code))],
    }
    return render(request, "publications/series_detail.html", context)


@require_safe
def entry_detail(request: HttpRequest, edition: Edition, series: str, key: str) -> HttpResponse:
    """One issue by its number, or one book by its address."""
    found = series_or_404(series, edition.code)
    if found.kind == SeriesKind.BOOKS:
        return book_detail(request, edition, found, key)
    if not NUMBER.fullmatch(key):
        raise Http404
    return issue_detail(request, edition, found, int(key))


def _texts_of(series: Series, number: int) -> list[IssueEdition]:
    # A series has one issue of a number.
    with narrowed(IssueEdition) as texts, narrowed(Issue) as issues:
        found = _same_issue(now=timezone.now(), series=series.slug, number=number)
        if found:
            texts.by(issue_id=found[0].issue_id)
            issues.by(id=found[0].issue_id)
    return found


def issue_detail(request: HttpRequest, edition: Edition, series: Series, number: int) -> HttpResponse:
    texts = [text for text in _texts_of(series, number) if translated(series, "name", text.edition_id)]
    text = next((one for one in texts if one.edition_id == edition.code), None)
    if text is not None:
        return render(request, "publications/issue_detail.html", issue_page(text, edition, texts))
    gone = IssueEdition.objects.in_edition(edition.code).was_live().in_series(series.slug).filter(issue__number=number)
    if gone.exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


@prepared
def _same_issue(*, now: datetime, series: str, number: int) -> QuerySet[IssueEdition]:
    return IssueEdition.objects.of_same_issue(series, number, now)


@prepared
def _book_at(code: str, /, *, now: datetime, slug: str, series: int) -> QuerySet[Book]:
    books = Book.objects.live_in(code, now).select_related("series", "cover")
    return books.filter(**{column("slug", code): slug}, series=series)


def book_detail(request: HttpRequest, edition: Edition, series: Series, slug: str) -> HttpResponse:
    book = next(iter(_book_at(edition.code, now=timezone.now(), slug=slug, series=series.pk)), None)
    if book is None:
        gone = Book.objects.was_live_in(edition.code).filter(**{column("slug", edition.code): slug}, series=series)
        if not gone.exists():
            raise Http404
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    return render(request, "publications/book_detail.html", book_page(book, edition))


def series_or_404(slug: str, code: str) -> Series:
    """The series at this address that the edition names."""
    found = next(iter(_series_at(code, slug=slug)), None)
    if found is None:
        raise Http404
    return found


@prepared
def _series_at(code: str, /, *, slug: str) -> QuerySet[Series]:
    return Series.objects.filter(slug=slug, **{f"{column('name', code)}__gt": ""})


def series_head(series: Series, edition: Edition) -> Head:
    """The head of a series' list: its alternates are the editions that name it."""
    return Head(
        title=translated(series, "name", edition.code),
        path=series.address_in(edition.code),
        description=excerpt(translated(series, "description", edition.code), 160) or edition.tagline,
        alternates={
            other.code: series.address_in(other.code)
            for other in registry.visible_editions()
            if translated(series, "name", other.code)
        },
    )
