"""What is planned and what is set to happen between two days, in each edition."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.gate import may_plan, may_see_drafts
from articles.history import desk_address
from articles.models import Article, Plan
from editions.enums import State
from editions.models import Edition

PLANNED, GOES_LIVE, CHANGES, ENDS = "planned", "live", "change", "end"
WORDS: dict[str, Promise] = {
    PLANNED: _("planned"),
    GOES_LIVE: _("goes live"),
    CHANGES: _("change goes live"),
    ENDS: _("is withdrawn"),
}
# More than a desk can plan in a month; beyond it the calendar says that it does not show all.
MOST = 500


@dataclass(frozen=True)
class Entry:
    """One thing that is to happen in one edition.

    Attributes:
        day: in the edition's own time.
        at: the moment; None of what is planned for a day.
        kind: one of `WORDS`, or a word of those who register more.
        title: in the language of the edition, where `is_titled_in_edition`.
        plan_address: where the planned day is moved; "" for who may not, and for what is set.
    """

    edition: Edition
    day: date
    at: datetime | None
    kind: str
    word: Any
    title: str
    address: str
    is_titled_in_edition: bool = True
    plan_address: str = ""
    who: str = ""

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """What has an hour after what has none, by the hour."""
        return self.at is not None, self.at or datetime.min.replace(tzinfo=UTC), self.title


# (first moment, moment after the last, editions by code, user) -> entries.
Source = Callable[[datetime, datetime, dict[str, Edition], Any], Iterable[Entry]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Rooms above tell of what they set to happen, such as releases."""
    _sources.append(source)


def entries_between(first: date, last: date, editions: Iterable[Edition], user: Any) -> list[Entry]:
    """What happens on the days from `first` to `last`, in editions whose drafts the user may read.

    A query a kind, however much there is; of each kind at most `MOST`.
    """
    by_code = {edition.code: edition for edition in editions if may_see_drafts(user, edition.code)}
    # Time zones differ by up to fourteen hours from UTC; each entry's own day decides.
    start = datetime.combine(first, time.min, UTC) - timedelta(hours=14)
    end = datetime.combine(last, time.max, UTC) + timedelta(hours=14)
    found = [*planned(first, last, by_code, user), *moments(start, end, by_code)]
    for source in _sources:
        found += source(start, end, by_code, user)
    return sorted((entry for entry in found if first <= entry.day <= last), key=lambda entry: entry.order)


def planned(first: date, last: date, editions: dict[str, Edition], user: Any) -> Iterator[Entry]:
    plans = (
        Plan.objects.filter(edition__in=editions, planned_for__range=(first, last), is_declined=False)
        .select_related("story", "assignee")
        .order_by("planned_for", "pk")[:MOST]
    )
    for plan in plans:
        if plan.planned_for is None:
            continue
        code = plan.edition_id
        yield Entry(
            edition=editions[code],
            day=plan.planned_for,
            at=None,
            kind=PLANNED,
            word=WORDS[PLANNED],
            title=plan.story.working_title,
            address=desk_address(plan.story_id, code),
            is_titled_in_edition=False,
            plan_address=(
                reverse("admin:board-plan-move", args=[plan.story_id, code]) if may_plan(user, code, plan.story) else ""
            ),
            who=(plan.assignee.get_full_name() or plan.assignee.get_username()) if plan.assignee else "",
        )


def moments(start: datetime, end: datetime, editions: dict[str, Edition]) -> Iterator[Entry]:
    """What is set: publications, changes and withdrawals still to come."""
    now = timezone.now()
    start = max(start, now)
    # Whose edition it is, is looked at afterwards: asked for editions too, SQLite looks through all their articles.
    every, ours = Article.objects.all(), Article.objects.filter(edition__in=editions)
    for kind, column, articles in (
        (GOES_LIVE, "published_at", ours.filter(state=State.PUBLISHED, published_at__gt=start, published_at__lte=end)),
        (CHANGES, "pending_at", every.filter(pending_at__gt=start, pending_at__lte=end)),
        (ENDS, "unpublish_at", every.filter(unpublish_at__gt=start, unpublish_at__lte=end)),
    ):
        set_so = articles.only("story_id", "edition_id", "title", "state", "pending_id", column).order_by(column)
        told = 0
        for article in set_so.iterator(chunk_size=MOST):
            if article.edition_id not in editions or not is_set(article, kind):
                continue
            told += 1
            if told > MOST:
                break
            edition, at = editions[article.edition_id], getattr(article, column)
            yield Entry(
                edition=edition,
                day=timezone.localtime(at, edition.zone).date(),
                at=at,
                kind=kind,
                word=WORDS[kind],
                title=article.title,
                address=desk_address(article.story_id, article.edition_id),
            )


def is_set(article: Article, kind: str) -> bool:
    """Whether the moment is one at which something will happen: of what is withdrawn it is a left-over."""
    return article.pending_id is not None if kind == CHANGES else article.state == State.PUBLISHED
