"""What a user is allowed, as it is stored; and a note on the audit log of every change to it."""

from typing import Any

from accounts.audit import record_change
from accounts.enums import AuditAction
from accounts.models import Membership, User

# Of the account itself, not of an edition.
ACCOUNT = ""


def permissions_of(user: User) -> dict[str, dict[str, Any]]:
    """By edition code, and under `ACCOUNT` what holds everywhere; read from the database, never from the object."""
    stored = User.objects.filter(pk=user.pk).values("is_active", "is_staff", "is_superuser").first()
    found: dict[str, dict[str, Any]] = {ACCOUNT: dict(stored)} if stored else {}
    memberships = Membership.objects.filter(user=user.pk).prefetch_related("translates_from", "sections")
    for one in memberships:
        found[one.edition_id] = {
            "role": one.role,
            "translates_from": sorted(edition.pk for edition in one.translates_from.all()),
            "sections": sorted(str(section) for section in one.sections.all()),
        }
    return found


def record_permissions(user: User, before: dict[str, dict[str, Any]], *, by: Any) -> None:
    """Write what has become different since `before`: an entry for each edition, and one for the account."""
    after = permissions_of(user)
    for code in {**before, **after}:
        record_change(AuditAction.PERMIT, user, before.get(code, {}), after.get(code, {}), by=by, edition=code)


def confined_to(*, section: Any = None, edition: Any = None) -> list[Membership]:
    """Roles that are held in this section, or for translations from this edition.

    Without it such a role could come to be held in all of them, so it is not deleted before the role is changed.
    """
    wanted = {"sections": section} if section is not None else {"translates_from": edition}
    return list(Membership.objects.filter(**wanted).select_related("user", "edition"))
