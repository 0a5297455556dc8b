"""What is not kept: rejected comments and spam, messages that are long answered or read, wishes nobody fulfilled,
subscriptions nobody confirmed, addresses of who left long ago."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from readers.enums import CommentState, MessageState, SubscriberState
from readers.models import Comment, ContactMessage, Subscriber, SubscriberFile, Wish
from readers.subscribing.tokens import CONFIRM_WITHIN
from readers.subscribing.traces import KEEP_LEFT, fade

DAY = 24 * 3600
# A file of subscribers that somebody looked through and did not take in.
FILE = timedelta(days=1)
# A wish whose address was not confirmed; one that was; and one whose letter no server has taken for days.
WISH_OPEN, WISH, WISH_BROKEN = timedelta(days=3), timedelta(days=365), timedelta(days=5)


def prune(*, spam_days: int | None = None, message_days: int | None = None) -> dict[str, int]:
    """Delete what is older than it is kept; how many of each kind there were.

    Args:
        spam_days: how long rejected comments and all spam are kept; None: as the installation is set (KEEP_SPAM_DAYS).
        message_days: how long messages are kept that are not spam, new ones too (KEEP_MESSAGES_DAYS).
    """
    now = timezone.now()
    spam_end = now - timedelta(days=settings.KEEP_SPAM_DAYS if spam_days is None else spam_days)
    message_end = now - timedelta(days=settings.KEEP_MESSAGES_DAYS if message_days is None else message_days)
    gone = {CommentState.REJECTED, CommentState.SPAM}
    comments = Comment.objects.filter(state__in=gone, made_at__lt=spam_end)
    spam = ContactMessage.objects.filter(state=MessageState.SPAM, made_at__lt=spam_end)
    messages = ContactMessage.objects.exclude(state=MessageState.SPAM).filter(made_at__lt=message_end)
    wishes = Wish.objects.filter(
        Q(confirmed_at=None, made_at__lt=now - WISH_OPEN) | Q(made_at__lt=now - WISH) | Q(told_at__lt=now - WISH_BROKEN)
    )
    unconfirmed = Subscriber.objects.filter(asked_at__lt=now - CONFIRM_WITHIN)
    given_up = Q(email="", trace="", left_at__lt=now - KEEP_LEFT)
    subscribers = Subscriber.objects.filter(
        Q(state=SubscriberState.PENDING, asked_at__lt=now - CONFIRM_WITHIN) | given_up
    )
    with transaction.atomic():
        rows_by_name = {
            "comments": comments,
            "spam": spam,
            "messages": messages,
            "wishes": wishes,
            "subscribers": subscribers,
        }
        counts = {name: rows.count() for name, rows in rows_by_name.items()}
        # Approved answers to a comment that was rejected later were not shown either; counts stay right.
        for rows in rows_by_name.values():
            rows.delete()
        # Who gets mail already keeps what they have.
        unconfirmed.exclude(asked={}).update(asked={})
        SubscriberFile.objects.filter(made_at__lt=now - FILE).exclude(rows=[]).update(rows=[])
    counts["subscribers"] += fade()
    return counts


@task()
def prune_old() -> dict[str, int]:
    """Background task: what `prune` does."""
    return prune()


def prune_soon() -> None:
    """Let the background worker prune, once a day; called whenever something comes in."""
    if cache.add(f"readers-prune:{timezone.now().date().isoformat()}", 1, DAY):
        transaction.on_commit(prune_old.enqueue, robust=True)
