"""Mail to those who wrote a comment, and of the contact form to its edition; in the edition's language."""

import logging
from datetime import timedelta
from email.utils import formataddr
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.notice_mail import FSI, HEADERS, PDI
from editions.head import absolute
from editions.models import Edition
from editions.scripts.controls import one_line
from readers.enums import CommentState, MessageState
from readers.models import Comment, ContactMessage

logger = logging.getLogger(__name__)
_STOP = Signer(salt="readers.stop")
# Minutes until a message is mailed again, after each failure: three days in all; after that `mail_messages` does it.
PAUSES = (2, 10, 60, 4 * 60, 12 * 60, 24 * 60, 30 * 60)


def stop_token(comment: Comment) -> str:
    return _STOP.sign(str(comment.pk))


def comment_of_token(token: str) -> Comment | None:
    """The comment whose author holds the token; None: there is none any more, or the token is false."""
    try:
        return Comment.objects.filter(pk=int(_STOP.unsign(token))).first()
    except BadSignature:
        return None


@task(priority=10)
def mail_published(number: int) -> bool:
    """Background task: tell who wrote a comment that readers see it, once; whether it was sent."""
    comment = _wanted(number)
    if comment is None or comment.told_at is not None or comment.state != CommentState.APPROVED:
        return False
    if not _send(comment, comment, "published"):
        return False
    Comment.objects.filter(pk=comment.pk).update(told_at=timezone.now())
    return True


@task(priority=10)
def mail_answered(number: int) -> bool:
    """Background task: tell who wrote a comment that somebody answered it; whether it was sent.

    Args:
        number: of the answer.
    """
    answer = Comment.objects.filter(pk=number, state=CommentState.APPROVED).first()
    comment = _wanted(answer.parent_id) if answer and answer.parent_id else None
    # Nobody is told of their own answer.
    if answer is None or comment is None or answer.email.lower() == comment.email.lower():
        return False
    return _send(comment, answer, "answered")


def _wanted(number: int) -> Comment | None:
    found = Comment.objects.filter(pk=number, wants_mail=True).exclude(email="")
    comment = found.select_related("article__story", "edition").defer("article__body", "article__lineage").first()
    # Of what readers do not see nobody is told: the mail's links would lead nowhere.
    return comment if comment and comment.edition.is_visible and comment.article.is_live() else None


def _send(comment: Comment, shown: Comment, what: str) -> bool:
    edition = comment.edition
    with translation.override(edition.language):
        context = context_of(comment, shown, what)
        mail = EmailMultiAlternatives(
            subject=context["subject"],
            body=render_to_string("email/comment.txt", context),
            to=[comment.email],
            # RFC 8058: the mail program's own button posts to the address, and readers need not be signed in anywhere.
            headers={
                **HEADERS,
                "List-Unsubscribe": f"<{context['stop']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        mail.attach_alternative(render_to_string("email/comment.html", context), "text/html")
        return bool(mail.send())


def context_of(comment: Comment, shown: Comment, what: str) -> dict[str, Any]:
    edition = comment.edition
    title = one_line(comment.article.title)
    sentences = {
        "published": _("Your comment on {title} is published"),
        "answered": _("Somebody answered your comment on {title}"),
    }
    return {
        "edition": edition,
        "subject": sentences[what].format(title=f"“{FSI}{title}{PDI}”"),
        "title": title,
        "shown": shown,
        "is_answer": what == "answered",
        "address": absolute(f"{comment.article.get_absolute_url()}#comments"),
        "stop": absolute(reverse("readers:stop", args=[edition, stop_token(comment)])),
    }


@task(priority=10)
def mail_message(number: int) -> bool:
    """Background task: send a message of the contact form to its edition's address; whether it was sent.

    The message is kept whatever happens; where no server takes it, it is tried again for some days.
    """
    message = ContactMessage.objects.select_related("edition").filter(pk=number, mailed_at=None).first()
    if message is None or message.state == MessageState.SPAM or not message.edition.contact_address:
        return False
    try:
        letter_of(message).send()
    except (OSError, SMTPException) as error:
        message.n_failures += 1
        message.save(update_fields=["n_failures"])
        logger.warning("Message %s could not be mailed (%s); it stands at the desk.", number, error)
        _try_later(message)
        return False
    ContactMessage.objects.filter(pk=number).update(mailed_at=timezone.now())
    return True


def _try_later(message: ContactMessage) -> None:
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    if message.n_failures <= len(PAUSES) and backend.supports_defer:
        pause = timedelta(minutes=PAUSES[message.n_failures - 1])
        mail_message.using(run_after=timezone.now() + pause).enqueue(message.pk)


def letter_of(message: ContactMessage) -> EmailMessage:
    """From the site, so that no receiver takes it for forged; an answer goes to who wrote it."""
    edition: Edition = message.edition
    with translation.override(edition.language):
        return EmailMessage(
            subject=one_line(f"[{edition.site_name}] {message.subject}"),
            body=render_to_string("email/message.txt", {"message": message, "edition": edition}),
            to=[edition.contact_address],
            reply_to=[formataddr((one_line(message.name), message.email))],
            headers={"Auto-Submitted": "auto-generated"},
        )


def unsent() -> list[int]:
    """Keys of messages that should have been mailed and were not."""
    waiting = ContactMessage.objects.filter(mailed_at=None).exclude(state=MessageState.SPAM)
    return list(waiting.exclude(edition__contact_address="").order_by("pk").values_list("pk", flat=True))
