"""How a sending fares, for whoever watches it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncHour
from django.utils import timezone

from mailing import workers
from mailing.enums import OPEN, LetterState
from mailing.models import Letter, Sending

# What the rate is measured over.
LATELY = timedelta(minutes=2)


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
    """In five queries, each over an index of the sending's own letters; in none once those are cleared away."""
    if sending.sums is not None:
        return _from_sums(sending.sums)
    now = timezone.now()
    letters = Letter.objects.filter(sending=sending).order_by()
    by_state: dict[str, int] = {}
    by_hour: dict[datetime, int] = {}
    rows = letters.annotate(hour=TruncHour("sent_at")).values_list("state", "hour")
    for state, hour, count in rows.annotate(count=Count("pk")):
        by_state[state] = by_state.get(state, 0) + count
        if hour is not None:
            by_hour[hour] = by_hour.get(hour, 0) + count
    progress = _counted(by_state, sorted(by_hour.items()))
    doubtful = letters.filter(n_doubtful__gt=0).aggregate(sum=Sum("n_doubtful"))["sum"] or 0
    if not sending.is_leaving:
        return replace(progress, doubtful=doubtful)
    rate = _rate(sending, now)
    until = now + timedelta(minutes=progress.queued / rate) if rate and progress.queued else None
    return replace(
        progress, doubtful=doubtful, rate=rate, until=until, trouble=workers.trouble(), is_watched=workers.at_work()
    )


def _rate(sending: Sending, now: datetime) -> int:
    since = max(now - LATELY, sending.started_at or now)
    sent = Letter.objects.filter(sending=sending, state=LetterState.SENT, sent_at__gte=since).count()
    minutes = max((now - since).total_seconds(), 1) / 60
    return round(sent / minutes)


def _counted(by_state: dict[str, int], by_hour: list[tuple[datetime, int]]) -> Progress:
    def of(*states: LetterState) -> int:
        return sum(by_state.get(state, 0) for state in states)

    return Progress(
        total=sum(by_state.values()),
        queued=of(*OPEN),
        sent=of(LetterState.SENT),
        refused=of(LetterState.REFUSED),
        bounced=of(LetterState.BOUNCED),
        left=of(LetterState.UNWANTED),
        failed=of(LetterState.FAILED),
        cancelled=of(LetterState.CANCELLED),
        by_hour=by_hour,
    )


def _from_sums(sums: dict[str, Any]) -> Progress:
    by_hour = [(datetime.fromisoformat(hour), count) for hour, count in sorted(sums["by_hour"].items())]
    return replace(_counted(sums["by_state"], by_hour), doubtful=sums["doubtful"])
