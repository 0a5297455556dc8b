"""Mail to those who wrote a comment, and of the contact form to its edition; in the edition's language."""

from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.notice_mail import FSI, HEADERS, PDI
from editions.head import absolute
from editions.models import Edition
from editions.scripts.controls import one_line
from mailing.composing import register_letter
from mailing.drawing import single_mail
from mailing.enums import LetterState
from mailing.models import Letter
from mailing.services import post_unless_open
from readers.enums import CommentState, MessageState
from readers.models import Comment, ContactMessage

PUBLISHED, ANSWERED, MESSAGE = "comment-published", "comment-answered", "contact-message"
_STOP = Signer(salt="readers.stop")


def stop_token(comment: Comment) -> str:
    return _STOP.sign(str(comment.pk))


def comment_of_token(token: str) -> Comment | None:
    """The comment whose author holds the token; None: there is none any more, or the token is false."""
    try:
        return Comment.objects.filter(pk=int(_STOP.unsign(token))).first()
    except BadSignature:
        return None


def register_letters() -> None:
    register_letter(PUBLISHED, compose_published, settled=_published_told)
    register_letter(ANSWERED, compose_answered)
    register_letter(MESSAGE, compose_message, settled=_message_settled, put_off=_message_failed)


def post_published(comment: Comment) -> None:
    """Tell who wrote a comment that readers see it; within the transaction that lets them."""
    post_unless_open(kind=PUBLISHED, edition=comment.edition_id, recipient=comment.pk)


def post_answered(answer: Comment) -> None:
    """Tell who wrote a comment that somebody answered it."""
    post_unless_open(kind=ANSWERED, edition=answer.edition_id, recipient=answer.pk)


def post_message(message: ContactMessage) -> None:
    """Send a message of the contact form to its edition's address. It is kept whatever becomes of the mail."""
    post_unless_open(kind=MESSAGE, edition=message.edition_id, recipient=message.pk)


def compose_published(letter: Letter) -> EmailMultiAlternatives | None:
    comment = _wanted(letter.recipient)
    if comment is None or comment.told_at is not None or comment.state != CommentState.APPROVED:
        return None
    return _mail(comment, comment, "published")


def _published_told(letter: Letter) -> None:
    if letter.state == LetterState.SENT:
        Comment.objects.filter(pk=letter.recipient).update(told_at=timezone.now())


def compose_answered(letter: Letter) -> EmailMultiAlternatives | None:
    answer = Comment.objects.filter(pk=letter.recipient, state=CommentState.APPROVED).first()
    comment = _wanted(answer.parent_id) if answer and answer.parent_id else None
    # Nobody is told of their own answer.
    if answer is None or comment is None or answer.email.lower() == comment.email.lower():
        return None
    return _mail(comment, answer, "answered")


def _wanted(number: int) -> Comment | None:
    found = Comment.objects.filter(pk=number, wants_mail=True).exclude(email="")
    comment = found.select_related("article__story", "edition").defer("article__body", "article__lineage").first()
    # Of what readers do not see nobody is told: the mail's links would lead nowhere.
    return comment if comment and comment.edition.is_visible and comment.article.is_live() else None


def _mail(comment: Comment, shown: Comment, what: str) -> EmailMultiAlternatives:
    edition = comment.edition
    with translation.override(edition.language):
        context = context_of(comment, shown, what)
        # RFC 8058: the mail program's own button posts to the address, and readers need not be signed in anywhere.
        headers = {
            **HEADERS,
            "List-Unsubscribe": f"<{context['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return single_mail("comment", context, edition, to=comment.email, headers=headers, accent=edition.accent)


def context_of(comment: Comment, shown: Comment, what: str) -> dict[str, Any]:
    edition = comment.edition
    title = one_line(comment.article.title)
    sentences = {
        "published": _("Your comment on {title} is published"),
        "answered": _("Somebody answered your comment on {title}"),
    }
    return {
        "edition": edition,
        "site_name": edition.site_name,
        "act": _("Read it on the page"),
        "subject": sentences[what].format(title=_("“{title}”").format(title=f"{FSI}{title}{PDI}")),
        "title": title,
        "shown": shown,
        "is_answer": what == "answered",
        "address": absolute(f"{comment.article.get_absolute_url()}#comments"),
        "stop": absolute(reverse("readers:stop", args=[edition, stop_token(comment)])),
    }


def compose_message(letter: Letter) -> EmailMessage | None:
    found = ContactMessage.objects.select_related("edition").filter(pk=letter.recipient, mailed_at=None)
    message = found.exclude(state=MessageState.SPAM).exclude(edition__contact_address="").first()
    return letter_of(message) if message else None


def _message_settled(letter: Letter) -> None:
    if letter.state == LetterState.SENT:
        ContactMessage.objects.filter(pk=letter.recipient).update(mailed_at=timezone.now())
    elif letter.state != LetterState.UNWANTED:
        _message_failed(letter)


def _message_failed(letter: Letter) -> None:
    ContactMessage.objects.filter(pk=letter.recipient).update(n_failures=F("n_failures") + 1)


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


def unsent() -> list[ContactMessage]:
    """Messages that should have been mailed and were not."""
    waiting = ContactMessage.objects.filter(mailed_at=None).exclude(state=MessageState.SPAM)
    return list(waiting.exclude(edition__contact_address="").order_by("pk"))
