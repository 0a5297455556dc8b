"""People of the desk, for tests."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Membership, User
from seeds.factories.editions import SHIPPED, make_edition
from seeds.factories.naming import next_number

# The password of every user made here, unless another one is given.
PASSWORD = "open-the-desk-42"  # noqa: S105 - a test's own


def make_user(
    *,
    role: str | None = None,
    editions: Iterable[str] | None = None,
    username: str = "",
    password: str = PASSWORD,
    **fields: Any,
) -> User:
    """Someone who can sign in.

    Args:
        role: "admin" (a superuser), one of `Role` (staff with this role in `editions`), or None: nobody at the desk,
            though signed in.
        editions: codes of the editions in which the role is held; None: the four that are shipped. Made where missing.
        fields: any field of the user.
    """
    is_admin, is_staff = role == "admin", role is not None
    user = User(
        **{
            "username": username or f"{role or 'reader'}-{next_number()}",
            "is_staff": is_staff,
            "is_superuser": is_admin,
            **fields,
        }
    )
    user.set_password(password)
    user.save()
    if role and not is_admin:
        codes = SHIPPED if editions is None else editions
        Membership.objects.bulk_create(Membership(user=user, edition=make_edition(code), role=role) for code in codes)
    return user
