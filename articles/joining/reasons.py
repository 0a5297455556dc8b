"""What speaks for two articles being one story, as it is kept and as it is said."""

import enum
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.desk.dates import desk_number


class Sign(enum.StrEnum):
    """What speaks for a pair."""

    LINK = "link"
    PICTURE = "picture"
    VIDEO = "video"
    ADDRESS = "address"
    NUMBERS = "numbers"
    NAMES = "names"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a pair, or against it: points, and what exactly, such as the numbers shared."""

    sign: Sign
    points: int
    what: str = ""

    def __str__(self) -> str:
        what = {"what": self.what}
        match self.sign:
            case Sign.LINK:
                return _("one leads to the other")
            case Sign.PICTURE:
                return _("the same picture")
            case Sign.VIDEO:
                return _("the same video")
            case Sign.ADDRESS:
                return _("the same address: %(what)s") % what
            case Sign.NUMBERS:
                return _("the same numbers: %(what)s") % what
            case Sign.NAMES:
                return _("the same names: %(what)s") % what
        return days_apart(int(self.what or 0))


def days_apart(days: int) -> str:
    if not days:
        return _("the same day")
    return ngettext("%(days)s day apart", "%(days)s days apart", days) % {"days": desk_number(days)}


def as_json(reasons: tuple[Reason, ...]) -> list[list[Any]]:
    return [[str(reason.sign), reason.points, reason.what] for reason in reasons]


def from_json(stored: list[list[Any]]) -> list[Reason]:
    """What is kept, as reasons; what an older version kept and this one does not know is left out."""
    return [Reason(Sign(sign), points, what) for sign, points, what in stored if sign in set(Sign)]
