"""Pages of the archive: years with their months, months with their days, days."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.archive.days import articles_on, day_of, weekdays_of, weeks_of
from articles.archive.months import articles_in, month_of, neighbours
from articles.archive.years import months_of, year_of, years_in
from articles.lists import list_page, rows_of
from editions.head import Head
from editions.models import Edition
from editions.years import FIRST_YEAR, LAST_YEAR


def archive(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The newest year that has articles, and the way to the others."""
    years = years_in(edition)
    if not years:
        raise Http404
    return year(request, edition, years[0].number)


def year(request: HttpRequest, edition: Edition, year: int) -> HttpResponse:
    """The months of one year with how many articles each has, and the way to the other years."""
    years = years_in(edition)
    shown = next((one for one in years if one.number == year), None)
    if shown is None:
        raise Http404
    title = _("Archive %(year)s") % {"year": shown.name}
    context = {
        "edition": edition,
        "head": Head(title=title, path=shown.address),
        "title": title,
        "shown": shown,
        "years": years,
        "months": months_of(year, edition),
        "trail": [(_("Articles"), reverse("articles:list", args=[edition]))],
    }
    return render(request, "articles/archive_year.html", context)


def month(request: HttpRequest, edition: Edition, year: int, month: int) -> HttpResponse:
    """The articles of one month, in the edition's own time zone."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    shown = month_of(date(year, month, 1), edition)
    queryset = articles_in(shown.first, edition)
    if not queryset.exists():
        raise Http404
    earlier, later = neighbours(shown.first, edition)
    weeks = weeks_of(shown.first, edition)
    return list_page(
        request,
        edition,
        rows_of(queryset, edition.code),
        head=Head(title=shown.name, path=shown.address),
        title=shown.name,
        has_archive=True,
        earlier=earlier,
        later=later,
        weeks=weeks,
        weekdays=weekdays_of(weeks[0], edition),
        trail=trail_to(year, edition),
    )


def day(request: HttpRequest, edition: Edition, year: int, month: int, day: int) -> HttpResponse:
    """The articles of one day, in the edition's own time zone."""
    try:
        shown = day_of(date(year, month, day), edition)
    except ValueError:
        raise Http404 from None
    queryset = articles_on(shown.day, edition) if FIRST_YEAR <= year <= LAST_YEAR else None
    if queryset is None or not queryset.exists():
        raise Http404
    of = month_of(shown.day, edition)
    # A month's page says the same and more: that is the one to be found.
    head = Head(title=shown.name, path=shown.address, is_indexed=False)
    trail = [*trail_to(year, edition), (of.name, of.address)]
    return list_page(
        request, edition, rows_of(queryset, edition.code), head=head, title=shown.name, has_archive=True, trail=trail
    )


def trail_to(year: int, edition: Edition) -> list[tuple[str, str]]:
    shown = year_of(year, edition)
    return [(_("Articles"), reverse("articles:list", args=[edition])), (shown.name, shown.address)]
