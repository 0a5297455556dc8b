"""Years of the archive."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery
from django.urls import reverse

from articles.archive.months import Month, counted
from articles.models import Article
from editions.models import Edition
from editions.scripts.calendars import parts
from editions.scripts.digits import to_digits


@dataclass(frozen=True)
class Year:
    """A year of an edition's archive, as its readers write it."""

    number: int
    name: str
    address: str


def year_of(number: int, edition: Edition) -> Year:
    """Named by the edition's calendar; a Jalali edition says which two of its years a Gregorian one spans."""
    first, last = (parts(day, edition.date_style)[0] for day in (date(number, 1, 1), date(number, 12, 31)))
    name = str(first) if first == last else f"{first} – {last}"
    address = reverse("articles:year", args=[edition, number])
    return Year(number, to_digits(name, edition.digits), address)


def years_in(edition: Edition) -> list[Year]:
    """From the first article's year to the last one's, newest first; silent ones between are among them."""
    live = Article.objects.in_edition(edition.code).live()
    # Each end by itself: asked for both at once, databases read all that lies between.
    moments = live.order_by("published_at").values("published_at")[:1], live.newest_first().values("published_at")[:1]
    first, last = Edition.objects.filter(pk=edition.code).values_list(*(Subquery(one) for one in moments)).get()
    if first is None:
        return []
    start, end = (moment.astimezone(edition.zone).year for moment in (first, last))
    return [year_of(number, edition) for number in range(end, start - 1, -1)]


def months_of(year: int, edition: Edition) -> list[Month]:
    """All twelve, also those without articles."""
    return counted([date(year, number, 1) for number in range(1, 13)], edition)
