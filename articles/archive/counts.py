"""How many articles readers see in months and on days: the kept numbers, less those that are still to come or over."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.utils import timezone

from articles.archive.keeping import DAYS
from articles.models import ArchiveCount, ArchivePlace, Article
from editions.enums import State
from editions.models import Edition
from editions.prepared import prepared
from editions.unions import fetch_union

# Queries that say of an edition what is counted, and what readers do not see of that.
PARTS = 3


def live_counts(edition: Edition, periods: Iterable[int]) -> dict[int, int]:
    """By month or day, as numbers, in one query; those that have none are left out."""
    wanted = list(periods)
    return _live(_counts(edition.code, now=timezone.now(), periods=wanted), set(wanted)) if wanted else {}


def all_live_counts(edition: Edition, *, first: int, last: int) -> dict[int, int]:
    """Likewise of all months, or days, from one to another; as many rows as there are of these."""
    return live_counts_of([edition], first=first, last=last)[edition.code]


def live_counts_of(editions: Sequence[Edition], *, first: int, last: int) -> dict[str, dict[int, int]]:
    """Likewise of several editions, by their codes, in one query."""
    now, parts = timezone.now(), []
    for edition in editions:
        kept = ArchiveCount.objects.filter(edition=edition.code, period__gte=first, period__lte=last)
        parts += [kept.values_list("period", "number"), *_not_live(edition.code, now)]
    rows: dict[int, list[tuple[int, tuple[Any, ...]]]] = defaultdict(list)
    for part, row in fetch_union(parts):
        rows[part // PARTS].append((part % PARTS, row))
    return {
        edition.code: {one: n for one, n in _live(rows[number], None).items() if first <= one <= last}
        for number, edition in enumerate(editions)
    }


def _live(rows: list[tuple[int, tuple[Any, ...]]], wanted: set[int] | None) -> dict[int, int]:
    found: Counter[int] = Counter()
    for part, (period, number) in rows:
        if part == 0:
            found[period] += number
        elif period is not None:
            found[period] += number
            found[period // DAYS] += number
    return {one: number for one, number in found.items() if number > 0 and (wanted is None or one in wanted)}


@prepared
def _counts(code: str, /, *, now: datetime, periods: list[int]) -> list[QuerySet[Any]]:
    kept = ArchiveCount.objects.filter(edition=code, period__in=periods)
    return [kept.values_list("period", "number"), *_not_live(code, now)]


def _not_live(code: str, now: datetime) -> list[QuerySet[Any]]:
    """A row of each article that is counted and that readers do not see at `now`: it is to come, or over."""
    coming = Article.objects.in_edition(code).filter(state=State.PUBLISHED, published_at__gt=now).order_by()
    over = ArchivePlace.objects.filter(edition=code, ends_at__lte=now)
    return [coming.values_list("archive_place__day", Value(-1)), over.values_list("day", Value(-1))]
