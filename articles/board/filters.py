"""What the board is asked for: the query of its address, understood."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.enums import Stage
from editions.enums import State

NEWEST, LONGEST, ADDED = "live", "stale", "story"
SORTS = [
    (ADDED, _("newest story first")),
    (NEWEST, _("newest published first")),
    (LONGEST, _("longest out of date first")),
]

MISSING, LAGGING, DECLINED, SCHEDULED, PENDING = "missing", "lagging", "declined", "scheduled", "pending"
# How a story stands in an edition. The first three are what a parity board is for.
STANDINGS = [
    (MISSING, _("missing")),
    (LAGGING, _("out of date")),
    (DECLINED, _("deliberately not")),
    (State.DRAFT.value, _("draft, in writing")),
    (Stage.REVIEW.value, _("in review")),
    (Stage.APPROVED.value, _("approved")),
    (SCHEDULED, _("scheduled")),
    (State.PUBLISHED.value, _("published")),
    (PENDING, _("changes pending")),
    (State.WITHDRAWN.value, _("withdrawn")),
]
ME, NOBODY = "me", "nobody"
MAX_DAYS = 3650


@dataclass(frozen=True)
class BoardFilters:
    """Each "" (or None) where nothing is asked.

    Attributes:
        live: code of the edition in which stories are live.
        standing: one of `STANDINGS`, in the edition `where`, else in any.
        days: published within so many days, in `live`, else in any edition.
        category: key of a category; those under it count.
        assignee: `ME`, `NOBODY` or a user's key as text; in `where`, else in any edition.
        q: part of the working title.
        sort: one of `SORTS`.
    """

    live: str = ""
    standing: str = ""
    where: str = ""
    days: int | None = None
    category: int | None = None
    assignee: str = ""
    q: str = ""
    sort: str = ADDED

    @classmethod
    def read(cls, query: QueryDict, codes: Any) -> "BoardFilters":
        """What of `query` makes sense; the rest is left out. `codes`: of the editions there are."""
        live, where = query.get("live", ""), query.get("in", "")
        standing, sort = query.get("standing", ""), query.get("sort", "")
        live = live if live in codes else ""
        standing = standing if standing in dict(STANDINGS) else ""
        return cls(
            live=live,
            standing=standing,
            where=where if where in codes else "",
            days=number(query.get("days", ""), most=MAX_DAYS),
            category=number(query.get("category", "")),
            assignee=assignee(query.get("assignee", "")),
            q=" ".join(query.get("q", "").replace("\x00", "").split())[:100],
            sort=sort if sort in dict(SORTS) else default_sort(live, standing, query.get("days", "")),
        )

    def query(self, **more: str) -> str:
        """The query string of an address that asks for the same, and `more`; "" where nothing is asked."""
        asked: dict[str, Any] = {
            "live": self.live,
            "standing": self.standing,
            "in": self.where,
            "days": self.days,
            "category": self.category,
            "assignee": self.assignee,
            "q": self.q,
            "sort": self.sort,
            **more,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def is_empty(self) -> bool:
        return self == BoardFilters(sort=self.sort)


def default_sort(live: str, standing: str, days: str) -> str:
    if standing == LAGGING:
        return LONGEST
    return NEWEST if live or days else ADDED


def number(text: str, *, most: int = 2**63 - 1) -> int | None:
    """A positive whole number; None for anything else."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    return found if 0 < found <= most else None


def assignee(text: str) -> str:
    return text if text in {ME, NOBODY} or number(text) else ""
