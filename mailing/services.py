"""Planning sendings, steering them, posting single letters."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from editions.models import Edition
from mailing.answers import Outcome
from mailing.casting import Cast
from mailing.composing import composer_of
from mailing.enums import LEAVING, OPEN, UNFINISHED, LetterState, SendingState
from mailing.headers import BadAddress, wire_address
from mailing.models import Letter, Sending
from mailing.suppression import is_suppressed, suppress
from mailing.transports import Mail, open_channel

__all__ = [
    "AlreadyPlanned",
    "cancel",
    "is_suppressed",
    "pause",
    "plan",
    "post",
    "post_many",
    "post_unless_open",
    "resume",
    "send_sample",
    "start",
    "suppress",
]


class AlreadyPlanned(Exception):
    """The same is planned, on its way or sent already."""


def plan(
    *,
    kind: str,
    key: str,
    edition: Edition,
    audience: str,
    title: str,
    send_at: datetime | None = None,
    rate: int | None = None,
    by: Any = None,
) -> Sending:
    """A sending that starts at its moment, or when `start` says so.

    Args:
        kind: a registered composer's.
        key: what it is of, as the composer knows it.
        audience: the list whose people get it, as the composer knows it.
        rate: mails a minute; None: as fast as the site and its mail server allow.
        by: the user who plans it.

    Raises:
        AlreadyPlanned: the same to the same list, and that was not cancelled.
    """
    try:
        with transaction.atomic():
            return Sending.objects.create(
                kind=kind,
                key=key,
                edition=edition,
                audience=audience,
                title=title[:300],
                send_at=send_at,
                rate=rate,
                created_by=by,
            )
    except IntegrityError:
        raise AlreadyPlanned(f"{kind} {key} {edition.code} {audience}") from None


@transaction.atomic
def start(sending: Sending) -> bool:
    """Freeze the mould and have the letters listed and sent; False: it is not planned any more.

    What the composer raises comes through, and nothing has started then.
    """
    held = _held(sending)
    if held.state != SendingState.PLANNED:
        return False
    _freeze(held)
    return _keep(sending, held)


def _freeze(held: Sending) -> None:
    held.mould = composer_of(held).mould(held).as_json()
    held.state, held.started_at, held.trouble = SendingState.FILLING, timezone.now(), ""


@transaction.atomic
def pause(sending: Sending) -> bool:
    """No letter is begun once this is committed; what the server is being given just now is finished."""
    held = _held(sending)
    if held.state not in LEAVING:
        return False
    held.state = SendingState.PAUSED
    return _keep(sending, held)


@transaction.atomic
def resume(sending: Sending) -> bool:
    """Go on where it was paused."""
    held = _held(sending)
    if held.state != SendingState.PAUSED:
        return False
    if held.mould is None:
        # It was paused because it could not be composed.
        _freeze(held)
    else:
        held.state, held.trouble = SendingState.RUNNING if held.is_filled else SendingState.FILLING, ""
    return _keep(sending, held)


@transaction.atomic
def cancel(sending: Sending) -> bool:
    """Send no further letter, for good; what was sent stays sent."""
    held = _held(sending)
    if held.state not in UNFINISHED:
        return False
    held.state, held.finished_at = SendingState.CANCELLED, timezone.now()
    # One that is on its way is settled by its answer.
    Letter.objects.filter(sending=held, state__in=[LetterState.WAITING, LetterState.CLAIMED], in_flight_at=None).update(
        state=LetterState.CANCELLED, worker=""
    )
    return _keep(sending, held)


def _held(sending: Sending) -> Sending:
    return Sending.objects.select_for_update(of=("self",)).get(pk=sending.pk)


def _keep(sending: Sending, held: Sending) -> bool:
    """Save what is held, and let the caller's object say the same."""
    changed = ("state", "mould", "started_at", "finished_at", "trouble")
    held.save(update_fields=changed)
    for name in changed:
        setattr(sending, name, getattr(held, name))
    return True


def post(
    *,
    kind: str,
    key: str = "",
    edition: Edition | str | None,
    recipient: int = 0,
    due_at: datetime | None = None,
    once: str = "",
) -> Letter:
    """A single letter, within the caller's transaction: it is sent if that is committed, and not else.

    Args:
        kind: a registered letter's.
        key, recipient: what it is about, as its composer knows it.
        due_at: not before; None: now.
        once: a name of this letter; who posts the same again gets the first one, whatever became of it.
    """
    fields: dict[str, Any] = {
        "kind": kind,
        "key": key,
        "edition_id": getattr(edition, "code", edition),
        "recipient": recipient,
        "due_at": due_at or timezone.now(),
    }
    if not once:
        return Letter.objects.create(**fields)
    return Letter.objects.get_or_create(once=once, defaults=fields)[0]


def post_unless_open(
    *, kind: str, edition: Edition | str | None, recipient: int, due_at: datetime | None = None
) -> None:
    """As `post`, but not where the same is on its way already; one that waits for a later attempt is due at once."""
    open_ones = Letter.objects.filter(sending=None, kind=kind, recipient=recipient, state__in=OPEN)
    if open_ones.exists():
        open_ones.filter(state=LetterState.WAITING).update(due_at=due_at or timezone.now())
    else:
        post(kind=kind, edition=edition, recipient=recipient, due_at=due_at)


def post_many(*, kind: str, recipients: Iterable[tuple[int, str | None]]) -> None:
    """As `post`, of many letters at once: (recipient, code of the edition)."""
    letters = [Letter(kind=kind, recipient=number, edition_id=code) for number, code in recipients]
    Letter.objects.bulk_create(letters, batch_size=500)


def send_sample(*, kind: str, key: str, edition: Edition, audience: str, addresses: list[str]) -> dict[str, str]:
    """Send a mail as it would be now to addresses that need not be on any list, and wait for the server's answers.

    No sending is kept, and none of the addresses is; links in the mail lead nowhere that changes anything.

    Returns:
        For each address what went wrong, in the server's words; empty: the server took it.
    """
    sending = Sending(kind=kind, key=key, edition=edition, audience=audience)
    composer = composer_of(sending)
    cast, channel = Cast(composer.mould(sending)), open_channel()
    said: dict[str, str] = {}
    try:
        for address in dict.fromkeys(addresses):
            try:
                to = composer.sample(sending, address)
                # No letter of ours, so that no report is taken for one.
                number = -secrets.randbelow(10**12) - 1
                mail = Mail(
                    number=number,
                    sender=cast.sender,
                    to=wire_address(address),
                    raw=partial(cast.mail, number, to),
                    message=partial(cast.message, number, to),
                )
            except BadAddress as error:
                said[address] = str(error)
                continue
            answer = channel.send(mail)
            said[address] = "" if answer.outcome == Outcome.TAKEN else answer.text
    finally:
        channel.close()
    return said
