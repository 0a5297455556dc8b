"""Delivery reports that come by mail (RFC 3464): which letter one is of, and whether it came back for good.

Anybody can write such a mail. Only who got a letter knows its signed Message-ID or return path; and whatever address
the report names, the one that is written to no more is the letter's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from mailing.answers import is_no_mailbox
from mailing.identity import letter_of
from mailing.reports import came_back

# In the order in which they are believed: where the report was sent to, and what it sends back.
_TO = ("Delivered-To", "X-Original-To", "To", "X-Failed-Recipients")
_RETURNED = ("Message-ID", "X-Original-Message-ID", "References", "In-Reply-To")


@dataclass(frozen=True)
class Bounce:
    """What a report says.

    Attributes:
        number: of the letter.
        status: such as "5.1.1"; empty: it says none.
        why: in the server's words.
    """

    number: int
    status: str
    why: str

    @property
    def is_final(self) -> bool:
        return self.status.startswith("5")


def read_bounce(mail: Message) -> Bounce | None:
    """None: it is no report, or of no letter of ours."""
    statuses = list(_statuses(mail))
    if not statuses:
        return None
    number = _number(mail)
    if number is None:
        return None
    status, why = next(((code, said) for action, code, said in statuses if action == "failed"), ("", ""))
    return Bounce(number, status, why)


def _statuses(mail: Message) -> Iterator[tuple[str, str, str]]:
    """Action, status and diagnostics of each recipient of a report."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and block.get("Action"):
                status = str(block.get("Status", "")).split("(")[0].strip()
                said = str(block.get("Diagnostic-Code", "")).partition(";")[2] or status
                yield str(block["Action"]).strip().lower(), status, " ".join(said.split())


def _number(mail: Message) -> int | None:
    for name in _TO:
        for value in mail.get_all(name, []):
            if (number := letter_of(str(value))) is not None:
                return number
    for part in mail.walk():
        kind = part.get_content_type()
        for name in _RETURNED:
            if (number := letter_of(str(part.get(name, "")))) is not None:
                return number
        if kind == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
            if (number := letter_of(text)) is not None:
                return number
    return None


def take_bounce(mail: Message) -> bool:
    """Record a report; whether it was one of a letter that came back."""
    bounce = read_bounce(mail)
    # One of a mail that is only late says nothing yet.
    if bounce is None or not bounce.is_final:
        return False
    why = f"{bounce.status} {bounce.why}".strip() if bounce.status not in bounce.why else bounce.why
    return came_back(bounce.number, why, is_for_good=is_no_mailbox(bounce.status))
