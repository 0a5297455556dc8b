"""Changes to articles that readers know: written beside what they see, published by hand or by the clock."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.enums import AuditAction
from articles.archive.keeping import drop_ended
from articles.autosaves import put_aside
from articles.enums import Stage
from articles.models import Article
from articles.revisions import Text, text_of
from articles.services import claim_version, save_article
from articles.workflow import tell_change_published, writers_of_change
from editions.enums import State
from editions.making import do_not_keep

logger = logging.getLogger(__name__)

# So many seconds a change that could not be published is left alone by readers' requests.
RETRY = 60


@transaction.atomic
def discard_pending(article: Article, *, by: Any = None) -> None:
    """Give up the pending change of an article; its text stays among the revisions.

    What `by` has kept while writing is put aside with it.

    Raises:
        EditConflictError: somebody else has saved the article since it was read.
    """
    claim_version(article)
    Article.objects.filter(pk=article.pk).update(pending=None, pending_at=None, stage=Stage.WRITING)
    put_aside(article, by=by)
    if article.pending_at:
        _record_schedule(article, None, by=by)


@transaction.atomic
def schedule_pending(article: Article, *, at: datetime | None, by: Any = None) -> None:
    """Let the pending change of a published article go live at a moment; None: not by itself.

    Raises:
        EditConflictError: somebody else has saved the article since it was read.
        ValueError: there is nothing that could go live by itself.
    """
    if at and (article.state != State.PUBLISHED or article.pending_id is None):
        raise ValueError(f"{article!r} has no change that could be published by the clock.")
    claim_version(article)
    was, article.pending_at = article.pending_at, at
    Article.objects.filter(pk=article.pk).update(pending_at=at)
    if at or was:
        _record_schedule(article, at, by=by)
    if at:
        order_later(at)


def _record_schedule(article: Article, at: datetime | None, *, by: Any) -> None:
    """On the audit log: for when a change is set, and that it is set no longer."""
    detail = {"at": at.isoformat() if at else None, "change": True}
    record(AuditAction.SCHEDULE, article, by=by, edition=article.edition_id, detail=detail)


def obstacle_to(article: Article, text: Text) -> str:
    """Why a text cannot become that of an article now, in words of the desk; empty: it can."""
    others = Article.objects.in_edition(article.edition_id).exclude(pk=article.pk)
    if others.filter(slug=text.slug).exists():
        return _("its address, “%(address)s”, now belongs to another article") % {"address": text.slug}
    return ""


def due_changes(now: datetime) -> QuerySet[Article]:
    """Published articles with a change whose moment has come; what is withdrawn waits for a person."""
    return Article.objects.filter(pending_at__lte=now, pending__isnull=False, state=State.PUBLISHED)


@dataclass
class Applied:
    """What came of applying the changes that were due: articles by their keys."""

    published: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


def apply_due_changes(now: datetime | None = None) -> Applied:
    """Publish every change that is due at `now`, each article by itself: one that cannot be holds up no other."""
    now = now or timezone.now()
    drop_ended(now)
    applied = Applied()
    for number in list(due_changes(now).order_by("pending_at", "pk").values_list("pk", flat=True)):
        (applied.published if apply_due_change(number, now=now) else applied.waiting).append(number)
    return applied


def apply_due_change(number: int, *, now: datetime | None = None) -> bool:
    """Publish an article's change if it is due; whether that was done. What cannot be published stays as it was."""
    try:
        return _apply(number, now or timezone.now())
    except IntegrityError:
        # Another article took the address between our look and our write.
        logger.warning("The change of article %s could not be published: its address was taken meanwhile", number)
        return False


@transaction.atomic
def _apply(number: int, now: datetime) -> bool:
    claimed = due_changes(now).select_for_update(of=("self",)).select_related("edition", "pending__base")
    article = claimed.filter(pk=number).first()
    if article is None or article.pending is None:
        return False
    text, old_address, revision = text_of(article.pending), article.get_absolute_url(), article.pending
    if obstacle_to(article, text):
        return False
    text.put_into(article)
    writers = writers_of_change(article)
    save_article(article, note=revision.note, is_minor=revision.is_minor, old_address=old_address)
    tell_change_published(article, writers, by=None)
    return True


def apply_when_read(articles: list[Article]) -> bool:
    """Publish what is due of articles that a reader asks for; whether anything has changed.

    Costs nothing where nothing is due. A change that cannot be published is tried again once a minute.
    """
    now, changed = timezone.now(), False
    for article in articles:
        is_due = article.pending_at is not None and article.pending_at <= now
        if is_due:
            # Whether or not it can be published now, the next reader's request must come here again.
            do_not_keep("a change is due")
        if is_due and cache.add(f"articles.due:{article.pk}:{article.version}", True, RETRY):
            changed = apply_due_change(article.pk, now=now) or changed
    return changed


@task()
def publish_due_changes() -> int:
    """Background task, ordered for the moment of each change; how many it published."""
    return len(apply_due_changes().published)


def order_later(moment: datetime) -> None:
    """Have the change published at its moment, where the background worker can wait; readers' requests do it else."""
    if task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        later = publish_due_changes.using(run_after=moment)
        transaction.on_commit(later.enqueue, robust=True)
