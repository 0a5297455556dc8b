"""Which items, and which terms, of an export are one thing in several languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from wordpress.joining.languages import Languages
from wordpress.wxr.items import Item, Term


@dataclass(frozen=True, slots=True)
class Member:
    """An item of a group. `site` tells sites apart whose numbers may be the same."""

    edition: str
    number: int
    site: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind (post type) that are translations of each other, at most one an edition.

    `left_out` are items that belong to it too, where its edition has one already.
    """

    kind: str
    members: tuple[Member, ...]
    by: str
    left_out: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one taxonomy that are translations of each other, by edition."""

    taxonomy: str
    members: tuple[tuple[str, Term], ...]
    by: str


class Grouper:
    """Collects items one after the other, keeping a few numbers of each; `groups()` once all are in."""

    def __init__(self, languages: Languages, *, site: str = "") -> None:
        raise NotImplementedError

    def add(self, item: Item, edition: str) -> None:
        raise NotImplementedError

    def groups(self) -> list[Group]:
        raise NotImplementedError


def groups(items: Iterable[Item], terms: Iterable[Term], *, default: str = "") -> list[Group]:
    """The groups of two and more items of an export that is small enough to be held."""
    raise NotImplementedError


def term_groups(terms: Iterable[Term], languages: Languages) -> list[TermGroup]:
    """The groups of two and more categories or tags."""
    raise NotImplementedError
