"""What the page of a release shows of its parts, by edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.desk.standing import Standing, standing_of
from accounts.gate import may_release, may_see_drafts
from articles.checklist import Point
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.scripts.calendars import format_date, format_time
from publications.models import Release, ReleaseItem
from publications.readiness import readiness_of


@dataclass(frozen=True)
class Row:
    """A part: `title` and `address` are "" where the user may not read the edition's drafts."""

    pk: int
    kind: str
    title: str
    address: str
    standing: Standing
    is_ready: bool
    points: list[Point]


@dataclass(frozen=True)
class Group:
    """The parts of one edition, and the release's moment as that edition writes it."""

    edition: Edition
    moment: str
    may_release: bool
    rows: list[Row]


def groups_of(release: Release, items: list[ReleaseItem], user: Any) -> list[Group]:
    """By edition, in their order; what is released is not asked whether it is ready."""
    readiness = {one.item.pk: one for one in readiness_of(release, items)} if release.stands != "done" else {}
    found = []
    for code, edition in registry.all_editions().items():
        own = [item for item in items if item.text.edition_id == code]
        rows = [row_of(item, user, readiness[item.pk].points if readiness else []) for item in own]
        if rows:
            found.append(Group(edition, moment_in(edition, release), may_release(user, code), rows))
    return found


def row_of(item: ReleaseItem, user: Any, points: list[Point]) -> Row:
    text = item.text
    may_read = text.state == State.PUBLISHED or may_see_drafts(user, text.edition_id, text)
    if item.article is not None:
        kind, page, key = _("article"), "admin:articles_story_change", item.article.story_id
    else:
        kind, page, key = _("issue"), "admin:publications_issue_change", item.issue.issue_id
    return Row(
        pk=item.pk,
        kind=kind,
        title=str(text) if may_read else "",
        address=f"{reverse(page, args=[key])}?edition={text.edition_id}" if may_read else "",
        standing=standing_of_part(item),
        is_ready=not any(point.is_blocking for point in points),
        points=points if may_read else [],
    )


def standing_of_part(item: ReleaseItem) -> Standing:
    """Of an article that readers know, that a change of it waits."""
    article = item.article
    if article is None or article.pending_id is None or not article.is_live():
        return standing_of(item.text)
    return Standing("scheduled", _("change scheduled") if article.pending_at else _("change waits"))


def moment_in(edition: Edition, release: Release) -> str:
    if release.goes_live_at is None:
        return ""
    local = timezone.localtime(release.goes_live_at, edition.zone)
    with translation.override(edition.language):
        comma = _(", ")
    return f"{format_date(local, edition.date_style)}{comma}{format_time(local, edition.date_style)}"


def lacking(groups: Iterable[Group]) -> int:
    return sum(not row.is_ready for group in groups for row in group.rows)
