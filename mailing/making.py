"""From letters to mails: addresses are asked for just before sending, and kept no longer than the mail."""

import email.policy
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db import DatabaseError

from mailing.answers import Answer, Outcome
from mailing.casting import Cast, site_sender
from mailing.claiming import Claimed, Slip
from mailing.composing import Addressee, Mould, composer_of, letter_kind
from mailing.headers import BadAddress, wire_address
from mailing.identity import message_id, return_path
from mailing.models import Letter, Sending
from mailing.recording import Settled
from mailing.suppression import is_suppressed
from mailing.transports import Mail

GONE, SUPPRESSED = "Not wanted any more.", "The address is suppressed."
# Moulds that are kept ready; each is some hundred kilobytes.
_KEPT = 4


@dataclass
class Made:
    """What became of claimed letters.

    Attributes:
        mails: in the order of the letters.
        unwanted: letters by the reason.
        settled: those of which no mail could be made.
        stopped: why a sending's composer failed; its letters go back.
    """

    mails: list[tuple[Claimed, Mail]] = field(default_factory=list)
    unwanted: dict[str, list[Slip]] = field(default_factory=dict)
    settled: list[Settled] = field(default_factory=list)
    stopped: Exception | None = None


class Maker:
    """Makes mails, with the moulds of running sendings at hand."""

    def __init__(self) -> None:
        self._casts: dict[int, Cast] = {}

    def of_sending(self, sending: Sending, claimed: list[Claimed]) -> Made:
        made = Made()
        try:
            cast = self._cast(sending)
            found = composer_of(sending).addressees(sending, [one.slip.recipient for one in claimed])
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - The composer's; the sending is paused and says so.
            made.stopped = error
            return made
        closed = is_suppressed(to.address for to in found.values())
        for one in claimed:
            to = found.get(one.slip.recipient)
            if to is None:
                made.unwanted.setdefault(GONE, []).append(one.slip)
            elif to.address in closed:
                made.unwanted.setdefault(SUPPRESSED, []).append(one.slip)
            else:
                _add(made, one, to.address, partial(_cast_mail, cast, one.slip.number, to))
        return made

    def _cast(self, sending: Sending) -> Cast:
        if sending.pk not in self._casts:
            while len(self._casts) >= _KEPT:
                self._casts.pop(next(iter(self._casts)))
            self._casts[sending.pk] = Cast(Mould(**(sending.mould or {})))
        return self._casts[sending.pk]

    def of_singles(self, claimed: list[Claimed]) -> Made:
        made = Made()
        letters = Letter.objects.in_bulk([one.slip.number for one in claimed])
        for one in claimed:
            letter = letters.get(one.slip.number)
            kind = letter_kind(letter.kind) if letter else None
            try:
                message = kind.compose(letter) if kind and letter else None
            except DatabaseError:
                raise
            except Exception as error:  # noqa: BLE001 - Of one letter; it is tried again, as if a server had said so.
                text = f"It could not be composed: {type(error).__name__}: {error}"[:300]
                made.settled.append(Settled(one.slip, "", Answer(Outcome.LATER, text)))
                continue
            if message is None or not message.recipients():
                made.unwanted.setdefault(GONE, []).append(one.slip)
                continue
            address = message.recipients()[0]
            if is_suppressed([address]):
                made.unwanted.setdefault(SUPPRESSED, []).append(one.slip)
                continue
            _add(made, one, address, partial(_single_mail, one.slip.number, message))
        return made


def _add(made: Made, one: Claimed, address: str, mail: Any) -> None:
    try:
        made.mails.append((one, mail()))
    except BadAddress as error:
        made.settled.append(Settled(one.slip, "", Answer(Outcome.NEVER, str(error)[:300])))


def _cast_mail(cast: Cast, number: int, to: Addressee) -> Mail:
    return Mail(
        number=number,
        sender=return_path(number, cast.sender),
        to=wire_address(to.address),
        raw=partial(cast.mail, number, to),
        message=partial(cast.message, number, to),
    )


def _single_mail(number: int, message: EmailMessage) -> Mail:
    # The letter's own, whatever was composed: reports are known by it.
    message.extra_headers["Message-ID"] = message_id(number)

    def raw() -> bytes:
        return message.message(policy=email.policy.SMTP).as_bytes()

    return Mail(
        number=number,
        sender=return_path(number, site_sender()[1]),
        to=wire_address(message.recipients()[0]),
        raw=raw,
        message=lambda: message,
    )
