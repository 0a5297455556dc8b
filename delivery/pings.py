"""Pings: search engines and hubs are told which addresses have changed; what they do not take is tried again.

A ping that was taken is gone, with those before it that said the same; what stands here waits, or was given up.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.utils import timezone

from delivery.models import Ping
from delivery.trying import CUT_OFF, KEPT, attempt_post

# (body, content type) of what is sent about addresses.
Written = Callable[[list[str]], tuple[bytes, str]]
_kinds: dict[str, Written] = {}


def register_kind(kind: str, written: Written) -> None:
    """How pings of a kind are written; it is asked at every attempt."""
    _kinds[kind] = written


def ping(kind: str, address: str, told: Iterable[list[str]]) -> None:
    """Have the worker tell `address` of each group of addresses, when the caller's transaction is done."""
    rows = [Ping(kind=kind, address=address, told="\n".join(addresses)) for addresses in told]
    for row in Ping.objects.bulk_create(rows):
        order(row)


def order(row: Ping, *, at: datetime | None = None) -> None:
    """Have the worker try it, now or at a moment where it can wait."""
    job = send_ping
    if at is not None:
        if not task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
            return
        job = send_ping.using(run_after=at)
    transaction.on_commit(partial(job.enqueue, row.pk), robust=True)


@task()
def send_ping(number: int) -> bool:
    """Background task: try one, if it is due and nobody else does; whether it was taken."""
    now = timezone.now()
    if not Ping.objects.filter(pk=number, next_at__lte=now).update(next_at=now + CUT_OFF):
        return False
    row = Ping.objects.get(pk=number)
    body, content_type = _kinds[row.kind](row.told.split("\n"))
    outcome = attempt_post(row.address, body, {"Content-Type": content_type})
    if outcome.is_taken:
        Ping.objects.filter(kind=row.kind, address=row.address, told=row.told, pk__lte=row.pk).delete()
        return True
    row.attempts += 1
    row.status, row.answer, row.next_at = outcome.status, outcome.answer, outcome.next_at(row.attempts)
    row.save(update_fields=["attempts", "status", "answer", "next_at"])
    if row.next_at:
        order(row, at=row.next_at)
    return False


def send_due() -> int:
    """Try every one that is due; how many were taken. For installations whose worker cannot wait, or was off."""
    due = Ping.objects.filter(next_at__lte=timezone.now()).order_by("pk").values_list("pk", flat=True)
    return sum(send_ping.func(number) for number in list(due))


@transaction.atomic
def try_again(rows: Iterable[Ping]) -> int:
    """Begin anew with those that wait or were given up; how many."""
    now, keys = timezone.now(), [row.pk for row in rows]
    # What is due already is with the worker.
    chosen = Ping.objects.filter(pk__in=keys).exclude(next_at__lte=now)
    found = list(chosen)
    chosen.update(next_at=now, attempts=0)
    for row in found:
        order(row)
    return len(found)


def prune() -> int:
    """Forget those that were given up long ago; how many."""
    return Ping.objects.filter(next_at=None, made_at__lt=timezone.now() - KEPT).delete()[0]
