"""Who has an article's form open now. Rows live as long as the form tells of itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article, Presence

# The form tells of itself every twenty seconds; who has not been heard of for so long has left.
STALE = timedelta(seconds=60)


@dataclass
class Others:
    """Who else is in an article: names of other users, and whether the user has it open in another window."""

    names: list[str] = field(default_factory=list)
    is_twice: bool = False


def name_of(user: Any) -> str:
    return user.get_full_name() or user.get_username()


def stay(article: Article, *, user: Any, session: str, now: datetime | None = None) -> Others:
    """Say that the user has the article's form open; who else has. Two queries."""
    now = now or timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, session=session, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "session"],
        update_fields=["user", "seen_at"],
    )
    here = Presence.objects.filter(article=article, seen_at__gt=now - STALE).exclude(session=session)
    others = Others()
    for presence in here.select_related("user").order_by("pk"):
        if presence.user_id == user.pk:
            others.is_twice = True
        elif (name := name_of(presence.user)) not in others.names:
            others.names.append(name)
    return others


def leave(article: Article, *, user: Any, session: str) -> None:
    """Say that the user has closed the form."""
    Presence.objects.filter(article=article, user=user, session=session).delete()


def prune_presences(now: datetime | None = None) -> int:
    """Remove those who left without a word; how many."""
    deleted, _by_model = Presence.objects.filter(seen_at__lte=(now or timezone.now()) - STALE).delete()
    return deleted
