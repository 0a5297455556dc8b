"""What members of the desk are told: shown in the desk until read."""

from collections.abc import Iterable
from typing import Any

from accounts.enums import NoticeKind
from accounts.models import Notice, User


def tell(
    users: Iterable[User],
    *,
    kind: NoticeKind,
    about: str,
    address: str,
    by: Any = None,
    edition: str | None = None,
    text: str = "",
) -> list[Notice]:
    """Tell users something; nobody is told of what they did themselves.

    Args:
        about: what it is about, by its name.
        address: the path of its page in the desk.
        edition: code of the edition whose language `about` and `text` are in.
        text: what somebody wrote, if anything.
    """
    rows = [
        Notice(user=user, kind=kind, by=by, edition_id=edition, about=about[:300], address=address, text=text)
        for user in dict.fromkeys(users)
        if user != by and user.is_active
    ]
    return Notice.objects.bulk_create(rows)
