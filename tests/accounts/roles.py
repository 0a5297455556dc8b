"""Members of the desk whose role is confined, for tests."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Membership, User
from seeds.factories.accounts import make_user


def make_member(role: str, code: str, *, sections: Iterable[Any] = (), sources: Iterable[str] = ()) -> User:
    """Somebody with a role in one edition, in `sections` (none: in all) and from `sources` (codes; none: from any)."""
    user = make_user(role=role, editions=[code])
    confine(user, code, sections=sections, sources=sources)
    return user


def confine(user: User, code: str, *, sections: Iterable[Any] = (), sources: Iterable[str] = ()) -> None:
    membership = Membership.objects.get(user=user, edition=code)
    membership.sections.set(sections)
    membership.translates_from.set(sources)
