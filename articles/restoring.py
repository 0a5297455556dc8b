"""Older texts of an article brought back: whole, or one paragraph of them."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from articles.autosaves import same_words
from articles.models import Article, Revision
from articles.pending import obstacle_to
from articles.revisions import Text, text_now
from articles.services import save_article
from editions.enums import State
from editions.richtext.diff import put_back


@transaction.atomic
def restore(article: Article, source: Text, *, part: str = "", by: Any = None, note: str = "") -> Revision | None:
    """Save an older text, or a part of it, as the one that is worked on; readers go on seeing what they see.

    Where its address belongs to another article by now, or it has no title, those of today stay.

    Args:
        article: with its pending text open, its version as the user saw it (`revisions.article_to_write`).
        part: "title" or "standfirst", or the number of a block of its body, from 0; empty: all of it.

    Returns:
        What was saved; None where nothing is different.

    Raises:
        EditConflictError: somebody else has saved the article since it was read.
        LookupError: the text has no such part.
    """
    now = text_now(article)
    text = restored(source, now, part)
    if obstacle_to(article, text):
        text = replace(text, slug=now.slug)
    if same_words(text, now):
        return None
    text.put_into(article)
    return save_article(article, by=by, note=note, as_pending=article.state != State.DRAFT)


def restored(source: Text, now: Text, part: str) -> Text:
    """The text of today with what is to come back of an older one."""
    if not part:
        # What was kept while writing knows nothing of how its blocks belong to others.
        lineage = source.lineage or now.lineage
        return replace(source, title=source.title or now.title, slug=source.slug or now.slug, lineage=lineage)
    if part == "title":
        return replace(now, title=source.title or now.title)
    if part == "standfirst":
        return replace(now, standfirst=source.standfirst)
    if not (part.isascii() and part.isdigit() and len(part) < 6):
        raise LookupError(part)
    return replace(now, body=put_back(source.body, int(part), now.body))
