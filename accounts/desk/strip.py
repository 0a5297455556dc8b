"""The strip of editions above a thing that has a text in each of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from editions import registry
from editions.enums import State
from editions.live import Publishable
from editions.models import Edition


@dataclass(frozen=True)
class Standing:
    """Where a text stands: a name for the style sheet's shape, and the word."""

    shape: str
    word: str


def standing_of(text: Publishable | None) -> Standing:
    """In words: not begun, draft, scheduled, published, over, withdrawn."""
    if text is None:
        return Standing("none", _("not begun"))
    if text.is_scheduled:
        return Standing("scheduled", _("scheduled"))
    if text.state == State.PUBLISHED and not text.is_live():
        return Standing("withdrawn", _("over"))
    words = {
        State.DRAFT: _("draft"),
        State.PUBLISHED: _("published"),
        State.WITHDRAWN: _("withdrawn"),
    }
    return Standing(str(text.state), words[State(text.state)])


@dataclass(frozen=True)
class Place:
    """One edition in the strip."""

    edition: Edition
    standing: Standing
    address: str
    is_current: bool
    may_write: bool


def strip_of(
    texts: Mapping[str, Any], *, current: Edition, address: str, may_work: Callable[[str, Any], bool]
) -> list[Place]:
    """Every edition with its standing.

    Args:
        texts: by edition, those there are.
        address: of the page, without `?edition=`.
        may_work: whether the user may write the text of an edition, or begin it where there is none.
    """
    return [
        Place(
            edition=edition,
            standing=standing_of(texts.get(code)),
            address=f"{address}?edition={code}",
            is_current=code == current.code,
            may_write=may_work(code, texts.get(code)),
        )
        for code, edition in registry.all_editions().items()
    ]
