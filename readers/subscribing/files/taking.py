"""A file of subscribers is looked through, and taken in by the background worker, some hundred at a time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.tasks import task

from accounts.audit import record
from accounts.enums import AuditAction
from editions.models import Edition
from mailing.services import is_suppressed
from readers.enums import ConsentSource, FileState, SubscriberState
from readers.models import Subscriber, SubscriberFile, Subscription
from readers.retention import prune_soon
from readers.subscribing.changes import HERE
from readers.subscribing.files.reading import Row, read_rows
from readers.subscribing.tallies import count_joined
from readers.subscribing.traces import trace_of

A_BATCH = 500
# What becomes of a row: it is new, or why it stays out.
NEW, KNOWN, LEFT, SUPPRESSED, TWICE, BAD = "new", "known", "left", "suppressed", "twice", "bad"


def look_through(data: bytes, *, name: str, edition: Edition, series: str = "", by: Any = None) -> SubscriberFile:
    """Keep a file for a day, with what would come of it. Nobody is subscribed yet.

    Args:
        edition, series: of lines that name none (`read_rows`).
        by: the user who brings it; None: somebody at the machine.

    Raises:
        UnreadableError: it is no table of subscribers; nothing is kept.
    """
    rows, problems, n_bad = read_rows(data, edition=edition, series=series)
    first = {row.email.lower(): row for row in reversed(rows)}
    once = sorted(first.values(), key=lambda row: row.line)
    counts = Counter({BAD: n_bad, TWICE: len(rows) - len(once)})
    for start in range(0, len(once), A_BATCH):
        counts.update(judged(once[start : start + A_BATCH]).values())
    prune_soon()
    return SubscriberFile.objects.create(
        name=name[:200],
        edition=edition,
        rows=[asdict(row) for row in once],
        counts={key: number for key, number in counts.items() if number},
        problems=[asdict(problem) for problem in problems],
        n_rows=len(once),
        made_by=by,
    )


def judged(rows: list[Row]) -> dict[int, str]:
    """What becomes of each row, by its line. Who left stays out; who is there stays as they are."""
    addresses = {row.email.lower() for row in rows}
    known = Subscriber.objects.alias(folded=Lower("email")).exclude(email="").filter(folded__in=addresses)
    states = {email.lower(): state for email, state in known.values_list("email", "state")}
    traces = {trace_of(address): address for address in addresses - states.keys()}
    gone = {traces[trace] for trace in Subscriber.objects.filter(trace__in=traces).values_list("trace", flat=True)}
    silent = is_suppressed(addresses)
    found = {}
    for row in rows:
        address = row.email.lower()
        state = states.get(address, "")
        if address in silent or state == SubscriberState.SILENCED:
            found[row.line] = SUPPRESSED
        elif address in gone or state == SubscriberState.LEFT:
            found[row.line] = LEFT
        else:
            found[row.line] = KNOWN if state in HERE else NEW
    return found


@transaction.atomic
def order_taking(file: SubscriberFile, *, here: bool = False) -> None:
    """Let the background worker take a file in; ordered anew it goes on where it stopped.

    Args:
        here: whoever orders it takes it in themselves, by `take_rest`.
    """
    held = SubscriberFile.objects.select_for_update().get(pk=file.pk)
    if held.state == FileState.DONE:
        return
    if held.state == FileState.CHECKED:
        record(AuditAction.IMPORT, held, by=held.made_by, edition=held.edition_id, detail={"rows": held.n_rows})
        held.state, held.counts = (
            FileState.RUNNING,
            {key: held.counts[key] for key in (TWICE, BAD) if key in held.counts},
        )
        held.save(update_fields=["state", "counts"])
    if not here:
        transaction.on_commit(partial(take_file.enqueue, held.pk), robust=True)


@task(priority=-10)
def take_file(number: int) -> int:
    """Background task: take the rest of a file in; how many rows were looked at."""
    return take_rest(number)


def take_rest(number: int, *, told: Callable[[int], None] = lambda done: None) -> int:
    """Take the rest of a file in.

    Args:
        told: is told after each batch how many rows are done.
    """
    file = SubscriberFile.objects.filter(pk=number, state=FileState.RUNNING).first()
    if file is None:
        return 0
    rows = [Row(**row) for row in file.rows]
    begun = done = file.n_done
    while done < len(rows):
        batch = rows[done : done + A_BATCH]
        if not _take_batch(number, done, batch):
            # Another worker is at it.
            return done - begun
        done += len(batch)
        told(done)
    SubscriberFile.objects.filter(pk=number, n_done=len(rows)).update(state=FileState.DONE, rows=[])
    return done - begun


@transaction.atomic
def _take_batch(number: int, done: int, rows: list[Row]) -> bool:
    file = SubscriberFile.objects.select_for_update().get(pk=number)
    if file.n_done != done or file.state != FileState.RUNNING:
        return False
    found = judged(rows)
    new = [row for row in rows if found[row.line] == NEW]
    _subscribe(new)
    counts = Counter(file.counts)
    counts.update(found.values())
    SubscriberFile.objects.filter(pk=number).update(n_done=done + len(rows), counts=dict(counts))
    return True


def _subscribe(rows: list[Row]) -> None:
    """Rows whose addresses get nothing yet. Who waits to be confirmed has given proof by now."""
    addresses = {row.email.lower() for row in rows}
    Subscriber.objects.alias(folded=Lower("email")).filter(folded__in=addresses, state=SubscriberState.PENDING).delete()
    made = Subscriber.objects.bulk_create(
        Subscriber(
            email=row.email,
            name=row.name,
            edition_id=row.edition,
            state=SubscriberState.ACTIVE,
            consented_at=datetime.fromisoformat(row.consented_at),
            consent_source=ConsentSource.IMPORT,
            consent_text=row.proof,
        )
        for row in rows
    )
    Subscription.objects.bulk_create(
        Subscription(subscriber=subscriber, list=key)
        for subscriber, row in zip(made, rows, strict=True)
        for key in row.lists
    )
    for code, number in Counter(row.edition for row in rows).items():
        count_joined(code, number)
