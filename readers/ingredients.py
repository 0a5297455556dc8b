"""The tables of this room that public pages are made of."""

from delivery.changes.declared import watch
from readers.enums import CommentState
from readers.models import Comment


def declare() -> None:
    watch(
        Comment,
        public=f"state = '{CommentState.APPROVED}'",
        sets=[("article_id", "parent_id"), ("article_id",), ("parent_id",), ("edition_id",)],
        members=("state", "made_at"),
        private=("email", "wants_mail", "suspicions", "fingerprint", "decided_at", "decided_by_id", "told_at"),
    )
