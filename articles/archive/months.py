"""Months of the archive, with how many articles they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Subquery

from articles.archive.counts import all_live_counts, live_counts
from articles.models import Article
from editions import memo
from editions.addresses import path_to
from editions.models import Edition
from editions.paging import within_first
from editions.scripts.calendars import format_month
from editions.years import FIRST_YEAR, LAST_YEAR


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
    live = Article.objects.in_edition(edition.code).live()
    return within_first(live, Q(published_at__gte=start, published_at__lt=end))


def counted(firsts: Sequence[date], edition: Edition) -> list[Month]:
    """The months that begin on these days, with how many articles each has, in one query of kept numbers."""
    counts = live_counts(edition, [first.year * 100 + first.month for first in firsts])
    return [month_of(first, edition, counts.get(first.year * 100 + first.month, 0)) for first in firsts]


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
    before = within_first(live, Q(published_at__lt=start)).order_by("-published_at").values("published_at")[:1]
    after = live.filter(published_at__gte=end).order_by("published_at").values("published_at")[:1]
    moments = Edition.objects.filter(pk=edition.code).values_list(Subquery(before), Subquery(after)).get()
    earlier, later = (month_of(moment.astimezone(edition.zone), edition) if moment else None for moment in moments)
    return earlier, later


def all_months(edition: Edition) -> list[Month]:
    """Every month with articles, oldest first, in one query of kept numbers."""
    counts = all_live_counts(edition, first=FIRST_YEAR * 100, last=LAST_YEAR * 100 + 12)
    return [month_of(date(one // 100, one % 100, 1), edition, number) for one, number in sorted(counts.items())]
