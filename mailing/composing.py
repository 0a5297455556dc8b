"""Who composes mails: rooms above register themselves, since this one knows neither articles nor subscribers.

A sending is composed once, as a mould with places; a recipient's own values are put into its places. A single letter
is composed by itself.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.core.mail import EmailMessage, EmailMultiAlternatives

from mailing.models import Letter, Sending

_NAME = re.compile(r"[a-z]{1,20}")
# Lower-case letters and digits alone: survives escaping, quoting in addresses, style inliners and every encoding.
PLACE = re.compile(r"zq0([a-z]{1,20})0qz")


def place(name: str) -> str:
    """The marker of what is each one's own, for text, HTML (also within attributes) and headers.

    Args:
        name: one to twenty small letters a to z.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"A place is named by one to twenty small letters, not {name!r}.")
    return f"zq0{name}0qz"


@dataclass(frozen=True)
class Mould:
    """What everybody gets, with places for what is each one's own.

    Attributes:
        subject, text, html: may hold places; values are put in as they are, escape them where HTML wants it.
        from_name: beside the site's address; the edition's name.
        reply_to: an address, or nothing.
        list_id: such as "newsletter.en.example.org", without angle brackets (RFC 2919).
        one_click: full address of RFC 8058 that leaves by POST, with a place for each one's token.
        feedback_id: "a:b:c:sender", without anything that tells persons apart.
        language, direction: of the edition, "fa" and "rtl".
        headers: others, by name; their values may hold places.
    """

    subject: str
    text: str
    html: str
    from_name: str
    reply_to: str = ""
    list_id: str = ""
    one_click: str = ""
    feedback_id: str = ""
    language: str = "en"
    direction: str = "ltr"
    headers: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Addressee:
    """Whom a letter goes to: address, name (or nothing), and the values of the mould's places by their names."""

    address: str
    name: str = ""
    values: dict[str, str] = field(default_factory=dict)


class Abandoned(Exception):
    """Raised by a composer's `mould`: what was planned is not to be sent any more. Its text says why, in words."""


class Composer(Protocol):
    """Composes the sendings of one kind."""

    def mould(self, sending: Sending) -> Mould:
        """Composed once, when the sending starts; also for samples, whose sending is not saved."""
        ...

    def recipients(self, sending: Sending, after: int, limit: int) -> list[int]:
        """Numbers above `after` of who gets it, ascending, at most `limit`."""
        ...

    def addressees(self, sending: Sending, numbers: list[int]) -> dict[int, Addressee]:
        """Asked just before sending; who is absent does not want it any more."""
        ...

    def sample(self, sending: Sending, address: str) -> Addressee:
        """Somebody who is no recipient: the values must lead nowhere that changes anything."""
        ...

    def abandoned(self, sending: Sending, reason: str) -> None:
        """Told that a planned sending was cancelled because `mould` raised Abandoned; within the same transaction."""
        ...


@dataclass(frozen=True)
class LetterKind:
    """How single letters of one kind are composed, and who hears how they fared.

    Attributes:
        compose: the mail, without sender where it is the site's; None: not wanted any more.
        settled: told within the transaction that settles the letter; its `state` says how.
        put_off: told likewise of an attempt that failed and is made again at `due_at`.
    """

    compose: Callable[[Letter], EmailMultiAlternatives | EmailMessage | None]
    settled: Callable[[Letter], None] | None = None
    put_off: Callable[[Letter], None] | None = None


_composers: dict[str, Composer] = {}
_letters: dict[str, LetterKind] = {}


def register_composer(kind: str, composer: Composer) -> None:
    """Have sendings of a kind composed by `composer`; in the `ready()` of a room above."""
    _composers[kind] = composer


def register_letter(
    kind: str,
    compose: Callable[[Letter], EmailMultiAlternatives | EmailMessage | None],
    *,
    settled: Callable[[Letter], None] | None = None,
    put_off: Callable[[Letter], None] | None = None,
) -> None:
    """Have single letters of a kind composed by `compose`; in the `ready()` of a room above."""
    _letters[kind] = LetterKind(compose, settled, put_off)


def composer_of(sending: Sending) -> Composer:
    return _composers[sending.kind]


def letter_kind(kind: str) -> LetterKind | None:
    return _letters.get(kind)
