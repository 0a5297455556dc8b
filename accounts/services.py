"""Writes of the desk to what all editions share, kept on the audit log."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from accounts.audit import Was, record_standings
from editions.services import publish_shared, withdraw_shared
from search.services import refresh_things


@transaction.atomic
def publish_things(*, things: Iterable[Any], by: Any) -> int:
    """Publish media items or books; returns how many changed."""
    return _on_log(publish_shared, list(things), by=by)


@transaction.atomic
def withdraw_things(*, things: Iterable[Any], by: Any) -> int:
    """Take media items or books off the site; returns how many changed."""
    return _on_log(withdraw_shared, list(things), by=by)


def _on_log(write: Callable[[list[Any]], int], things: list[Any], *, by: Any) -> int:
    were = [Was.of(thing) for thing in things]
    count = write(things)
    refresh_things(things)
    changed = [(thing, was) for thing, was in zip(things, were, strict=True) if Was.of(thing) != was]
    record_standings(changed, by=by)
    return count
