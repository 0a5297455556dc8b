"""What is kept while somebody writes: one revision a session of the form, folded into the next save."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.enums import RevisionKind
from articles.models import Article, Revision
from articles.revisions import Text, next_number, pack, text_of
from editions.richtext.sanitise import clean_html
from editions.scripts.controls import one_line, strip_controls

# Days after which a text that led to nothing is removed.
KEPT_FOR = timedelta(days=30)
SESSION = re.compile(r"[0-9a-f]{32}")
# A session that begins so is closed: its text was put aside by its writer, and is not offered again.
ASIDE = "-"


class ForeignSessionError(Exception):
    """The session belongs to somebody else's opening of the form."""


def keep_while_writing(article: Article, text: Text, *, by: Any, session: str, version: int) -> datetime:
    """Keep what is being written as the session's one revision; when that was. The article's own row is not touched.

    Args:
        text: as it is typed, however unready; it is cleaned here.
        session: of one opening of the form (`SESSION`).
        version: the article's, when the form was opened.

    Raises:
        ForeignSessionError: the session is somebody else's.
    """
    text = replace(
        text,
        title=one_line(text.title),
        slug=one_line(text.slug).casefold(),
        standfirst=strip_controls(text.standfirst).strip(),
        body=clean_html(text.body),
    )
    now = timezone.now()
    values = {"packed": pack(text, quickly=True), "title": text.title[:300], "version": version, "made_at": now}
    kept = Revision.objects.filter(article=article, session=session, kind=RevisionKind.AUTOSAVE)
    # Nearly always it is there already, and one statement is all.
    if kept.filter(made_by=by).update(**values):
        return now
    if kept.exists():
        raise ForeignSessionError
    try:
        begin(article, by=by, session=session, **values)
    except IntegrityError:
        # Somebody else took the same number at the same moment; the next one is free.
        begin(article, by=by, session=session, **values)
    return now


@transaction.atomic
def begin(article: Article, *, by: Any, session: str, **values: Any) -> None:
    Revision.objects.create(
        article=article,
        number=next_number(article),
        kind=RevisionKind.AUTOSAVE,
        made_by=by,
        session=session,
        **values,
    )


def unsaved_of(article: Article, user: Any, now_text: Text) -> Revision | None:
    """The newest text that the user wrote and never saved; None where they saved later, or it is what stands there."""
    mine = Revision.objects.filter(article=article, made_by=user)
    kept = (
        mine.filter(kind=RevisionKind.AUTOSAVE)
        .exclude(session__startswith=ASIDE)
        .select_related("base")
        .order_by("-made_at")
        .first()
    )
    # What comes from no form, such as publishing many at once, saves nobody's words.
    saved = mine.exclude(kind=RevisionKind.AUTOSAVE).exclude(session="")
    if kept is None or saved.filter(made_at__gte=kept.made_at).exists():
        return None
    return None if same_words(text_of(kept), now_text) else kept


def same_words(one: Text, other: Text) -> bool:
    """Whether two texts say the same; how their blocks belong to a source is beside the point."""
    return replace(one, lineage={}) == replace(other, lineage={})


def put_aside(article: Article, *, by: Any) -> None:
    """Offer none of what the user has kept of the article again; it stays among the revisions until it is pruned."""
    for revision in Revision.objects.filter(article=article, made_by=by, kind=RevisionKind.AUTOSAVE).defer("packed"):
        if not revision.session.startswith(ASIDE):
            revision.session = f"{ASIDE}{revision.session[1:]}"
            revision.save(update_fields=["session"])


def prune_autosaves(*, days: int = KEPT_FOR.days, batch: int = 500) -> Iterator[tuple[int, int]]:
    """Remove texts kept while writing that led to nothing and have no name, older than `days`.

    Yields, after each batch, how many were removed and how many are left to remove.
    """
    old = Revision.objects.filter(
        kind=RevisionKind.AUTOSAVE, name="", made_at__lt=timezone.now() - timedelta(days=days)
    )
    removed, left = 0, old.count()
    while keys := list(old.order_by("pk").values_list("pk", flat=True)[:batch]):
        Revision.objects.filter(pk__in=keys).delete()
        removed, left = removed + len(keys), left - len(keys)
        yield removed, max(left, 0)
