"""Which letters a sender takes next. Of several senders each letter is one's alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from mailing import pace
from mailing.enums import LEAVING, LetterState, SendingState
from mailing.models import Letter, Sending


class Slip(NamedTuple):
    """What a sender knows of a letter while it has it."""

    number: int
    sending: int | None
    recipient: int
    tries: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter, and the moment from which it may leave."""

    slip: Slip
    moment: datetime


def claim_singles(worker: str, count: int, now: datetime) -> list[Claimed]:
    """Single letters go first: somebody waits for them."""
    return _claim(worker, None, count, now)


def claim_of(worker: str, sending: Sending, count: int, now: datetime) -> list[Claimed]:
    return _claim(worker, sending, count, now)


def leaving() -> QuerySet[Sending]:
    """Sendings whose letters may leave, the one that began first before the others."""
    return Sending.objects.filter(state__in=LEAVING).order_by("started_at", "pk").select_related("edition")


def _claim(worker: str, sending: Sending | None, count: int, now: datetime) -> list[Claimed]:
    # Looking costs no lock: a sender with nothing to do keeps nobody from writing.
    return _claim_some(worker, sending, count, now) if _due(sending, now).exists() else []


@transaction.atomic
def _claim_some(worker: str, sending: Sending | None, count: int, now: datetime) -> list[Claimed]:
    rates: list[tuple[str, int | None]] = [(pace.SITE, settings.MAIL_RATE)]
    if sending is not None:
        rates.append((f"sending {sending.pk}", sending.rate))
    held = pace.places(rates, now)
    count = min([count, *(one.free for one in held)])
    if count < 1:
        return []
    slips = _take(worker, sending, count, now)
    moments = pace.moments(held, len(slips), now)
    return [Claimed(slip, moment) for slip, moment in zip(slips, moments, strict=True)]


def _due(sending: Sending | None, now: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.WAITING, sending=sending, due_at__lte=now)


def _take(worker: str, sending: Sending | None, count: int, now: datetime) -> list[Slip]:
    due = _due(sending, now).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        # Several senders walk past each other's rows; no one waits.
        due = due.select_for_update(skip_locked=True)
    slips = [Slip(*row) for row in due.values_list("pk", "sending_id", "recipient", "tries")[:count]]
    # SQLite lets one write at a time, and this transaction began as one that does.
    numbers = [slip.number for slip in slips]
    Letter.objects.filter(pk__in=numbers).update(state=LetterState.CLAIMED, worker=worker)
    return slips


def finish(sending: Sending, now: datetime) -> bool:
    """Say that a sending is done if it is: all of its letters are listed and settled."""
    is_open = Letter.objects.filter(sending=sending, state__in=[LetterState.WAITING, LetterState.CLAIMED]).exists()
    if is_open or not sending.is_filled:
        return False
    running = Sending.objects.filter(pk=sending.pk, state=SendingState.RUNNING)
    return bool(running.update(state=SendingState.DONE, finished_at=now))
