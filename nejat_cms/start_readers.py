"""What waits on the desk's first page of what readers sent."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import PUBLISHING
from accounts.gate import editions_with
from editions import registry
from editions.enums import CommentPolicy
from nejat_cms.waiting import Item, Waiting, first_few
from readers.enums import CommentState, MessageState
from readers.models import Comment, ContactMessage
from readers.reach import comments_decided_by, messages_read_by


def comments_that_wait(user: Any) -> Waiting | None:
    """None for who decides on none, and where no edition of theirs takes comments."""
    codes = editions_with(user, *PUBLISHING)
    editions = registry.all_editions()
    taking = [code for code, one in editions.items() if one.comments != CommentPolicy.OFF]
    if not [code for code in taking if codes is None or code in codes]:
        return None
    waiting = Waiting("comments", _("Comments that wait"), _("No comment waits."), more=reverse("admin:comments"))
    rows = Comment.objects.in_state(CommentState.HELD).filter(comments_decided_by(user))
    rows = rows.select_related("article").only("name", "made_at", "edition_id", "article__title")
    return first_few(
        waiting,
        rows.order_by("made_at", "pk"),
        lambda comment: Item(
            comment.article.title,
            f"{reverse('admin:comments')}#comment-{comment.pk}",
            editions.get(comment.edition_id),
            at=comment.made_at,
        ),
    )


def messages_that_wait(user: Any) -> Waiting | None:
    """None for who reads none."""
    codes = messages_read_by(user)
    if codes == set():
        return None
    waiting = Waiting("messages", _("New messages"), _("No new message."), more=reverse("admin:messages"))
    rows = ContactMessage.objects.filter(state=MessageState.NEW).only("subject", "made_at", "edition_id")
    rows = rows if codes is None else rows.filter(edition__in=codes)
    return first_few(
        waiting,
        rows.order_by("made_at", "pk"),
        lambda message: Item(
            message.subject,
            f"{reverse('admin:messages')}#message-{message.pk}",
            registry.all_editions().get(message.edition_id),
            at=message.made_at,
        ),
    )
