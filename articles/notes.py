"""Notes of the desk on an article or one of its blocks: made, answered, resolved. Readers never see them."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.enums import NoticeKind
from accounts.mentions import find_mentioned
from accounts.models import User
from accounts.notices import tell
from articles.history import desk_address
from articles.models import Article, Note
from editions.scripts.controls import strip_controls

MAX_QUOTE = 200


@dataclass(frozen=True)
class Added:
    """A note that was made, and the names in it that are of nobody who may read it."""

    note: Note
    unknown: list[str] = field(default_factory=list)


def notes_on(article: Article) -> list[Note]:
    """Its notes with their answers: open ones first, each kind in the order in which they were made. Two queries."""
    answers = Note.objects.select_related("made_by").order_by("made_at", "pk")
    notes = (
        Note.objects.filter(article=article, parent=None)
        .select_related("made_by", "resolved_by")
        .prefetch_related(Prefetch("answers", answers))
        .order_by("made_at", "pk")
    )
    return sorted(notes, key=lambda note: note.resolved_at is not None)


@transaction.atomic
def add_note(
    article: Article,
    *,
    text: str,
    by: Any,
    block: str = "",
    quote: str = "",
    parent: Note | None = None,
    is_told: bool = True,
) -> Added:
    """Make a note, or answer one; the mentioned, the asked and the writer are told.

    Args:
        text: what is said, with @ and the user name of whom it shall reach; not empty.
        block: id of the block it is about; "": the whole article.
        quote: that block's words as they are now, cut to `MAX_QUOTE` characters.
        parent: the note it answers; an answer to an answer is one to the first.
        is_told: whether anybody but the mentioned is told; where the note goes with a step that tells them, not.
    """
    first = parent.parent or parent if parent else None
    text = strip_controls(text).strip()
    note = Note.objects.create(
        article=article,
        text=text,
        made_by=by,
        block="" if first else block,
        quote="" if first else " ".join(strip_controls(quote).split())[:MAX_QUOTE],
        parent=first,
    )
    mentioned, unknown = find_mentioned(text, article.edition_id)
    note.mentioned.set(mentioned)
    told: set[User] = set()
    _tell(article, mentioned, told, kind=NoticeKind.MENTION, by=by, text=text)
    if first and is_told:
        others = {answer.made_by for answer in first.answers.select_related("made_by")} | {first.made_by}
        _tell(article, [user for user in others if user], told, kind=NoticeKind.ANSWER, by=by, text=text)
    elif is_told and article.created_by:
        _tell(article, [article.created_by], told, kind=NoticeKind.NOTE, by=by, text=text)
    return Added(note, unknown)


def _tell(article: Article, users: list[User], told: set[User], *, kind: NoticeKind, by: Any, text: str) -> None:
    """Those who were not told of this note already."""
    new = sorted(set(users) - told, key=lambda user: user.pk)
    told.update(new)
    tell(
        new,
        kind=kind,
        about=article.title,
        address=f"{desk_address(article.story_id, article.edition_id)}#notes",
        by=by,
        edition=article.edition_id,
        text=text,
    )


def resolve_note(note: Note, *, by: Any) -> None:
    """What it asked for is done; the first to say so is named."""
    now = timezone.now()
    Note.objects.filter(pk=note.pk, parent=None, resolved_at=None).update(resolved_by=by, resolved_at=now)


def reopen_note(note: Note) -> None:
    Note.objects.filter(pk=note.pk, parent=None).update(resolved_by=None, resolved_at=None)
