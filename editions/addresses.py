"""Addresses, put together without asking the table of addresses each time.

A front page names two hundred that end in a slug; all of one kind differ in the slug alone. Others are few.
"""

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils.http import RFC3986_SUBDELIMS

# What `reverse` leaves as it is.
_SAFE = RFC3986_SUBDELIMS + "/~:@"
_MARK = "slug"


def path_to(name: str, *args: str | int) -> str:
    """As `reverse(name, args=args)`, of which there are few: not one an article, a picture or a day."""
    return _path(get_script_prefix(), name, args)


@lru_cache(maxsize=4096)
def _path(_prefix: str, name: str, args: tuple[str | int, ...]) -> str:
    return reverse(name, args=args)


def address_of(name: str, *args: str) -> str:
    """As `reverse(name, args=args)`, whose last argument is a slug that was checked when it was saved."""
    before, after = _around(get_script_prefix(), name, args[:-1])
    return before + quote(args[-1], safe=_SAFE) + after


@lru_cache(maxsize=1024)
def _around(prefix: str, name: str, args: tuple[str, ...]) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=[*args, _MARK]).rpartition(_MARK)
    return before, after
