"""The audit log: every act that readers or other members of the desk feel is written here, once."""

from typing import Any

from django.db.models import Model

from accounts.enums import AuditAction
from accounts.models import AuditEntry


def record(
    action: AuditAction, thing: Model, *, by: Any = None, edition: str = "", detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Write an act on the log; call it within the transaction of what it tells.

    Args:
        thing: what it was done to; its name is kept as it is now.
        by: the user; None: the site itself, such as a schedule.
        edition: code of the edition it was done in, where it was one.
        detail: anything that JSON can say: what it was before and after, why.
    """
    return AuditEntry.objects.create(
        action=action,
        by=by if by is not None and by.pk else None,
        by_name=(by.get_full_name() or by.get_username())[:160] if by is not None and by.pk else "",
        edition_code=edition,
        kind=thing._meta.label_lower,
        object_id=str(thing.pk),
        about=str(thing)[:300],
        detail=detail or {},
    )
