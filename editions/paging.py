"""Older and newer by key, not by offset: depth costs nothing, and a new article shifts no page.

A key is the sort key of a page's edge: the moment in microseconds since 1970 and the row's id, as `?before=` (older
than this) or `?after=` (newer than this). One row more than the page shows is read, to know whether there are others.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

PAGE_SIZE = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# European digits without zeros before them: a page has one address.
_KEY = re.compile(r"(0|-?[1-9][0-9]{0,16})-(0|[1-9][0-9]{0,17})")


@dataclass
class Slice:
    """One page of a list, newest first, with its own address and its neighbours' ("" where there is none)."""

    rows: list[Any]
    newer: str
    older: str
    is_first: bool
    path: str = ""


def key_of(moment: datetime, pk: int) -> str:
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def read_key(key: str) -> tuple[datetime, int]:
    """The moment and number of a key that `key_of` made; Http404 for any other text."""
    found = _KEY.fullmatch(key)
    if not found:
        raise Http404
    try:
        return _EPOCH + timedelta(microseconds=int(found[1])), int(found[2])
    except OverflowError:
        raise Http404 from None


def page_of(
    queryset: QuerySet,
    query: QueryDict,
    *,
    path: str,
    moment: str = "published_at",
    pk: str = "pk",
    size: int = PAGE_SIZE,
) -> Slice:
    """The page of `queryset` that `?before=` or `?after=` asks for, else the newest.

    Args:
        queryset: rows in any order.
        query: the request's query; a key that is malformed, or beyond which there is nothing, is an unknown address
            (Http404).
        path: the list's own address.
        moment, pk: names of the sort key's columns, which are the rows' attributes too.
        size: rows a page.
    """

    def read(sign: str, **edge: Any) -> list[Any]:
        return list(beyond(queryset, sign, moment=moment, pk=pk, **edge)[: size + 1])

    return page_from(read, query, path=path, moment=moment, pk=pk, size=size)


def beyond(queryset: QuerySet, sign: str, *, moment: str = "published_at", pk: str = "pk", **edge: Any) -> QuerySet:
    """The rows beyond an edge, the nearest first.

    Args:
        sign: "lt" for older ones, "gt" for newer ones, "" for the newest of all.
        edge: the edge's `stamp` and `last`, its moment and number; nothing where there is no sign.
    """
    if sign:
        # The first condition alone lets an index on the moment find the place; the second settles equal moments.
        near = Q(**{f"{moment}__{sign}e": edge["stamp"]})
        further = Q(**{f"{moment}__{sign}": edge["stamp"]}) | Q(**{f"{pk}__{sign}": edge["last"]})
        queryset = within_first(queryset, near & further)
    return queryset.order_by(moment, pk) if sign == "gt" else queryset.order_by(f"-{moment}", f"-{pk}")


def within_first[Rows: QuerySet](queryset: Rows, condition: Q) -> Rows:
    """As `filter`, with the condition said before all others.

    Of two bounds of one column, the present moment and a page's edge, SQLite takes the one that is said first for the
    index, and reads from there on: with the other it would read all that lies between, page by page more of it.
    """
    queryset = queryset.all()
    said = len(queryset.query.where.children)
    queryset = queryset.filter(condition)
    children = queryset.query.where.children
    children[:] = [*children[said:], *children[:said]]
    return queryset


def page_from(
    read: Callable[..., list[Any]],
    query: QueryDict,
    *,
    path: str,
    moment: str = "published_at",
    pk: str = "pk",
    size: int = PAGE_SIZE,
) -> Slice:
    """As `page_of`, of rows that `read(sign, stamp=…, last=…)` gives as `beyond` says, one more than a page."""
    before, after = query.get("before"), query.get("after")
    here = f"{path}?{urlencode({'after': after} if after else {'before': before})}" if before or after else path

    def at(sign: str, key: str) -> list[Any]:
        stamp, last = read_key(key)
        return read(sign, stamp=stamp, last=last)

    if after:
        rows = at("gt", after)
        has_newer, has_older = len(rows) > size, True
        rows = rows[:size][::-1]
    else:
        rows = at("lt", before) if before else read("")
        has_newer, has_older = bool(before), len(rows) > size
        rows = rows[:size]
    if not rows and (before or after):
        raise Http404
    if not rows:
        return Slice([], "", "", is_first=True, path=here)

    def link(name: str, row: Any) -> str:
        return f"{path}?{urlencode({name: key_of(getattr(row, moment), getattr(row, pk))})}"

    newer = link("after", rows[0]) if has_newer else ""
    return Slice(rows, newer, link("before", rows[-1]) if has_older else "", not (before or after), here)
