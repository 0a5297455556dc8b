"""What a mail server or service says to a mail, and what follows from it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

# After each attempt that a server put off: two days and a half in all, as servers themselves go on (RFC 5321, 4.5.4.1).
# Servers that let strangers wait do so for some minutes; the first pauses are for them.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 12 * 60))
# RFC 3463: the mailbox or its host does not exist, has moved, takes no mail, or is switched off.
_NO_MAILBOX = re.compile(r"\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b")


class Outcome(Enum):
    """How an attempt ended.

    `LOST`: the mail was given to the server and its answer never came, so that it may have arrived.
    `BROKEN`: the connection ended before the mail was given.
    `UNREACHABLE`: there is no connection, or the server takes no mail from us at all.
    """

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    NO_MAILBOX = "no mailbox"
    LOST = "lost"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    text: str = ""

    @classmethod
    def of_reply(cls, code: int, said: str) -> "Answer":
        """Of an SMTP reply to one mail or its recipient."""
        text = f"{code} {said}"[:300]
        if 200 <= code < 300:
            return cls(Outcome.TAKEN, text)
        if code < 500:
            return cls(Outcome.LATER, text)
        return cls(Outcome.NO_MAILBOX if _NO_MAILBOX.search(said) else Outcome.NEVER, text)


def is_no_mailbox(status: str) -> bool:
    """Whether an enhanced status code says that there is no such mailbox."""
    return _NO_MAILBOX.search(status) is not None


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many attempts; None: it is given up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
