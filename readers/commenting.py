"""Writes of comments: one comes in, and somebody decides on it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.audit import entry_of
from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.comments import write_counts
from articles.models import Article
from editions.scripts.folding import plain
from readers.enums import CommentState, Suspicion
from readers.guards.repeats import fingerprint_of
from readers.mails import post_answered, post_published
from readers.models import Comment
from readers.retention import prune_soon

# Within this time the same text by the same name beneath the same article was sent twice by a finger.
AGAIN = timedelta(days=1)
# Beneath so many other articles the same text is spam.
EVERYWHERE = 3


@transaction.atomic
def receive_comment(
    *,
    article: Article,
    parent: Comment | None,
    name: str,
    email: str,
    wants_mail: bool,
    text: str,
    suspicions: dict[str, Any],
) -> Comment:
    """Keep a comment until somebody has read it; what is surely spam goes to the spam at once.

    The same again is the one that there is. Arguments are clean; `suspicions` are the guards' (readers/guards).
    """
    fingerprint = fingerprint_of(text)
    same = Comment.objects.filter(fingerprint=fingerprint, made_at__gt=timezone.now() - timedelta(days=30))
    for other in same.filter(article=article.pk, parent=parent, made_at__gt=timezone.now() - AGAIN):
        if plain(other.name) == plain(name):
            return other
    elsewhere = same.exclude(article=article.pk).values("article").distinct().count()
    if elsewhere:
        suspicions = {**suspicions, Suspicion.REPEATED.value: elsewhere}
    is_spam = Suspicion.WORDS.value in suspicions or elsewhere >= EVERYWHERE
    comment = Comment.objects.create(
        article=article,
        edition_id=article.edition_id,
        parent=parent,
        name=name,
        email=email,
        wants_mail=bool(email) and wants_mail,
        text=text,
        suspicions=suspicions,
        fingerprint=fingerprint,
        state=CommentState.SPAM if is_spam else CommentState.HELD,
    )
    prune_soon()
    return comment


@transaction.atomic
def decide(*, comments: Iterable[Comment], state: CommentState, by: Any) -> int:
    """Approve comments, reject them, call them spam or let them wait again; returns how many changed.

    Readers see it at once, counts follow, and whoever asked to be told is told once it is committed.
    """
    now = timezone.now()
    changed = [comment for comment in comments if comment.state != state]
    entries = []
    for comment in changed:
        detail = {"before": comment.state, "after": state.value}
        entries.append(entry_of(AuditAction.MODERATE, comment, by=by, edition=comment.edition_id, detail=detail))
        comment.state, comment.decided_at, comment.decided_by = state, now, by
    Comment.objects.bulk_update(changed, ["state", "decided_at", "decided_by"], batch_size=500)
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    count_again({comment.article_id for comment in changed})
    if state == CommentState.APPROVED:
        for comment in changed:
            _tell(comment)
    return len(changed)


def _tell(comment: Comment) -> None:
    if comment.told_at is None:
        if comment.wants_mail:
            post_published(comment)
        if comment.parent_id:
            post_answered(comment)


@transaction.atomic
def delete_comments(*, comments: Iterable[Comment], by: Any) -> int:
    """Delete comments that were rejected or are spam, for ever; their answers go with them. Returns how many."""
    doomed = [comment for comment in comments if comment.state in {CommentState.REJECTED, CommentState.SPAM}]
    entries = [entry_of(AuditAction.DELETE, comment, by=by, edition=comment.edition_id) for comment in doomed]
    Comment.objects.filter(pk__in=[comment.pk for comment in doomed]).delete()
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    count_again({comment.article_id for comment in doomed})
    return len(doomed)


def count_again(articles: set[int]) -> None:
    """Write how many comments readers see under each of the articles, by their keys."""
    shown = Comment.objects.shown().filter(article__in=articles).order_by().values("article")
    counted = dict(shown.annotate(number=Count("pk")).values_list("article", "number"))
    write_counts({article: counted.get(article, 0) for article in articles})
