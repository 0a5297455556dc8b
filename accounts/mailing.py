"""Sending the mails of notices: each once, and again where it failed, after waits that grow, until it is given up.

An attempt is claimed in the database before it is made, so that of two workers one makes it. Who dies in the middle of
one leaves it broken off: whether it was sent is not known, so it is shown to admins rather than sent twice.
"""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db.models import F
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.utils import timezone, translation

from accounts.models import NoticeMail
from accounts.notice_mail import language_of, message, wants
from accounts.querysets import BROKEN_OFF

logger = logging.getLogger(__name__)

# After each attempt that failed, until the next; after the last of them it is given up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# So many that waited are sent along with one that went well.
ALONG = 50


@task()
def mail_notice(number: int) -> bool:
    """Background task: send a notice's mail; whether it was sent.

    Where that goes well, others that are due go along: their own order may have been lost with a queue.
    """
    if not attempt(number):
        return False
    for other in list(NoticeMail.objects.due().values_list("notice", flat=True)[:ALONG]):
        if not attempt(other):
            break
    return True


def attempt(number: int) -> bool:
    """Send the mail of a notice by its key, if its moment has come and its reader still wants it; whether it was."""
    now = timezone.now()
    claimed = NoticeMail.objects.due(now).filter(notice=number).order_by()
    if not claimed.update(due_at=None, tried_at=now, tries=F("tries") + 1, error=""):
        return False
    mail = NoticeMail.objects.select_related("notice__user", "notice__by", "notice__edition").get(notice=number)
    if mail.notice.read_at or not wants(mail.notice):
        mail.delete()
        return False
    try:
        with translation.override(language_of(mail.notice)):
            message(mail.notice).send()
    except Exception as error:  # noqa: BLE001 - Mail services raise what they like; whatever it is, it is tried again.
        put_off(mail, error)
        return False
    mail.delete()
    return True


def put_off(mail: NoticeMail, error: Exception) -> None:
    """After an attempt that failed: order the next one, or give it up where it was the last or can never go well."""
    is_last = mail.tries > len(WAITS) or is_refused_for_good(error)
    mail.error = f"{type(error).__name__}: {error}"[:300]
    mail.due_at = None if is_last else timezone.now() + WAITS[mail.tries - 1]
    mail.save(update_fields=["error", "due_at"])
    logger.log(
        logging.ERROR if is_last else logging.WARNING,
        "The mail of notice %s could not be sent (attempt %s, %s): %s",
        mail.notice_id,
        mail.tries,
        "given up" if is_last else f"tried again at {mail.due_at:%Y-%m-%d %H:%M:%S %Z}",
        mail.error,
    )
    order(mail)


def is_refused_for_good(error: Exception) -> bool:
    """Whether the server knows no such mailbox (RFC 5321, 4.2.1: replies from 500 on are for good)."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in error.recipients.values())


def order(mail: NoticeMail) -> None:
    """Order the next attempt for its moment, where the background worker can wait; it goes with another mail else."""
    if mail.due_at and task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        mail_notice.using(run_after=mail.due_at).enqueue(mail.notice_id)


def try_again(mails: list[NoticeMail]) -> None:
    """Begin anew with mails that were given up, broken off, or that wait; not with one that is being sent just now."""
    now = timezone.now()
    chosen = NoticeMail.objects.filter(pk__in=[mail.pk for mail in mails])
    chosen = chosen.exclude(due_at=None, error="", tried_at__gte=now - BROKEN_OFF)
    chosen.update(due_at=now, tries=0)
    for mail in mails:
        mail_notice.enqueue(mail.notice_id)
