"""The gate's answers as conditions of queries: what readers sent that somebody at the desk may see."""

from typing import Any

from django.db.models import Q

from accounts.enums import PUBLISHING
from accounts.gate import editions_with, may_read_messages, may_see_subscribers, may_send
from articles.reach import articles_published_by
from editions import registry
from editions.models import Edition


def comments_decided_by(user: Any) -> Q:
    """Comments that the user decides on (`may_moderate`)."""
    return articles_published_by(user, "article__")


def decides_somewhere(user: Any) -> bool:
    codes = editions_with(user, *PUBLISHING)
    return codes is None or bool(codes)


def messages_read_by(user: Any) -> set[str] | None:
    """Codes of the editions whose messages the user reads (`may_read_messages`); None: of all."""
    codes = editions_with(user, *PUBLISHING)
    return None if codes is None else {code for code in codes if may_read_messages(user, code)}


def subscribers_seen_by(user: Any) -> list[Edition]:
    """Editions whose subscribers the user sees with their addresses (`may_see_subscribers`)."""
    return [one for code, one in registry.all_editions().items() if may_see_subscribers(user, code)]


def subscribers_counted_by(user: Any) -> list[Edition]:
    """Editions to whose subscribers the user sends (`may_send`), and so knows how many they are."""
    return [one for code, one in registry.all_editions().items() if may_send(user, code)]
