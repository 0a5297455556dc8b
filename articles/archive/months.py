"""Months of the archive, with how many articles they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article
from editions import memo
from editions.addresses import path_to
from editions.models import Edition
from editions.prepared import prepared
from editions.scripts.calendars import format_month


@dataclass(frozen=True)
class Month:
    """A month of an edition: its first day, its name in the edition, its address, how many articles it has."""

    first: date
    name: str
    address: str
    count: int = 0

    memo_key = property(memo.values_of)


def month_of(day: date, edition: Edition, count: int = 0) -> Month:
    """The month in which a day, or a moment in the edition's time zone, lies."""
    first = date(day.year, day.month, 1)
    address = path_to("articles:month", edition.code, first.year, first.month)
    return Month(first, format_month(first, edition.date_style), address, count)


def bounds(first: date, edition: Edition) -> tuple[datetime, datetime]:
    """Where the month that begins on `first` begins and ends in the edition's time zone."""
    after = next_month(first)
    start, end = (datetime(day.year, day.month, 1, tzinfo=edition.zone) for day in (first, after))
    return start, end


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def articles_in(first: date, edition: Edition) -> QuerySet[Article]:
    start, end = bounds(first, edition)
    return Article.objects.in_edition(edition.code).live().filter(published_at__gte=start, published_at__lt=end)


def counted(firsts: Sequence[date], edition: Edition) -> list[Month]:
    """The months that begin on these days, with how many articles each has, in one query."""
    starts, ends = zip(*(bounds(first, edition) for first in firsts), strict=True)
    [numbers] = _counts(edition.code, now=timezone.now(), starts=starts, ends=ends)
    return [month_of(first, edition, count or 0) for first, count in zip(firsts, numbers, strict=True)]


@prepared
def _counts(code: str, /, *, now: datetime, starts: Sequence[datetime], ends: Sequence[datetime]) -> QuerySet[Any]:
    """One row: how many articles went live between each of `starts` and its end; None: none."""
    live = Article.objects.in_edition(code).live(now).order_by()
    counts = (
        live.filter(published_at__gte=start, published_at__lt=end).values("edition").annotate(number=Count("pk"))
        for start, end in zip(starts, ends, strict=True)
    )
    return Edition.objects.filter(pk=code).values_list(*(Subquery(count.values("number")) for count in counts))


def latest_months(edition: Edition, newest: datetime | None) -> list[Month]:
    """Those of the twelve months up to the newest article that have articles, newest first, in one query.

    Beyond them one goes on from year to year.

    Args:
        newest: when the edition's newest article was published; None where it has none.
    """
    if newest is None:
        return []
    last = newest.astimezone(edition.zone)
    count = last.year * 12 + last.month - 1
    firsts = [date(number // 12, number % 12 + 1, 1) for number in range(count, count - 12, -1)]
    return [month for month in counted(firsts, edition) if month.count]


def neighbours(first: date, edition: Edition) -> tuple[Month | None, Month | None]:
    """The months before and after that have articles, in one query; however long the edition was silent."""
    start, end = bounds(first, edition)
    live = Article.objects.in_edition(edition.code).live()
    before = live.filter(published_at__lt=start).order_by("-published_at").values("published_at")[:1]
    after = live.filter(published_at__gte=end).order_by("published_at").values("published_at")[:1]
    moments = Edition.objects.filter(pk=edition.code).values_list(Subquery(before), Subquery(after)).get()
    earlier, later = (month_of(moment.astimezone(edition.zone), edition) if moment else None for moment in moments)
    return earlier, later


def all_months(edition: Edition) -> list[Month]:
    """Every month with articles, oldest first; reads the whole archive, so it is for sitemaps alone."""
    live = Article.objects.in_edition(edition.code).live()
    return [month_of(moment, edition) for moment in live.datetimes("published_at", "month", tzinfo=edition.zone)]
