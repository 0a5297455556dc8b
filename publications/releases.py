"""Releases: texts of several editions that go live at one instant, all of them or none.

To set a release publishes its texts with its moment as theirs. Until then `live()` hides them, and at that instant it
shows them all: nothing has to run, so nothing can come late or stop half-way.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.enums import AuditAction
from accounts.gate import may_release
from articles.models import Article
from articles.revisions import text_of
from articles.services import place, publish_articles, save_article
from articles.workflow import tell_change_published, tell_published, writers_of_change
from delivery.outbox import Event, announce
from editions.enums import State
from editions.live import Publishable
from publications.enums import ReleaseState
from publications.models import IssueEdition, Release, ReleaseItem
from publications.printing.keeping import print_by_itself
from publications.readiness import readiness_of
from search.services import refresh

MOMENTS = ("published_at", "unpublish_at")


class ReleaseRefusedError(Exception):
    """Nothing was changed; the message says why, in words for the desk."""


def editions_of(items: Iterable[ReleaseItem]) -> set[str]:
    return {item.text.edition_id for item in items}


def may_release_all(user: Any, items: Iterable[ReleaseItem]) -> bool:
    """Whether the user may release in every edition that the parts lie in."""
    return all(may_release(user, code) for code in editions_of(items))


@transaction.atomic
def set_release(release: Release, *, by: Any) -> None:
    """Let all its texts go live at its moment; changes that wait of texts that readers know, too.

    Raises:
        ReleaseRefusedError: it has no moment to come or no texts, one of them is not ready, `by` may not release in
            one of their editions, or somebody else has changed it since it was read.
    """
    at = release.goes_live_at
    if at is None:
        raise ReleaseRefusedError(_("Choose the moment at which it goes live."))
    if at <= timezone.now():
        raise ReleaseRefusedError(_("Its moment is past already. Choose another one, or release it now."))
    claim(release, ReleaseState.PLANNED, ReleaseState.CANCELLED)
    items = locked_items(release)
    check(release, items, at=at, by=by)
    publish(release, items, at=at, by=by)
    for item in items:
        if item.article is not None and "pending_at" in item.before:
            retime(item.article, at)
    finish(release, ReleaseState.SET, items, by=by, act="set")


@transaction.atomic
def release_now(release: Release, *, by: Any) -> None:
    """Let all its texts go live at this instant; one that was set for later is brought forward.

    Raises:
        ReleaseRefusedError: as of `set_release`, apart from the moment.
    """
    claim(release, ReleaseState.PLANNED, ReleaseState.CANCELLED, ReleaseState.SET)
    items = locked_items(release)
    if release.state == ReleaseState.SET:
        take_back(release, items)
    now = timezone.now()
    check(release, items, at=now, by=by)
    tell_published(publish(release, items, at=now, by=by), by=by)
    for item in items:
        if item.article is not None and "pending_at" in item.before:
            take_over(item.article, by=by)
    release.released_at = release.goes_live_at = now
    finish(release, ReleaseState.DONE, items, by=by, act="now")


@transaction.atomic
def call_off(release: Release, *, by: Any) -> int:
    """Before its moment: bring all its texts back to what they were when it was set. Returns how many.

    One that somebody has withdrawn, published or moved by hand meanwhile does not wait for the release any longer, and
    stays as it is.

    Raises:
        ReleaseRefusedError: it does not wait, `by` may not release in one of its editions, or somebody else has changed
            it since it was read.
    """
    claim(release, ReleaseState.SET)
    items = locked_items(release)
    if not may_release_all(by, items):
        raise ReleaseRefusedError(_("You may not release in every edition of it."))
    number = take_back(release, items)
    finish(release, ReleaseState.CANCELLED, items, by=by, act="called off")
    return number


# Parts of these acts; each within their transaction.


def claim(release: Release, *states: ReleaseState) -> None:
    """Of two who act on a release at once, let the first go on and refuse the second."""
    if release.stands not in states:
        raise ReleaseRefusedError(_("It is %(state)s, so this cannot be done.") % {"state": release.stands.label})
    mine = Release.objects.filter(pk=release.pk, version=release.version, state=release.state)
    if not mine.update(version=F("version") + 1):
        raise ReleaseRefusedError(_("Somebody else has changed this release since you opened it. Look at it again."))


def locked_items(release: Release) -> list[ReleaseItem]:
    """Its parts, their texts locked until the transaction ends and read after that."""
    items = list(ReleaseItem.objects.filter(release=release))
    # In the order of their keys, so that two who lock the same ones wait for each other, not both for ever.
    for model, keys in (
        (Article, [item.article_id for item in items if item.article_id]),
        (IssueEdition, [item.issue_id for item in items if item.issue_id]),
    ):
        list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return list(ReleaseItem.objects.filter(release=release).with_texts())


def check(release: Release, items: list[ReleaseItem], *, at: datetime, by: Any) -> None:
    if not items:
        raise ReleaseRefusedError(_("There is nothing in it yet."))
    if not may_release_all(by, items):
        raise ReleaseRefusedError(_("You may not release in every edition of it."))
    lacking = [one.item for one in readiness_of(release, items, at=at) if not one.is_ready]
    if lacking:
        names = _(", ").join(f"{item.text.edition.endonym}: {item}" for item in lacking)
        raise ReleaseRefusedError(_("Nothing was released. Not ready: %(names)s.") % {"names": names})


def publish(release: Release, items: list[ReleaseItem], *, at: datetime, by: Any) -> list[Article]:
    """Publish what readers do not know yet; remember of every part what it was. Returns the articles of it."""
    articles, issues = [], []
    for item in items:
        text = item.text
        if text.is_live():
            # Only articles come here: of a live issue nothing waits, so it is never ready.
            item.before = {"pending_at": as_text(item.article.pending_at)}  # type: ignore[union-attr]
            continue
        item.before = {"state": text.state, **{name: as_text(getattr(text, name)) for name in MOMENTS}}
        if isinstance(text, Article):
            item.before["stage"] = text.stage
        # One that was scheduled, or that is over, is published anew.
        text.state = State.DRAFT
        if isinstance(text, Article):
            articles.append(text)
        else:
            issues.append(text)
    publish_articles(articles, at=at, by=by, note=_("Release “%(name)s”") % {"name": release.name})
    for issue in issues:
        issue.state, issue.published_at, issue.updated_at = State.PUBLISHED, at, timezone.now()
        if issue.unpublish_at and issue.unpublish_at <= at:
            issue.unpublish_at = None
    IssueEdition.objects.bulk_update(issues, ["state", *MOMENTS, "updated_at"])
    # Articles have been announced by their own service.
    announce((issue, Event.PUBLISHED, at) for issue in issues)
    refresh("issue", [issue.pk for issue in issues])
    print_by_itself([issue.pk for issue in issues])
    ReleaseItem.objects.bulk_update(items, ["before"])
    return articles


def retime(article: Article, at: datetime | None) -> None:
    """Let the change that waits go live at `at`. Who has the form open is told: it would put its own moment back."""
    article.pending_at, article.version = at, article.version + 1
    Article.objects.filter(pk=article.pk).update(pending_at=at, version=article.version)


def take_over(article: Article, *, by: Any) -> None:
    """Let readers see the change that waits."""
    old_address, writers = article.get_absolute_url(), writers_of_change(article)
    note, is_minor = "", False
    if article.pending:
        note, is_minor = article.pending.note, article.pending.is_minor
        text_of(article.pending).put_into(article)
    save_article(article, by=by, note=note, is_minor=is_minor, old_address=old_address)
    tell_change_published(article, writers, by=by)


def take_back(release: Release, items: list[ReleaseItem]) -> int:
    """Bring the parts that still wait for the release's moment back to what they were."""
    at, articles, number = release.goes_live_at, [], 0
    for item in items:
        text, before = item.text, item.before
        if "pending_at" in before and item.article is not None:
            if item.article.pending_id and item.article.pending_at == at:
                retime(item.article, from_text(before["pending_at"]))
                number += 1
        elif before and text.state == State.PUBLISHED and text.published_at == at:
            restore(text, before)
            number += 1
            if isinstance(text, Article):
                articles.append(text)
        item.before = {}
    place(articles)
    refresh("issue", [item.issue_id for item in items if item.issue_id])
    ReleaseItem.objects.bulk_update(items, ["before"])
    return number


def restore(text: Publishable, before: dict[str, Any]) -> None:
    text.state = before["state"]
    for name in MOMENTS:
        setattr(text, name, from_text(before[name]))
    names = ["state", *MOMENTS, "updated_at"]
    if isinstance(text, Article):
        text.version, text.stage = text.version + 1, before["stage"]
        names += ["version", "stage"]
    text.save(update_fields=names)


def finish(release: Release, state: ReleaseState, items: list[ReleaseItem], *, by: Any, act: str) -> None:
    """Write the release's new state, and what was done on the audit log: of the release, and of each text."""
    release.state, release.version = state, release.version + 1
    release.save(update_fields=["state", "goes_live_at", "released_at"])
    at = as_text(release.goes_live_at)
    record(AuditAction.RELEASE, release, by=by, detail={"act": act, "at": at, "texts": len(items)})
    for item in items:
        detail = {"act": act, "at": at, "release": release.name}
        record(AuditAction.RELEASE, item.text, by=by, edition=item.text.edition_id, detail=detail)


def as_text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def from_text(moment: str | None) -> datetime | None:
    return parse_datetime(moment) if moment else None
