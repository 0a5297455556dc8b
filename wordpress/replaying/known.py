"""The old addresses that are known: every redirect, and of those that rules answer one of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from delivery.models import Redirect

# Of a picture's file: a size that nobody kept.
_SIZED = "-300x200"
_LISTS = {"articles:category", "articles:topic", "articles:person"}
_PICTURES = (".jpg", ".jpeg", ".png", ".gif")


@dataclass(frozen=True, slots=True)
class Asked:
    """An old address to ask for.

    Attributes:
        path: with its query, as it goes over the wire.
        host: under which it was known; "" where nobody says.
        expected: where it must lead; "" of what is gone on purpose, None where that is not known.
    """

    path: str
    host: str = ""
    expected: str | None = None

    def __str__(self) -> str:
        return f"https://{self.host}{self.path}" if self.host else self.path


def count_known() -> int:
    return Redirect.objects.count()


def known_addresses(*, with_kinds: bool = True) -> Iterator[Asked]:
    """Every redirect, with what belongs to its old address (`with_kinds`): feeds, further pages, sizes, spellings."""
    rows, last = Redirect.objects.order_by("pk").values_list("pk", "host", "old_path", "new_path"), 0
    # By key: no cursor stays open meanwhile, whoever else asks and connects anew.
    while some := list(rows.filter(pk__gt=last)[:2000]):
        for _key, host, old, new in some:
            yield Asked(old, host, new)
            if with_kinds and new:
                yield from _kinds_of(host, old, new)
        last = some[-1][0]


def _kinds_of(host: str, old: str, new: str) -> Iterator[Asked]:
    if "?" in old:
        return
    if (lower := _other_spelling(old)) != old:
        yield Asked(lower, host, new)
    if "/uploads/" in old:
        stem, dot, ending = old.rpartition(".")
        if f".{ending.lower()}" in _PICTURES:
            yield Asked(f"{stem}{_SIZED}{dot}{ending}", host, new)
        return
    name, folder = _name_of(new), old if old.endswith("/") else f"{old}/"
    if name == "home":
        yield from (Asked(f"{folder}{tail}", host) for tail in ("feed/", "comments/feed/", "page/2/", "?feed=atom"))
    elif name in _LISTS:
        yield Asked(f"{folder}page/2/", host, new)
        yield Asked(f"{folder}feed/", host)
    elif name == "articles:detail":
        yield from (Asked(f"{folder}{tail}", host, new) for tail in ("feed/", "trackback/", "2/"))


def _other_spelling(path: str) -> str:
    """With the small letters of percent-encoding that WordPress itself writes."""
    first, *parts = path.split("%")
    return "%".join([first, *(f"{part[:2].lower()}{part[2:]}" for part in parts)])


def _name_of(new_path: str) -> str:
    try:
        return resolve(new_path.partition("?")[0]).view_name
    except Resolver404:
        return ""
