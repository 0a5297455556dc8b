"""What the site knows of somebody who wrote to it: found by their mail address, and taken away when they ask."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.enums import AuditAction
from readers.commenting import count_again
from readers.models import Comment, ContactMessage, Subscriber, Wish
from readers.subscribing.own_data import erase_subscribers


@dataclass(frozen=True)
class Known:
    """Everything that came from one address."""

    comments: list[Comment]
    messages: list[ContactMessage]
    wishes: list[Wish]
    subscribers: list[Subscriber]

    @property
    def is_empty(self) -> bool:
        return not (self.comments or self.messages or self.wishes or self.subscribers)


def known_of(email: str) -> Known:
    comments = Comment.objects.of_address(email).select_related("article").defer("article__body", "article__lineage")
    wishes = Wish.objects.of_address(email).select_related("edition", "story")
    messages = ContactMessage.objects.filter(email__iexact=email)
    subscribers = Subscriber.objects.of_address(email).select_related("edition")
    return Known(list(comments), list(messages), list(wishes), list(subscribers))


@transaction.atomic
def erase(*, email: str, keeps_comments: bool, by: Any) -> int:
    """Take away what came from an address; returns how many things there were.

    Messages, wishes and the subscription are deleted either way. The log says that it was done and how much there was,
    and not of whom.

    Args:
        keeps_comments: what was said stays, without name and address; else it is deleted, and where others have
            answered it its words are.
    """
    known = known_of(email)
    if known.is_empty:
        return 0
    keys = {comment.pk for comment in known.comments}
    others = Comment.objects.filter(parent__in=keys).exclude(pk__in=keys)
    answered = {key for key in others.values_list("parent", flat=True) if key is not None}
    kept = keys if keeps_comments else answered
    nameless: dict[str, Any] = {"email": "", "wants_mail": False}
    if not keeps_comments:
        nameless |= {"text": "–", "fingerprint": "", "suspicions": {}}
    for code in {comment.edition_id for comment in known.comments}:
        with translation.override(code):
            Comment.objects.filter(pk__in=kept, edition=code).update(name=_("A reader"), **nameless)
    Comment.objects.filter(pk__in=keys - kept).delete()
    ContactMessage.objects.filter(pk__in=[message.pk for message in known.messages]).delete()
    Wish.objects.filter(pk__in=[wish.pk for wish in known.wishes]).delete()
    count_again({comment.article_id for comment in known.comments})
    erase_subscribers(known.subscribers)
    numbers = {
        "comments": len(keys),
        "messages": len(known.messages),
        "wishes": len(known.wishes),
        "subscribers": len(known.subscribers),
    }
    detail = {**numbers, "kept": len(kept)}
    first = [*known.comments, *known.messages, *known.wishes, *known.subscribers][0]
    record(AuditAction.ERASE, first, by=by, detail=detail)
    return sum(numbers.values())
