"""The audit log: every act that readers or other members of the desk feel is written here, once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from delivery.outbox import announce, changes_of
from editions.enums import State


def record(
    action: AuditAction,
    thing: Model,
    *,
    by: Any = None,
    edition: str = "",
    detail: dict[str, Any] | None = None,
    of: Model | None = None,
) -> AuditEntry:
    """Write an act on the log; call it within the transaction of what it tells.

    Args:
        thing: what it was done to; its name is kept as it is now.
        by: the user; None: the site itself, such as a schedule.
        edition: code of the edition it was done in, where it was one.
        detail: anything that JSON can say: what it was before and after, why.
        of: what it is a part of, where that has a page in the desk and the thing has none.
    """
    entry = entry_of(action, thing, by=by, edition=edition, detail=detail, of=of)
    entry.save()
    return entry


def record_change(
    action: AuditAction, thing: Model, before: dict[str, Any], after: dict[str, Any], *, by: Any, edition: str = ""
) -> AuditEntry | None:
    """Write what has become different between `before` and `after`; None, and no entry, where nothing has."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return None
    detail = {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }
    return record(action, thing, by=by, edition=edition, detail=detail)


def entry_of(
    action: AuditAction,
    thing: Model,
    *,
    by: Any = None,
    edition: str = "",
    detail: dict[str, Any] | None = None,
    of: Model | None = None,
) -> AuditEntry:
    """An entry that is not written yet, so that many can be at once; arguments as of `record`."""
    return AuditEntry(
        action=action,
        by=by if by is not None and by.pk else None,
        by_name=(by.get_full_name() or by.get_username())[:160] if by is not None and by.pk else "",
        edition_code=edition,
        kind=(of or thing)._meta.label_lower,
        object_id=str((of or thing).pk),
        about=str(thing)[:300],
        detail=detail or {},
    )


@dataclass(frozen=True)
class Was:
    """Where something that is published stood before it was changed."""

    state: str = State.DRAFT
    published_at: datetime | None = None
    unpublish_at: datetime | None = None

    @classmethod
    def of(cls, thing: Any) -> "Was":
        return cls(thing.state, thing.published_at, getattr(thing, "unpublish_at", None))

    @classmethod
    def stored(cls, thing: Any) -> "Was":
        """As the database has it; of what is not saved yet: a draft."""
        names = [name for name in ("state", "published_at", "unpublish_at") if hasattr(thing, name)]
        row = type(thing)._base_manager.filter(pk=thing.pk).values(*names).first() if thing.pk else None
        return cls(**(row or {}))


def record_standing(thing: Any, was: Was, *, by: Any = None, of: Any = None, **detail: Any) -> list[AuditEntry]:
    """Write what a save has done to where something stands: published, scheduled, withdrawn, or nothing.

    What readers notice of it is announced to others besides (delivery/outbox.py).

    Args:
        thing: as it is saved now: a text of an edition, or a media item or book, which are of all.
        was: where it stood.
        detail: more to say, such as that readers see other words since.
        by, of: as of `record`.
    """
    entries = standing_entries(thing, was, by=by, of=of, detail=detail)
    AuditEntry.objects.bulk_create(entries)
    announce(changes_of(thing, was, is_change=bool(detail)))
    return entries


def record_standings(
    changes: Iterable[tuple[Any, Was]], *, by: Any = None, details: Mapping[Any, dict[str, Any]] | None = None
) -> None:
    """As `record_standing`, of many things at once; `details` by the things' keys."""
    changes, details = list(changes), details or {}
    entries = [
        entry
        for thing, was in changes
        for entry in standing_entries(thing, was, by=by, of=None, detail=details.get(thing.pk, {}))
    ]
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    announce(told for thing, was in changes for told in changes_of(thing, was, is_change=False))


def standing_entries(thing: Any, was: Was, *, by: Any, of: Any, detail: dict[str, Any]) -> list[AuditEntry]:
    told = {"by": by, "of": of, "edition": getattr(thing, "edition_id", "")}
    changed = _change_of(Was.of(thing), was, detail)
    if changed is None:
        return []
    action, moments = changed
    said = {"before": str(was.state), **moments, **detail}
    return [entry_of(action, thing, **told, detail=said)]


def _change_of(now: Was, was: Was, detail: dict[str, Any]) -> tuple[AuditAction, dict[str, str]] | None:
    """The act that led from `was` to `now`, with its moments; None: none that anybody would notice."""
    if now.state != State.PUBLISHED:
        return (AuditAction.WITHDRAW, {}) if was.state == State.PUBLISHED else None
    moments = {"at": _said(now.published_at)} | ({"until": _said(now.unpublish_at)} if now.unpublish_at else {})
    is_new = was.state != State.PUBLISHED
    is_ahead = now.published_at is not None and now.published_at > timezone.now()
    if is_ahead:
        return (AuditAction.SCHEDULE, moments) if is_new or now != was else None
    if is_new or (was.published_at and now.published_at and was.published_at > timezone.now()):
        return AuditAction.PUBLISH, moments
    if now.unpublish_at != was.unpublish_at:
        return AuditAction.SCHEDULE, moments
    return (AuditAction.PUBLISH, moments) if detail or now != was else None


def _said(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
