"""What is written down of each mail: that it is begun, before it is; and what the server said to it.

One transaction records the answers that have come and begins the mails that follow them. Whoever is killed leaves no
more behind than mails that are begun and have no answer: of these alone it is not known whether they arrived.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from mailing.answers import Answer, Outcome, pause_after
from mailing.claiming import Slip
from mailing.composing import letter_kind
from mailing.enums import LEAVING, OPEN, LetterState, Reason
from mailing.models import Letter, Sending
from mailing.suppression import suppress
from mailing.workers import cancel_orphans

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one attempt."""

    slip: Slip
    address: str
    answer: Answer

    @property
    def is_plain(self) -> bool:
        """Nothing but a mark is to be made of it."""
        return self.answer.outcome == Outcome.TAKEN and self.slip.sending is not None


def record(worker: str, done: list[Settled], begins: list[int], now: datetime) -> set[int]:
    """Record answers and begin letters, all or nothing; which of them are begun.

    Not begun is a letter that is no longer this sender's, or whose sending rests.
    """
    others = [one for one in done if not one.is_plain]
    plain = [one for one in done if one.is_plain]
    if not others:
        # By far the most: one statement, which is a transaction by itself.
        return _mark(worker, plain, begins, now)
    with transaction.atomic():
        for one in others:
            _settle_one(worker, one, now)
        return _mark(worker, plain, begins, now)


def _mark(worker: str, sent: list[Settled], begins: list[int], now: datetime) -> set[int]:
    """Mark letters as sent, and others as on their way.

    One that was taken away from a sender believed dead is sent all the same, unless another has begun it again.
    """
    if not sent and not begins:
        return set()
    moment = _moment(now)
    values: list[Any] = [moment, moment]
    for one in sent:
        values += (one.slip.number, _SENT, one.answer.text[:300])
    for number in begins:
        values += (number, _CLAIMED, "")
    values += (_CLAIMED, *_OPEN, worker, _CLAIMED, worker, *_LEAVING)
    with connection.cursor() as cursor:
        cursor.execute(_MARK.format(rows=", ".join(["(%s, %s, %s)"] * (len(sent) + len(begins)))), values)
        return {number for number, state in cursor.fetchall() if state == _CLAIMED}


def _moment(now: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(now)


_SENT, _CLAIMED = LetterState.SENT.value, LetterState.CLAIMED.value
_OPEN, _LEAVING = tuple(state.value for state in OPEN), tuple(state.value for state in LEAVING)
_MARK = f"""
UPDATE {Letter._meta.db_table} SET
    state = v.column2,
    answer = v.column3,
    worker = CASE WHEN v.column2 = '{_SENT}' THEN '' ELSE worker END,
    in_flight_at = CASE WHEN v.column2 = '{_SENT}' THEN NULL ELSE %s END,
    sent_at = CASE WHEN v.column2 = '{_SENT}' THEN %s ELSE sent_at END,
    tries = tries + CASE WHEN v.column2 = '{_SENT}' THEN 1 ELSE 0 END
FROM (VALUES {{rows}}) AS v
WHERE id = v.column1 AND (
    (v.column2 <> %s AND state IN (%s, %s) AND (worker = %s OR in_flight_at IS NULL))
    OR (v.column2 = %s AND state = v.column2 AND worker = %s AND (
        sending_id IS NULL OR sending_id IN (SELECT id FROM {Sending._meta.db_table} WHERE state IN (%s, %s))
    ))
)
RETURNING id, state
"""  # noqa: S608 - Names of our own tables and states.


def _settle_one(worker: str, one: Settled, now: datetime) -> None:
    slip, outcome = one.slip, one.answer.outcome
    mine = Letter.objects.filter(pk=slip.number, state__in=OPEN, worker=worker)
    if outcome == Outcome.TAKEN:
        mine = Letter.objects.filter(pk=slip.number, state__in=OPEN)
        change = {"state": LetterState.SENT, "sent_at": now, "tries": F("tries") + 1}
    elif outcome == Outcome.UNREACHABLE:
        change = {"state": LetterState.WAITING}
    elif outcome in {Outcome.NEVER, Outcome.NO_MAILBOX}:
        change = {"state": LetterState.REFUSED, "tries": F("tries") + 1}
    else:
        pause = pause_after(slip.tries + 1)
        change = {"state": LetterState.WAITING if pause else LetterState.FAILED, "tries": F("tries") + 1}
        if pause:
            change["due_at"] = now + pause
        if outcome == Outcome.LOST:
            change["n_doubtful"] = F("n_doubtful") + 1
    if not mine.update(**change, worker="", in_flight_at=None, answer=one.answer.text[:300]):
        return
    if outcome == Outcome.NO_MAILBOX and one.address:
        suppress(one.address, Reason.BOUNCE)
    if slip.sending is not None and change["state"] == LetterState.WAITING:
        cancel_orphans([slip.number])
    if slip.sending is None and outcome != Outcome.UNREACHABLE:
        tell(slip.number)


def unwanted(slips: Iterable[Slip], why: str = "") -> None:
    """Of letters that this sender has claimed: nobody wants them any more."""
    numbers = [slip.number for slip in slips]
    claimed = Letter.objects.filter(pk__in=numbers, state=LetterState.CLAIMED, in_flight_at=None)
    claimed.update(state=LetterState.UNWANTED, worker="", answer=why)
    for slip in slips:
        if slip.sending is None:
            tell(slip.number)


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
