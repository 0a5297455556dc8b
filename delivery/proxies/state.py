"""How far the proxy has been told, kept in the database; and which sender is at it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from delivery.changes import log
from delivery.changes.positions import Position
from delivery.models import PurgeState
from delivery.proxies.chosen import Chosen

# A sender that shows no life for so long is thought to have died.
LEASE = timedelta(seconds=60)
ONLY = 1


@dataclass(frozen=True)
class Held:
    """What the last sender left."""

    position: str
    target: str

    def position_for(self, chosen: Chosen) -> Position | None:
        """How far that very proxy was told; None: nobody knows."""
        if self.target != target_of(chosen):
            return None
        try:
            return Position.of(self.position)
        except ValueError:
            return None


def target_of(chosen: Chosen) -> str:
    """What tells one proxy from another, one name of the site, of which keys are made, and one log of changes."""
    text = f"{chosen.kind} {chosen.target} {chosen.header} {settings.SITE_URL} {log.identity(connection)}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def take(name: str) -> Held | None:
    """Become the sender, unless another is; what it left."""
    now = timezone.now()
    PurgeState.objects.get_or_create(pk=ONLY)
    free = Q(held_by__in=["", name]) | Q(held_until__lt=now) | Q(held_until=None)
    if not PurgeState.objects.filter(free, pk=ONLY).update(held_by=name, held_until=now + LEASE):
        return None
    row = PurgeState.objects.get(pk=ONLY)
    return Held(row.position, row.target)


def keep(name: str, *, waiting: int) -> bool:
    """Show that the sender lives; whether it is still the one."""
    return _of(name).update(held_until=timezone.now() + LEASE, waiting=waiting) == 1


def leave(name: str) -> None:
    _of(name).update(held_by="", held_until=None)


def note_purge(name: str, *, calls: int, keys: int, settled: str, target: str, waiting: int) -> None:
    """Purges were taken. `settled`: how far in the log nothing is left to be told of; "": as before."""
    now = timezone.now()
    news: dict[str, Any] = {
        "held_until": now + LEASE,
        "waiting": waiting,
        "failing_since": None,
        "answer": "",
    }
    if keys:
        news |= {"told_at": now, "calls": F("calls") + calls, "keys": F("keys") + keys}
    if settled:
        news |= {"position": settled, "target": target}
    _of(name).update(**news)


def note_failure(name: str, said: str, *, waiting: int) -> None:
    now = timezone.now()
    _of(name).update(held_until=now + LEASE, waiting=waiting, answer=said[:300])
    _of(name).filter(failing_since=None).update(failing_since=now)


def _of(name: str) -> QuerySet[PurgeState]:
    return PurgeState.objects.filter(pk=ONLY, held_by=name)


@dataclass(frozen=True)
class Told:
    """What is known of the telling, for people.

    Attributes:
        is_running: a sender has shown life lately.
        waiting: keys that wait for their first purge.
        failing_since: None while purges are taken.
        answer: what the other side said to the last that was not.
        told_at: when the last was taken; `calls` and `keys` are those of all times.
    """

    is_running: bool
    waiting: int
    failing_since: datetime | None
    answer: str
    told_at: datetime | None
    calls: int
    keys: int


def report() -> Told | None:
    """How it stands; None where no sender ever ran."""
    row = PurgeState.objects.filter(pk=ONLY).first()
    if row is None:
        return None
    return Told(
        is_running=bool(row.held_by and row.held_until and row.held_until > timezone.now()),
        waiting=row.waiting,
        failing_since=row.failing_since,
        answer=row.answer,
        told_at=row.told_at,
        calls=row.calls,
        keys=row.keys,
    )
