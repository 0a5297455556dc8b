"""Archives by date: `/2012/03/`, `/2012/03/15/page/2/`, `/?m=201203`, and by Jalali years as Persian sites had them."""

import re
from collections.abc import Iterator
from datetime import date

import jdatetime
from django.urls import reverse

from delivery.redirects.addresses import Address
from delivery.redirects.rules import Candidate
from editions import registry
from editions.models import Edition
from editions.scripts.digits import to_latin
from editions.years import FIRST_YEAR, LAST_YEAR
from wordpress.old_addresses.leading import at_home

QUERIES = frozenset({"m", "year", "monthnum"})
_JALALI = range(1300, 1500)


def archives_of(address: Address) -> Iterator[Candidate]:
    """The archive of the month, or of the year, in the edition that the rest of the address leads to."""
    asked = _in_query(address) or _in_path(address.parts)
    if asked is None or _is_ours(address.parts):
        return
    front, year, month, day = asked
    first = _gregorian(year, month, day)
    if first is None:
        return

    def archive(edition: Edition) -> str:
        # A day's page says less than its month's, and may have moved over midnight with the zone.
        if month:
            return reverse("articles:month", args=[edition, first.year, first.month])
        return reverse("articles:year", args=[edition, first.year])

    lang = [("lang", address.get("lang"))] if address.get("lang") else []
    yield from at_home(address.at(front, lang), archive)


def _is_ours(parts: tuple[str, ...]) -> bool:
    """Whether it is one of this site's own archives, which answer for the days and months that there are."""
    return parts[1:2] == ("archive",) and parts[0] in registry.all_editions()


def _in_path(parts: tuple[str, ...]) -> tuple[tuple[str, ...], int, int, int] | None:
    """(what stands before, year, month or 0, day or 0) of a path that ends in a date."""
    numbers: list[int] = []
    for part in reversed(parts[-3:]):
        if not re.fullmatch(r"\d{1,2}|\d{4}", plain := to_latin(part)):
            break
        numbers.insert(0, int(plain))
        if len(plain) == 4:
            front = tuple(one for one in parts[: -len(numbers)] if one not in {"date", "archives", "archive"})
            month, day, *_none = *numbers[1:], 0, 0
            return front, numbers[0], month, day
    return None


def _in_query(address: Address) -> tuple[tuple[str, ...], int, int, int] | None:
    moment = to_latin(address.get("m") or f"{address.get('year')}{address.get('monthnum').zfill(2)}")
    found = re.match(r"(\d{4})(\d\d)?(\d\d)?", moment)
    if found is None or not QUERIES & {name for name, _value in address.query}:
        return None
    year, month, day = (int(number or 0) for number in found.groups())
    return address.parts, year, month, day


def _gregorian(year: int, month: int, day: int) -> date | None:
    """A day of the year, the month or the day; None of what is no date."""
    try:
        if year in _JALALI:
            # Most of a Jalali month lies in the Gregorian one of its middle.
            return jdatetime.date(year, month or 6, day or 15).togregorian()
        found = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
