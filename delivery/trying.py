"""What is sent to addresses elsewhere is tried until it is taken, ever more seldom, and given up after some days."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from delivery.posting import RefusedAddressError, post

# How long after each failure it is tried again: ten times within about three days.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
# So long what is settled, or given up, can be looked at.
KEPT = timedelta(days=30)
# Whoever has taken a message to send it, and is cut off, leaves it to be tried again after so long.
CUT_OFF = timedelta(minutes=10)
# Of what the other side said so much is kept, in characters.
MOST_KEPT = 300


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt.

    Attributes:
        status: None where nobody answered.
        is_final: nothing would be gained by trying again.
    """

    status: int | None
    answer: str
    is_taken: bool = False
    is_final: bool = False

    def next_at(self, attempts: int) -> datetime | None:
        """When it is tried next, after so many attempts; None: it has been taken, or is given up."""
        if self.is_taken or self.is_final or attempts > len(WAITS):
            return None
        return timezone.now() + WAITS[attempts - 1]


def attempt_post(address: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    try:
        answer = post(address, body, headers)
    except RefusedAddressError as refused:
        return Outcome(None, _kept(str(refused)), is_final=True)
    except (OSError, http.client.HTTPException) as error:
        return Outcome(None, _kept(str(error) or type(error).__name__))
    # "Gone": nobody is there who would want it (RFC 9110, 15.5.11).
    return Outcome(answer.status, _kept(answer.text), is_taken=answer.is_good, is_final=answer.status == 410)


def _kept(text: str) -> str:
    return text.replace("\x00", "")[:MOST_KEPT]
