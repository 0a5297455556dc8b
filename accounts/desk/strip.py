"""The strip of editions above a thing that has a text in each of them, and which of them its page opens."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accounts.desk.standing import Standing, standing_of
from editions import registry
from editions.models import Edition


@dataclass(frozen=True)
class Place:
    """One edition in the strip.

    Attributes:
        address: of the edition's text at the desk.
        may_write: whether the user may write the text, or begin it where there is none.
        translate: where its translation is written beside its source, or begun; "" where neither is for the user.
        behind: how many blocks of it lag behind its source, or are missing.
    """

    edition: Edition
    standing: Standing
    address: str
    is_current: bool
    may_write: bool
    translate: str = ""
    behind: int = 0


def strip_of(
    texts: Mapping[str, Any],
    *,
    current: Edition,
    address: str,
    may_work: Callable[[str, Any], bool],
    standing: Callable[[Any], Standing] = standing_of,
) -> list[Place]:
    """Every edition with its standing.

    Args:
        texts: by edition, those there are.
        address: of the page, without `?edition=`.
        may_work: whether the user may write the text of an edition, or begin it where there is none.
        standing: where a text stands, or None that stands for one not begun.
    """
    return [
        Place(
            edition=edition,
            standing=standing(texts.get(code)),
            address=f"{address}?edition={code}",
            is_current=code == current.code,
            may_write=may_work(code, texts.get(code)),
        )
        for code, edition in registry.all_editions().items()
    ]


def edition_to_open(request: HttpRequest, preferred: Iterable[str]) -> Edition | None:
    """The edition that `?edition=` names; else the first of the preferred, or of all; None where there is none."""
    editions = registry.all_editions()
    if (code := request.GET.get("edition", "")) in editions:
        return editions[code]
    first = next(iter([*preferred, *editions]), None)
    return editions[first] if first else None
