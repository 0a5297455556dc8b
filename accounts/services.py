"""Writes of the desk to what all editions share, kept on the audit log."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.audit import Was, record_standings
from editions.services import publish_shared, withdraw_shared
from search.services import refresh_things


@transaction.atomic
def publish_things(*, things: Iterable[Any], by: Any) -> int:
    """Publish media items or books; returns how many changed."""
    things = list(things)
    were = [Was.of(thing) for thing in things]
    count = publish_shared(things)
    refresh_things(things)
    record_standings(_changed(things, were), by=by)
    return count


@transaction.atomic
def withdraw_things(*, things: Iterable[Any], by: Any) -> int:
    """Take media items or books off the site; returns how many changed."""
    things = list(things)
    were = [Was.of(thing) for thing in things]
    count = withdraw_shared(things)
    refresh_things(things)
    record_standings(_changed(things, were), by=by)
    return count


def _changed(things: list[Any], were: list[Was]) -> list[tuple[Any, Was]]:
    return [(thing, was) for thing, was in zip(things, were, strict=True) if Was.of(thing) != was]
