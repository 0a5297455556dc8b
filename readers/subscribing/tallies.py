"""How many came and went, by month: numbers that say nothing of anybody, and stay when somebody is erased."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.utils import timezone

from readers.models import Tally


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def count_joined(code: str, number: int = 1) -> None:
    _count(code, joined=number)


def count_left(code: str, number: int = 1) -> None:
    _count(code, left=number)


def _count(code: str, *, joined: int = 0, left: int = 0) -> None:
    if not joined and not left:
        return
    tally, _made = Tally.objects.get_or_create(edition_id=code, month=this_month())
    Tally.objects.filter(pk=tally.pk).update(n_joined=F("n_joined") + joined, n_left=F("n_left") + left)


def months_of(codes: Iterable[str], *, most: int = 12) -> list[tuple[date, int, int]]:
    """(first day, joined, left) of the last `most` months to this one, of all `codes` together; oldest first."""
    months = [this_month()]
    while len(months) < most:
        before = months[0]
        months.insert(0, date(before.year - (before.month == 1), (before.month - 2) % 12 + 1, 1))
    found = {month: [0, 0] for month in months}
    rows = Tally.objects.filter(edition__in=list(codes), month__gte=months[0])
    for month, joined, left in rows.values_list("month", "n_joined", "n_left"):
        if month in found:
            found[month][0] += joined
            found[month][1] += left
    return [(month, joined, left) for month, (joined, left) in found.items()]
