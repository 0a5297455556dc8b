"""Writes that touch more than one edition."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.enums import State
from editions.models import Edition
from editions.models.frame import touch_frames


@transaction.atomic
def make_default(*, edition: Edition) -> None:
    """Let `/` lead to this edition where a browser asks for none; the one before stops being it at the same moment.

    Raises:
        ValidationError: the edition is hidden from readers.
    """
    if not edition.is_visible:
        raise ValidationError(_("The default edition must be shown to readers."))
    # Locked first, so that two admins who choose at once choose one after the other.
    list(Edition.objects.select_for_update().filter(is_default=True))
    Edition.objects.filter(is_default=True).exclude(pk=edition.pk).update(is_default=False)
    Edition.objects.filter(pk=edition.pk).update(is_default=True)
    edition.is_default = True
    touch_frames()


@transaction.atomic
def publish_shared(things: Iterable[Any]) -> int:
    """Publish media items or books, in every edition that has words for them; a moment set before is kept.

    Returns how many changed.
    """
    now = timezone.now()
    changed = [thing for thing in things if thing.state != State.PUBLISHED]
    for thing in changed:
        thing.state, thing.published_at, thing.updated_at = State.PUBLISHED, thing.published_at or now, now
    _write_states(changed)
    return len(changed)


@transaction.atomic
def withdraw_shared(things: Iterable[Any]) -> int:
    """Take published media items or books off the site; nothing of them is deleted. Returns how many changed."""
    changed = [thing for thing in things if thing.state == State.PUBLISHED]
    for thing in changed:
        thing.state, thing.updated_at = State.WITHDRAWN, timezone.now()
    _write_states(changed)
    return len(changed)


def _write_states(things: list[Any]) -> None:
    if things:
        fields = ["state", "published_at", "updated_at"]
        type(things[0])._default_manager.bulk_update(things, fields, batch_size=500)
