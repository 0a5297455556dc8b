"""The issues of a series, newest number first, with the years by which they are found.

Paged by number, which a series uses once and which grows: old issues whose PDFs are put in today stand where they
belong, whatever the moment of their publication here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, QueryDict

from editions.models import Edition
from editions.paging import PAGE_SIZE, Slice
from editions.scripts.calendars import parts
from editions.scripts.digits import to_digits
from publications.models import IssueEdition
from publications.queries import Cover

# Below the lowest number that a key may be.
_KEY = re.compile(r"[1-9][0-9]{0,9}")


@dataclass(frozen=True)
class Year:
    """A year of the archive, in the edition's calendar and digits, and the address of the page where it begins."""

    year: int
    words: str
    address: str

    @property
    def anchor(self) -> str:
        return f"y{self.year}"


def page_of_issues(texts: QuerySet[IssueEdition], query: QueryDict, *, path: str) -> Slice:
    """The page that `?before=` (older than this number) or `?after=` asks for, else the newest.

    Args:
        texts: of one series and one edition, in any order.
        path: the list's own address.
    """
    before, after = query.get("before", ""), query.get("after", "")
    key = after or before
    if key and not _KEY.fullmatch(key):
        raise Http404
    here = f"{path}?{urlencode({'after': after} if after else {'before': before})}" if key else path
    if after:
        rows = list(texts.filter(issue__number__gt=int(after)).order_by("issue__number")[: PAGE_SIZE + 1])
        has_newer, has_older, rows = len(rows) > PAGE_SIZE, True, rows[:PAGE_SIZE][::-1]
    else:
        if before:
            texts = texts.filter(issue__number__lt=int(before))
        rows = list(texts.order_by("-issue__number")[: PAGE_SIZE + 1])
        has_newer, has_older, rows = bool(before), len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if not rows:
        if key:
            raise Http404
        return Slice([], "", "", is_first=True, path=here)
    newer = f"{path}?{urlencode({'after': rows[0].issue.number})}" if has_newer else ""
    older = f"{path}?{urlencode({'before': rows[-1].issue.number})}" if has_older else ""
    return Slice(rows, newer, older, not key, here)


def years_of(texts: QuerySet[IssueEdition], edition: Edition, *, path: str) -> list[Year]:
    """The years that have issues, newest first, in one query; none where there is one alone."""
    newest: dict[int, int] = {}
    rows = texts.order_by("-issue__number").values_list("issue__number", "issue__issued_on")
    highest = 0
    for number, day in rows:
        highest = max(highest, number)
        year = year_of(day, edition)
        newest[year] = max(newest.get(year, 0), number)
    years = sorted(newest, reverse=True)
    if len(years) < 2:
        return []
    found = []
    for year in years:
        # The newest stands on the first page, which has no key.
        start = "" if newest[year] == highest else f"?{urlencode({'before': newest[year] + 1})}"
        found.append(Year(year, to_digits(str(year), edition.digits), f"{path}{start}#y{year}"))
    return found


def by_year(covers: Iterable[Cover], edition: Edition) -> list[tuple[Year, list[Cover]]]:
    """Covers in their order, those of one year together."""
    groups = groupby(covers, key=lambda cover: year_of(cover.issued_on, edition) if cover.issued_on else 0)
    return [(Year(year, to_digits(str(year), edition.digits), ""), list(found)) for year, found in groups]


def year_of(day: date, edition: Edition) -> int:
    return parts(day, edition.date_style)[0]
