"""Where an item stood in WordPress, and where it stands here."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.enums import Stage
from editions.enums import State
from wordpress.importing.told import Told, told_of
from wordpress.wxr.items import Item

# Never anything that somebody meant to keep.
_LEFT = {
    "trash": gettext_noop("it lies in the bin of the old site"),
    "auto-draft": gettext_noop("it was begun and never saved"),
    "inherit": gettext_noop("it is an earlier text of another one"),
}


@dataclass(frozen=True)
class Standing:
    """State, stage and moment of a text; `note` says for the desk why it is a draft though it was none there."""

    state: State
    stage: Stage = Stage.WRITING
    published_at: datetime | None = None
    note: str = ""
    unpublish_at: datetime | None = None


def why_left_out(item: Item) -> str:
    """Why an item is not taken over, for the report; empty where it is."""
    return _LEFT.get(item.status, "")


def standing_of(item: Item, edition: str) -> Standing:
    """Where an item stands here; what is said of it is said in the language of its edition."""
    told = told_of(item)
    if told.is_ours and not item.password and (ours := _told_standing(item, told)):
        return ours
    with translation.override(edition):
        return _standing_of(item)


def _told_standing(item: Item, told: Told) -> Standing | None:
    """Where it stood here before, unless WordPress has it otherwise by now."""
    ends = told.moment("ends")
    if item.status in {"publish", "future"} and item.date is not None:
        return Standing(State.PUBLISHED, published_at=item.date, unpublish_at=_after(ends, item.date))
    moment = told.moment("moment")
    if item.status == "private" and told.text("state") == "withdrawn":
        return Standing(State.WITHDRAWN, published_at=moment, unpublish_at=_after(ends, moment))
    if item.status in {"draft", "pending"}:
        stage = Stage.REVIEW if item.status == "pending" else Stage.WRITING
        stage = Stage.APPROVED if told.text("stage") == Stage.APPROVED and item.status == "pending" else stage
        return Standing(State.DRAFT, stage, moment, unpublish_at=_after(ends, moment))
    return None


def _after(ends: datetime | None, moment: datetime | None) -> datetime | None:
    return ends if ends and (moment is None or ends > moment) else None


def _standing_of(item: Item) -> Standing:
    if item.password:
        return Standing(State.DRAFT, note=_("In WordPress this was protected by a password."))
    if item.status in {"publish", "future"}:
        if item.date is None:
            return Standing(State.DRAFT, note=_("In WordPress this was published, at a moment that is not known."))
        return Standing(State.PUBLISHED, published_at=item.date)
    if item.status == "private":
        return Standing(State.DRAFT, note=_("In WordPress this was private: those who were signed in could read it."))
    if item.status == "pending":
        return Standing(State.DRAFT, Stage.REVIEW)
    if item.status in {"draft", ""}:
        return Standing(State.DRAFT)
    return Standing(State.DRAFT, note=_("In WordPress its state was “%(state)s”.") % {"state": item.status[:60]})
