"""Mails of notices: each a letter (mailing/), and a row of its own that admins look at while it is not sent."""

from collections.abc import Iterable

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from accounts.models import Notice, NoticeMail
from accounts.notice_mail import language_of, message, wants
from mailing.composing import register_letter
from mailing.enums import LetterState
from mailing.models import Letter
from mailing.services import post_many, post_unless_open

NOTICE = "notice"


def register_letters() -> None:
    register_letter(NOTICE, compose, settled=settled, put_off=put_off)


def order_mails(notices: Iterable[Notice]) -> None:
    """Order the mails of notices, within the transaction that tells them; in two queries, however many."""
    notices = list(notices)
    NoticeMail.objects.bulk_create([NoticeMail(notice=notice) for notice in notices], batch_size=500)
    post_many(kind=NOTICE, recipients=[(notice.pk, notice.edition_id) for notice in notices])


def compose(letter: Letter) -> EmailMultiAlternatives | None:
    """None: it was read meanwhile, or its reader wants no mail."""
    mails = NoticeMail.objects.select_related("notice__user", "notice__by", "notice__edition")
    mail = mails.filter(notice=letter.recipient).first()
    if mail is None or mail.notice.read_at or not wants(mail.notice):
        return None
    with translation.override(language_of(mail.notice)):
        return message(mail.notice)


def settled(letter: Letter) -> None:
    mail = NoticeMail.objects.filter(notice=letter.recipient)
    if letter.state in {LetterState.REFUSED, LetterState.FAILED}:
        mail.update(due_at=None, **_tried(letter))
    else:
        mail.delete()


def put_off(letter: Letter) -> None:
    NoticeMail.objects.filter(notice=letter.recipient).update(due_at=letter.due_at, **_tried(letter))


def _tried(letter: Letter) -> dict[str, object]:
    return {"tries": letter.tries, "tried_at": timezone.now(), "error": letter.answer}


def try_again(mails: list[NoticeMail]) -> None:
    """Begin anew with mails that were given up or wait; one that is on its way just now is not sent beside it."""
    chosen = NoticeMail.objects.filter(pk__in=[mail.pk for mail in mails])
    chosen.filter(due_at=None).update(due_at=timezone.now(), tries=0)
    for mail in mails:
        post_unless_open(kind=NOTICE, edition=mail.notice.edition_id, recipient=mail.notice_id)
