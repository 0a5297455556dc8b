"""Senders at work, by their heartbeat: whose heart has stopped has its letters taken up by others."""

import hashlib
import os
import secrets
import socket
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Worker

# Without a sign of life for so long, a sender is gone. Far above the longest that a database lets one wait.
LEASE = timedelta(seconds=60)
HEARTBEAT = 10.0
LOST_WITH_SENDER = "The answer was lost with the sender that waited for it."


def _this_machine() -> str:
    """One run of one machine, and one space of process numbers in it: containers have their own. Empty: not known."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text().strip()[:8])
        parts.append(str(os.stat("/proc/self/ns/pid").st_ino))
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:12] if len(parts) == 3 else ""


def new_name() -> str:
    return f"{_this_machine()}:{os.getpid()}:{secrets.token_hex(4)}"


def show_life(name: str, trouble: str = "") -> None:
    """By the database's clock: those of several machines differ."""
    seen = {"seen_at": Now(), "trouble": trouble[:300]}
    if not Worker.objects.filter(name=name).update(**seen):
        Worker.objects.update_or_create(name=name, defaults=seen)


def at_work() -> bool:
    return Worker.objects.filter(seen_at__gte=Now() - LEASE).exists()


def take_up() -> int:
    """Put letters of senders that are gone back into the queue; how many.

    One that was on its way may have arrived: it is counted as doubtful, and sent again as the same mail.
    """
    gone = Worker.objects.filter(Q(seen_at__lt=Now() - LEASE) | Q(name__in=_ended_here()))
    # Looking costs no lock.
    if gone.exists():
        gone.delete()
    left = Letter.objects.filter(state=LetterState.CLAIMED).exclude(worker__in=Worker.objects.values("name"))
    numbers = list(left.values_list("pk", flat=True))
    if not numbers:
        return 0
    with transaction.atomic():
        orphans = left.filter(pk__in=numbers)
        # In this order: one that is begun between the two by a sender that only slept is doubtful.
        orphans.filter(in_flight_at=None).update(state=LetterState.WAITING, worker="")
        orphans.filter(in_flight_at__isnull=False).update(
            state=LetterState.WAITING,
            worker="",
            in_flight_at=None,
            n_doubtful=F("n_doubtful") + 1,
            tries=F("tries") + 1,
            answer=LOST_WITH_SENDER,
        )
        cancel_orphans(numbers)
    return len(numbers)


def cancel_orphans(numbers: list[int]) -> None:
    """What has been put back into the queue of a sending that was cancelled meanwhile is cancelled too."""
    waiting = Letter.objects.filter(pk__in=numbers, state=LetterState.WAITING)
    waiting.filter(sending__state=SendingState.CANCELLED).update(state=LetterState.CANCELLED)


def _ended_here() -> list[str]:
    """Senders of this very machine whose process is no more: nobody need wait for their lease."""
    machine = _this_machine()
    if not machine:
        return []
    here = f"{machine}:"
    names = Worker.objects.filter(name__startswith=here).values_list("name", flat=True)
    return [name for name in names if not _is_alive(int(name.removeprefix(here).partition(":")[0]))]


def _is_alive(number: int) -> bool:
    with suppress(OSError):
        stat = Path(f"/proc/{number}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}
    return False


def leave(name: str) -> None:
    """End in good order: what was claimed and not begun goes back."""
    claimed = Letter.objects.filter(state=LetterState.CLAIMED, worker=name, in_flight_at=None)
    numbers = list(claimed.values_list("pk", flat=True))
    claimed.update(state=LetterState.WAITING, worker="")
    cancel_orphans(numbers)
    if not Letter.objects.filter(state=LetterState.CLAIMED, worker=name).exists():
        Worker.objects.filter(name=name).delete()


def trouble() -> str:
    """What keeps senders from sending; empty: nothing, or nobody is at work."""
    alive = Worker.objects.filter(seen_at__gte=Now() - LEASE).values_list("trouble", flat=True)
    said = list(alive)
    return next((text for text in said if text), "") if said and all(said) else ""
