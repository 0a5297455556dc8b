"""The gate's answers as conditions of queries: what readers sent that somebody at the desk may see."""

from typing import Any

from django.db.models import Q

from accounts.enums import PUBLISHING
from accounts.gate import editions_with, may_read_messages
from articles.reach import articles_published_by


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
