"""Telling others what has changed for readers: search engines, hubs, webhooks, our own worker.

A change is noted in the transaction that makes it: none is told that was rolled back, none is lost. At its moment,
which may lie ahead, the worker looks at what readers see by then, and tells who listens. Rooms above register what they
publish; who tells others registers as a listener.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, TextChoices
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.models import Announcement
from editions.enums import State

logger = logging.getLogger(__name__)
# Announcements in one transaction.
BATCH = 200


class Event(TextChoices):
    """What happened, as readers notice it."""

    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("updated")
    WITHDRAWN = "withdrawn", _("withdrawn")


@dataclass(frozen=True)
class Public:
    """Something of one edition as readers know it.

    Attributes:
        kind: "article", "issue", "book" or "media".
        code: its short code, without "/s/".
        path: where it is, or was.
        is_live: whether readers see it now.
    """

    kind: str
    number: int
    edition: str
    code: str
    title: str
    path: str
    is_live: bool
    published_at: datetime | None
    updated_at: datetime


# Keys of things -> what is known of them to readers, in each edition.
PublicOf = Callable[[list[int]], Iterable[Public]]
Listener = Callable[[list[tuple[Event, Public]]], None]
_published: dict[str, PublicOf] = {}
_listeners: list[Listener] = []
ClockListener = Callable[[list[Public]], None]
_clock_listeners: list[ClockListener] = []


def register_published(label: str, public_of: PublicOf) -> None:
    """Announce changes of a model, by its label such as "articles.article"."""
    _published[label] = public_of


def register_listener(listener: Listener) -> None:
    """Tell `listener` of changes, within the transaction that marks them as told: it orders work and does none."""
    _listeners.append(listener)


def register_clock_listener(listener: ClockListener) -> None:
    """Tell `listener` what has gone live by the clock, at the moment that was set; within the same transaction."""
    _clock_listeners.append(listener)


def announce(changes: Iterable[tuple[Model, Event, datetime | None]]) -> None:
    """Note changes within the caller's transaction: (thing, what happened, the moment; None: now)."""
    now = timezone.now()
    rows = [
        Announcement(
            kind=thing._meta.label_lower,
            number=thing.pk,
            event=event,
            due_at=at or now,
            is_by_clock=at is not None and at > now,
        )
        for thing, event, at in changes
        if thing._meta.label_lower in _published
    ]
    if not rows:
        return
    Announcement.objects.bulk_create(rows, batch_size=500)
    if any(row.due_at <= now for row in rows):
        transaction.on_commit(tell_what_is_due.enqueue, robust=True)
    for moment in {row.due_at for row in rows if row.due_at > now}:
        order_at(moment)


def order_at(moment: datetime) -> None:
    """Have the worker look at a moment to come, where it can wait; else the next change or the command does."""
    if task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        transaction.on_commit(tell_what_is_due.using(run_after=moment).enqueue, robust=True)


@task()
def tell_what_is_due() -> int:
    """Background task: tells of every change whose moment has come; how many announcements that were."""
    count = 0
    while told := tell_batch():
        count += told
    return count


def tell_batch(now: datetime | None = None) -> int:
    """Tell of the first changes that are due, all in one transaction; how many announcements were settled."""
    now = now or timezone.now()
    with transaction.atomic():
        waiting = Announcement.objects.filter(due_at__lte=now).order_by("due_at", "pk")
        # Two workers at once: the second waits, and then finds them gone.
        rows = list(waiting.select_for_update(of=("self",))[:BATCH])
        Announcement.objects.filter(pk__in=[row.pk for row in rows]).delete()
        told = what_is_so(rows)
        if told:
            for listener in _listeners:
                listener(told)
        if arrived := gone_live_by_clock(rows):
            for clock_listener in _clock_listeners:
                clock_listener(arrived)
    return len(rows)


def what_is_so(rows: list[Announcement]) -> list[tuple[Event, Public]]:
    """What readers notice of announcements by now, once a thing and edition.

    What was published and withdrawn meanwhile, or moved to another day, is not told: the later announcement is.
    """
    events: dict[tuple[str, int], Event] = {}
    for row in rows:
        key, event = (row.kind, row.number), Event(row.event)
        # Published and updated in one go is published.
        if not (event == Event.UPDATED and events.get(key) == Event.PUBLISHED):
            events[key] = event
    found: list[tuple[Event, Public]] = []
    for kind in dict.fromkeys(kind for kind, _number in events):
        if kind not in _published:
            continue
        for public in _published[kind]([number for one, number in events if one == kind]):
            event = events[kind, public.number]
            if public.is_live != (event == Event.WITHDRAWN):
                found.append((event, public))
    return found


def gone_live_by_clock(rows: list[Announcement]) -> list[Public]:
    """What readers see because its moment has come; what somebody published before that moment is none of it."""
    set_ahead = [row for row in rows if row.is_by_clock and row.event == Event.PUBLISHED]
    moments = {(row.number, row.due_at) for row in set_ahead}
    return [public for _event, public in what_is_so(set_ahead) if (public.number, public.published_at) in moments]


def changes_of(thing: Any, was: Any, *, is_change: bool) -> list[tuple[Model, Event, datetime | None]]:
    """What readers notice, now or at a moment to come, of a thing that has just been saved.

    Args:
        thing: with state, `published_at` and perhaps `unpublish_at`.
        was: the same of it before.
        is_change: whether its words may have become others.
    """
    now = timezone.now()
    until = getattr(thing, "unpublish_at", None)

    def is_live(one: Any) -> bool:
        end = getattr(one, "unpublish_at", None)
        has_begun = one.state == State.PUBLISHED and one.published_at is not None and one.published_at <= now
        return has_begun and (end is None or end > now)

    if not is_live(thing):
        if thing.state == State.PUBLISHED and thing.published_at and thing.published_at > now:
            withdrawn = [(thing, Event.WITHDRAWN, None)] if is_live(was) else []
            return [*withdrawn, (thing, Event.PUBLISHED, thing.published_at), *_ending(thing, until)]
        return [(thing, Event.WITHDRAWN, None)] if is_live(was) else []
    if not is_live(was):
        return [(thing, Event.PUBLISHED, None), *_ending(thing, until)]
    changed = [(thing, Event.UPDATED, None)] if is_change or was.published_at != thing.published_at else []
    return [*changed, *(_ending(thing, until) if until != getattr(was, "unpublish_at", None) else [])]


def _ending(thing: Any, until: datetime | None) -> list[tuple[Model, Event, datetime | None]]:
    return [(thing, Event.WITHDRAWN, until)] if until else []
