"""Days of the archive, and a month of them as a calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.archive.counts import all_live_counts
from articles.models import Article
from editions.models import Edition
from editions.paging import within_first
from editions.scripts.calendars import format_date, parts, short_weekday, weekday_names
from editions.scripts.digits import to_digits
from editions.scripts.months import GREGORIAN, Month, week_of


@dataclass(frozen=True)
class Day:
    """A day in a calendar of an edition: the number that it has there, and how many articles it has."""

    day: date
    name: str
    number: str
    address: str
    count: int
    is_outside: bool


def day_of(day: date, edition: Edition, count: int = 0, *, is_outside: bool = False) -> Day:
    """Args: is_outside: it belongs to the month before or after the one that is shown."""
    address = reverse("articles:day", args=[edition, day.year, day.month, day.day])
    style = edition.date_style
    number = to_digits(str(parts(day, style)[2]), style.digits)
    return Day(day, format_date(day, style), number, address, count, is_outside)


def weeks_of(first: date, edition: Edition) -> list[list[Day]]:
    """The month that begins on `first` as a calendar, in weeks as the edition's calendar begins them."""
    at = (first.year * 100 + first.month) * 100
    counts = all_live_counts(edition, first=at, last=at + 31)
    month, weeks = Month.of(first, GREGORIAN), []
    start = week_of(month.first, edition.calendar)[0]
    while start <= month.last:
        days = week_of(start, edition.calendar)
        weeks.append(
            [
                day_of(day, edition, is_outside=True)
                if day.month != first.month
                else day_of(day, edition, counts.get(at + day.day, 0))
                for day in days
            ]
        )
        start += timedelta(days=7)
    return weeks


def weekdays_of(week: list[Day], edition: Edition) -> list[tuple[str, str]]:
    """(as the head of a column, in full) of the days of a week."""
    names = weekday_names(edition.date_style)
    language = edition.language.split("-")[0]
    return [(short_weekday(names[one.day.weekday()], language), names[one.day.weekday()]) for one in week]


def articles_on(day: date, edition: Edition) -> QuerySet[Article]:
    after = day + timedelta(days=1)
    start, end = (datetime(one.year, one.month, one.day, tzinfo=edition.zone) for one in (day, after))
    live = Article.objects.in_edition(edition.code).live()
    return within_first(live, Q(published_at__gte=start, published_at__lt=end))
