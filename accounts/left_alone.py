"""Findings of the language lint that somebody has looked at and left as they are, in one text of one edition."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import LeftAlone
from editions.scripts.controls import strip_controls

# So many of a text: who has more to leave needs a rule of the house, or another rule less.
MOST = 500
MAX_WORDS = 200


class TooManyError(ValueError):
    """The text has as many already as are kept."""


def kind_of(thing: Any) -> str:
    return thing._meta.label_lower


def left_in(thing: Any) -> dict[str, list[list[str]]]:
    """[rule, words] of what is left in a thing, by edition. One query."""
    rows = LeftAlone.objects.filter(kind=kind_of(thing), number=thing.pk).order_by("pk")
    found: dict[str, list[list[str]]] = {}
    for code, rule, words in rows.values_list("edition", "rule", "words"):
        found.setdefault(code, []).append([rule, words])
    return found


def left_in_all(kind: str, numbers: Iterable[int | None]) -> dict[tuple[int, str], set[tuple[str, str]]]:
    """(rule, words) of what is left in things of a kind, by their keys and editions. One query."""
    rows = LeftAlone.objects.filter(kind=kind, number__in={number for number in numbers if number})
    found: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for number, code, rule, words in rows.values_list("number", "edition", "rule", "words"):
        found.setdefault((number, code), set()).add((rule, words))
    return found


def as_kept(words: str) -> str:
    """The words of a finding as they are kept: a long run is known by its beginning."""
    return words[:MAX_WORDS]


@transaction.atomic
def leave(thing: Any, *, edition: str, rule: str, words: str, by: Any = None) -> None:
    """Leave a finding in the edition's text of a thing: these words are not told of by this rule any more.

    Raises:
        TooManyError: `MOST` are left in it.
        ValueError: there is no rule, or there are no words.
    """
    rule = strip_controls(rule).strip()
    # What cannot be seen may be just what was found: the words are kept as they are.
    words = as_kept(words.replace("\x00", ""))
    if not rule or len(rule) > 40 or not words:
        raise ValueError("A finding has a rule and words.")
    rows = LeftAlone.objects.filter(kind=kind_of(thing), number=thing.pk, edition=edition)
    if rows.filter(rule=rule, words=words).exists():
        return
    if rows.count() >= MOST:
        raise TooManyError
    LeftAlone.objects.get_or_create(
        kind=kind_of(thing), number=thing.pk, edition_id=edition, rule=rule, words=words, defaults={"left_by": by}
    )


def look_again(thing: Any, *, edition: str) -> None:
    """Tell of everything in the edition's text again."""
    LeftAlone.objects.filter(kind=kind_of(thing), number=thing.pk, edition=edition).delete()


def forget(thing: Any) -> None:
    """The thing is deleted."""
    LeftAlone.objects.filter(kind=kind_of(thing), number=thing.pk).delete()
