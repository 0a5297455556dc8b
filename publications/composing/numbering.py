"""The next issue of a series: its number, and the day on which it is likely to come out."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from editions.columns import translated
from editions.models import Edition
from editions.scripts.digits import to_digits
from publications.enums import SeriesKind
from publications.models import Issue, Series


@dataclass(frozen=True)
class Next:
    series: Series
    number: int
    day: date


def next_issues(today: date | None = None) -> list[Next]:
    """The next issue of each periodical, that which came out last first."""
    today = today or timezone.localdate()
    known: dict[int, list[tuple[int, date]]] = {}
    # Two of each would do; there are few series, and an index by number has them.
    series = list(Series.objects.exclude(kind=SeriesKind.BOOKS))
    for one in series:
        rows = Issue.objects.filter(series=one).order_by("-number").values_list("number", "issued_on")
        known[one.pk] = list(rows[:2])
    found = [Next(one, next_number(known[one.pk]), next_day(known[one.pk], today)) for one in series]
    return sorted(found, key=lambda one: [day for _number, day in known[one.series.pk][:1]], reverse=True)


def next_number(last: list[tuple[int, date]]) -> int:
    return last[0][0] + 1 if last else 1


def next_day(last: list[tuple[int, date]], today: date) -> date:
    """As long after the last as that came after the one before; a month's rhythm keeps the day of the month."""
    if len(last) < 2:
        return today
    (_newer, day), (_older, before) = last
    pause = (day - before).days
    if not 0 < pause < 3700:
        return today
    months = round(pause / 30.44)
    if months and abs(pause - months * 30.44) < 4 and day.day == before.day:
        place = day.year * 12 + day.month - 1 + months
        coming = day.replace(year=place // 12, month=place % 12 + 1, day=1) + timedelta(days=day.day - 1)
    else:
        coming = day + timedelta(days=pause)
    return max(coming, today)


def name_of(issue: Issue, edition: Edition) -> str:
    """ "Nejat NewsLetter 14", as the edition names the series and writes numbers."""
    number = to_digits(str(issue.number), edition.digits)
    return f"{translated(issue.series, 'name', edition.code) or issue.series.slug} {number}"
