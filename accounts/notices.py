"""What members of the desk are told: in the desk until read, and by mail."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import NoticeKind
from accounts.gate import editions_with
from accounts.mailing import order_mails
from accounts.models import Notice, User


def tell(users: Iterable[User], **said: Any) -> list[Notice]:
    """Tell users something; nobody is told of what they did themselves. Mails go out once it is committed.

    `said`: as of `notices_for`.
    """
    return send(notices_for(users, **said))


def notices_for(
    users: Iterable[User],
    *,
    kind: NoticeKind,
    about: str,
    address: str,
    by: Any = None,
    edition: str | None = None,
    text: str = "",
) -> list[Notice]:
    """Notices that are not sent yet, so that those of many things can be at once.

    Args:
        about: what it is about, by its name.
        address: the path of its page in the desk.
        edition: code of the edition whose language `about` and `text` are in.
        text: what somebody wrote, if anything.
    """
    return [
        Notice(user=user, kind=kind, by=by, edition_id=edition, about=about[:300], address=address, text=text)
        for user in dict.fromkeys(users)
        if user != by and user.is_active
    ]


@transaction.atomic
def send(notices: Iterable[Notice]) -> list[Notice]:
    """Put notices into the desk, and order their mails; in three queries, however many."""
    told = Notice.objects.bulk_create(notices, batch_size=500)
    order_mails(notice for notice in told if notice.user.email and notice.user.wants_mail)
    return told


def notices_of(user: Any) -> QuerySet[Notice]:
    """The user's notices, newest first; those of editions they have left since are not theirs to read any more."""
    notices = Notice.objects.filter(user=user)
    codes = editions_with(user)
    return notices if codes is None else notices.filter(Q(edition=None) | Q(edition__in=codes))


def unread_of(user: Any) -> QuerySet[Notice]:
    return notices_of(user).filter(read_at=None)


def mark_read(notices: QuerySet[Notice]) -> int:
    """Returns how many were not read before."""
    return notices.filter(read_at=None).update(read_at=timezone.now())
