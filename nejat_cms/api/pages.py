"""Pages of lists by key: the next one is a link, and costs the same at any depth."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from editions.head import absolute
from editions.paging import key_of, read_key
from nejat_cms.api.answers import BadRequestError, whole_number

SIZE, LARGEST = 20, 100
LARGEST_KEY = 2**63 - 1
BY_MOMENT = ("before", "limit")
BY_NUMBER = ("after", "limit")


def newest_page(request: HttpRequest, rows: QuerySet, *, pk: str = "pk") -> tuple[list[Any], str | None]:
    """The rows, newest first, that `before` and `limit` ask for, and the address of the next page.

    Args:
        pk: the second part of the key, after `published_at`.
    """
    size = whole_number(request.GET, "limit", default=SIZE, most=LARGEST)
    if key := request.GET.get("before"):
        try:
            moment, last = read_key(key)
        except Http404:
            raise BadRequestError("'before' must be the one of a 'next' link.") from None
        rows = rows.filter(published_at__lte=moment).filter(Q(published_at__lt=moment) | Q(**{f"{pk}__lt": last}))
    found = list(rows.order_by("-published_at", f"-{pk}")[: size + 1])
    if len(found) <= size:
        return found, None
    last_row = found[size - 1]
    return found[:size], following(request, "before", key_of(last_row.published_at, getattr(last_row, pk)))


def numbered_page(request: HttpRequest, rows: QuerySet) -> tuple[list[Any], str | None]:
    """The rows by their numbers that `after` and `limit` ask for, and the address of the next page."""
    size = whole_number(request.GET, "limit", default=SIZE, most=LARGEST)
    if "after" in request.GET:
        rows = rows.filter(pk__gt=whole_number(request.GET, "after", default=0, most=LARGEST_KEY))
    found = list(rows.order_by("pk")[: size + 1])
    return found[:size], following(request, "after", str(found[size - 1].pk)) if len(found) > size else None


def following(request: HttpRequest, name: str, key: str) -> str:
    kept = {one: value for one, value in request.GET.items() if one != name}
    return absolute(f"{request.path}?{urlencode({**kept, name: key})}")
