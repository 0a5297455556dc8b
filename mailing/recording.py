"""What is written down of each mail: that it is begun, before it is; and what the server said to it.

One transaction records the answers that have come and begins the mails that follow them. Whoever is killed leaves no
more behind than mails that are begun and have no answer: of these alone it is not known whether they arrived.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from mailing.answers import Answer, Outcome, pause_after
from mailing.composing import letter_kind
from mailing.enums import LEAVING, OPEN, LetterState, Reason
from mailing.models import Letter, Sending
from mailing.suppression import suppress
from mailing.workers import cancel_orphans

logger = logging.getLogger(__name__)
_LETTER, _SENDING = Letter._meta.db_table, Sending._meta.db_table


@dataclass(frozen=True)
class Settled:
    """What became of one attempt."""

    letter: Letter
    address: str
    answer: Answer


def begin(worker: str, numbers: list[int], now: datetime) -> set[int]:
    """Mark letters as on their way; those that are no longer this sender's, or whose sending rests, are not."""
    if not numbers:
        return set()
    signs, states = ", ".join(["%s"] * len(numbers)), ", ".join(["%s"] * len(LEAVING))
    sql = (
        f"UPDATE {_LETTER} SET in_flight_at = %s WHERE id IN ({signs}) AND state = %s AND worker = %s"  # noqa: S608
        f" AND (sending_id IS NULL OR sending_id IN (SELECT id FROM {_SENDING} WHERE state IN ({states}))) RETURNING id"
    )
    values = [_moment(now), *numbers, LetterState.CLAIMED.value, worker, *(state.value for state in LEAVING)]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {row[0] for row in cursor.fetchall()}


def _moment(now: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(now)


def settle(worker: str, done: Iterable[Settled], now: datetime) -> None:
    """Record what became of attempts."""
    taken, others = [], []
    for one in done:
        is_plain = one.answer.outcome == Outcome.TAKEN and one.letter.sending_id is not None
        (taken if is_plain else others).append(one)
    if taken:
        _settle_taken(worker, taken, now)
    for one in others:
        _settle_one(worker, one, now)


def _settle_taken(worker: str, taken: list[Settled], now: datetime) -> None:
    """All that were sent, in one statement.

    One that was taken away from a sender believed dead is sent all the same, unless another has begun it again.
    """
    rows = ", ".join(["(%s, %s)"] * len(taken))
    sql = (
        f"UPDATE {_LETTER} SET state = %s, worker = '', in_flight_at = NULL, sent_at = %s, tries = tries + 1,"  # noqa: S608
        f" answer = v.column2 FROM (VALUES {rows}) AS v WHERE id = v.column1"
        " AND state IN (%s, %s) AND (worker = %s OR in_flight_at IS NULL)"
    )
    values: list[object] = [LetterState.SENT.value, _moment(now)]
    for one in taken:
        values += (one.letter.pk, one.answer.text[:300])
    values += (*(state.value for state in OPEN), worker)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _settle_one(worker: str, one: Settled, now: datetime) -> None:
    letter, outcome = one.letter, one.answer.outcome
    mine = Letter.objects.filter(pk=letter.pk, state__in=OPEN, worker=worker)
    if outcome == Outcome.TAKEN:
        mine = Letter.objects.filter(pk=letter.pk, state__in=OPEN)
        change = {"state": LetterState.SENT, "sent_at": now, "tries": F("tries") + 1}
    elif outcome == Outcome.UNREACHABLE:
        change = {"state": LetterState.WAITING}
    elif outcome in {Outcome.NEVER, Outcome.NO_MAILBOX}:
        change = {"state": LetterState.REFUSED, "tries": F("tries") + 1}
    else:
        pause = pause_after(letter.tries + 1)
        change = {"state": LetterState.WAITING if pause else LetterState.FAILED, "tries": F("tries") + 1}
        if pause:
            change["due_at"] = now + pause
        if outcome == Outcome.LOST:
            change["n_doubtful"] = F("n_doubtful") + 1
    if not mine.update(**change, worker="", in_flight_at=None, answer=one.answer.text[:300]):
        return
    if outcome == Outcome.NO_MAILBOX and one.address:
        suppress(one.address, Reason.BOUNCE)
    if letter.sending_id is not None and change["state"] == LetterState.WAITING:
        cancel_orphans([letter.pk])
    if letter.sending_id is None and outcome != Outcome.UNREACHABLE:
        tell(letter.pk)


def unwanted(letters: Iterable[Letter], why: str = "") -> None:
    """Of letters that this sender has claimed: nobody wants them any more."""
    numbers = [letter.pk for letter in letters]
    claimed = Letter.objects.filter(pk__in=numbers, state=LetterState.CLAIMED, in_flight_at=None)
    claimed.update(state=LetterState.UNWANTED, worker="", answer=why)
    for letter in letters:
        if letter.sending_id is None:
            tell(letter.pk)


def put_back(worker: str, numbers: list[int]) -> None:
    """Of letters that were claimed and not begun."""
    claimed = Letter.objects.filter(pk__in=numbers, state=LetterState.CLAIMED, worker=worker, in_flight_at=None)
    claimed.update(state=LetterState.WAITING, worker="")
    cancel_orphans(numbers)


def tell(number: int) -> None:
    """Let who posted a single letter hear how it fared; what they raise undoes nothing of ours."""
    letter = Letter.objects.filter(pk=number).first()
    kind = letter_kind(letter.kind) if letter else None
    if letter is None or kind is None:
        return
    listener = kind.put_off if letter.state == LetterState.WAITING else kind.settled
    if listener is None:
        return
    try:
        with transaction.atomic():
            listener(letter)
    except Exception:
        logger.exception("Letter %s is %s, and who posted it could not be told.", letter.pk, letter.state)
