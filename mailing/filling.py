"""Listing who gets a sending: a letter each, some thousands at a time, going on where it broke off."""

import logging
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from mailing.composing import Abandoned, composer_of
from mailing.enums import UNFINISHED, SendingState
from mailing.models import Letter, Sending
from mailing.services import cancel, start

logger = logging.getLogger(__name__)
# Letters in one transaction.
CHUNK = 2000


def start_due(now: datetime) -> int:
    """Start sendings whose moment has come; how many."""
    due = Sending.objects.filter(state=SendingState.PLANNED, send_at__lte=now).order_by("send_at", "pk")
    count = 0
    for sending in due.select_related("edition"):
        try:
            count += start(sending)
        except DatabaseError:
            raise
        except Abandoned as reason:
            abandon(sending, str(reason))
        except Exception as error:  # noqa: BLE001 - The composer's; the sending is paused and says so.
            stop(sending, error)
    return count


@transaction.atomic
def abandon(sending: Sending, reason: str) -> None:
    """Cancel what was planned and is not to be sent any more; its composer tells whoever planned it."""
    if cancel(sending):
        composer_of(sending).abandoned(sending, reason)


def fill_some(now: datetime) -> int | None:
    """List the next recipients of one sending; how many, None: no sending is being listed."""
    sending: Sending | None = None
    try:
        with transaction.atomic():
            sending = _next()
            if sending is None:
                return None
            return _fill(sending, now)
    except DatabaseError:
        raise
    except Exception as error:
        if sending is None:
            raise
        stop(sending, error)
        return 0


def _next() -> Sending | None:
    waiting = Sending.objects.filter(state=SendingState.FILLING).order_by("started_at", "pk")
    # Two senders never list the same: the second takes another sending, or waits.
    held = waiting.select_for_update(of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked)
    return held.first()


def _fill(sending: Sending, now: datetime) -> int:
    numbers = composer_of(sending).recipients(sending, sending.filled_to, CHUNK)
    if numbers != sorted(set(numbers)) or (numbers and numbers[0] <= sending.filled_to):
        raise ValueError("The recipients of a sending must be listed in ascending order.")
    letters = (
        Letter(
            sending_id=sending.pk,
            kind=sending.kind,
            key=sending.key,
            edition_id=sending.edition_id,
            recipient=number,
            due_at=now,
        )
        for number in numbers
    )
    # One that stands already stays: nobody gets two.
    Letter.objects.bulk_create(letters, batch_size=500, ignore_conflicts=True)
    if numbers:
        sending.filled_to = numbers[-1]
    if len(numbers) < CHUNK:
        sending.is_filled, sending.state = True, SendingState.RUNNING
    sending.save(update_fields=["filled_to", "is_filled", "state"])
    return len(numbers)


def stop(sending: Sending, error: Exception | str) -> None:
    """Pause a sending that its composer cannot go on with, and say why; an editor resumes or cancels it."""
    text = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    logger.error("Sending %s is paused: %s", sending.pk, text, exc_info=error if not isinstance(error, str) else None)
    unfinished = Sending.objects.filter(pk=sending.pk, state__in=UNFINISHED)
    unfinished.update(state=SendingState.PAUSED, trouble=text[:300])
