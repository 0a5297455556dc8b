"""How a sending fares, for whoever watches it."""

from dataclasses import dataclass, field
from datetime import datetime

from mailing.models import Sending


@dataclass(frozen=True)
class Progress:
    """How a sending fares.

    Attributes:
        queued: letters that are still to be sent.
        left: not sent because who should get it had left meanwhile, or may not be written to.
        failed: given up after days of trying.
        doubtful: begun anew because the server's answer was lost; these may have arrived twice.
        by_hour: letters sent in each hour, in order; the hours' beginnings.
        rate: mails a minute lately, 0 when it does not move.
        until: when it will have been sent, if that can be said.
        trouble: why nothing is sent although there is something to send; in the words of who refuses it.
        is_watched: whether a sender is at work at all.
    """

    total: int = 0
    queued: int = 0
    sent: int = 0
    refused: int = 0
    bounced: int = 0
    left: int = 0
    failed: int = 0
    cancelled: int = 0
    doubtful: int = 0
    by_hour: list[tuple[datetime, int]] = field(default_factory=list)
    rate: int = 0
    until: datetime | None = None
    trouble: str = ""
    is_watched: bool = True


def progress_of(sending: Sending) -> Progress:
    raise NotImplementedError
