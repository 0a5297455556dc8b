"""Where a text stands, in a word and a shape: the same words wherever the desk speaks of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from editions.enums import State
from editions.live import Publishable


@dataclass(frozen=True)
class Standing:
    """Where a text stands: a name for the style sheet's shape, and the word; what waits beside it, if anything."""

    shape: str
    word: str
    waiting: str = ""


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
