"""Beginning a translation, changing what it is translated from, and what its translator says of its blocks."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.enums import RevisionKind
from articles.lineage import accepting
from articles.lineage.addresses import free_address
from articles.lineage.comparing import Lag
from articles.lineage.counting import COUNTERS, lock_story, save_counters, set_counters
from articles.lineage.pieces import pieces_of
from articles.lineage.publishing import published
from articles.lineage.records import Lineage, Marks
from articles.lineage.saving import catch_up, marks_of
from articles.models import Article
from articles.revisions import Text, keep, text_of
from articles.services import keep_as_it_came, save_article
from editions.enums import State
from editions.models import Edition
from editions.richtext.identify import identify


class AlreadyBegunError(Exception):
    """The edition has an article of the story already."""


@transaction.atomic
def start_translation(*, source: Article, edition: Edition, by: Any = None) -> Article:
    """A draft of the edition with the source's text, every block linked to the one it was copied from.

    The text is the one that readers of the source see; of a source that was never published, its draft. Title and
    standfirst are copied too, and stand as untranslated until they are.

    Raises:
        AlreadyBegunError: the edition has an article of the story.
    """
    lock_story(source.story_id)
    if Article.objects.filter(story=source.story_id, edition=edition).exists():
        raise AlreadyBegunError
    source = Article.objects.select_related("pending", "pending__base").get(pk=source.pk)
    marks = followable(source)
    links = {block: {block: mark.mark} for block, mark in marks.live.items()}
    slug = free_address(source.title, edition.code)
    article = Article(
        story_id=source.story_id,
        edition=edition,
        title=source.title,
        slug=slug,
        standfirst=source.standfirst,
        body=source.body,
        source=source,
        translated_at=timezone.now(),
        created_by=by,
        lineage=Lineage(links=links, address=slug).written(),
    )
    save_article(article, by=by)
    return article


def followable(source: Article) -> Marks:
    """The marks of a source, made where it has none: its blocks get ids, and its text as it stands counts.

    Call it with the story's row locked.
    """
    # Blocks that the pending text has named already are named alike.
    pending = text_of(source.pending).body if source.pending else ""
    body = identify(source.body, pending, source.block_salt)
    lineage = Lineage.read(source.lineage)
    if body != source.body or not lineage.marks.live:
        source.body = body
        lineage.marks = published(lineage.marks, {}, pieces_of(source))
        source.lineage = lineage.written()
        Article.objects.filter(pk=source.pk).update(body=body, lineage=source.lineage)
    return lineage.marks


@transaction.atomic
def change_source(article: Article, source: Article) -> None:
    """From now on the article is translated from `source`: blocks with an id of its are linked to it as it stands.

    All others are only here. Who changes it says that what corresponds is up to date.

    Raises:
        ValueError: `source` is of another story, the article itself, or translated from it.
    """
    lock_story(article.story_id)
    source = Article.objects.select_related("pending", "pending__base").get(pk=source.pk)
    if source.story_id != article.story_id or article.pk in {source.pk, *_above(source)}:
        raise ValueError("An article is translated from another one of its story, and not from its own translation.")
    marks = followable(source)
    now = timezone.now()

    def relink(text: Any, lineage: Lineage, _marks: Marks) -> None:
        links = {block: {block: marks.live[block].mark} for block in pieces_of(text) if block in marks.live}
        lineage.links, lineage.base, lineage.ignored = links, {}, []

    Article.objects.filter(pk=article.pk).update(source=source, translated_at=now)
    _apply(article, relink)


def _above(article: Article) -> set[int]:
    found: set[int] = set()
    key = article.source_id
    while key and key not in found:
        found.add(key)
        key = Article.objects.filter(pk=key).values_list("source_id", flat=True).first()
    return found


@transaction.atomic
def unlink_source(article: Article) -> None:
    """The article is no translation any more: nothing of it lags, whatever becomes of the other."""
    lock_story(article.story_id)

    def forget(_text: Any, lineage: Lineage, _marks: Marks) -> None:
        lineage.links, lineage.base, lineage.ignored, lineage.as_is = {}, {}, [], []

    Article.objects.filter(pk=article.pk).update(source=None, translated_at=None)
    _apply(article, forget)


@transaction.atomic
def accept_block(
    article: Article, block: str, seen: Mapping[str, str], *, is_of_text: bool = False, proposed_by: Any = None
) -> None:
    """A block says what its source says now, by the marks that the translator saw (`Comparison.seen`).

    Args:
        is_of_text: it was rewritten, so that this holds of the text worked on alone; otherwise the change has no effect
            here, and it holds of what readers see as well.
        proposed_by: who says so for an editor to publish (`gate.may_revise`): whatever is said holds of the pending
            change alone, which is begun where there is none. So it is with all that is said of blocks below.

    Raises:
        MovedOnError: the source has changed once more.
        KeyError: neither text has such a block.
    """
    _apply(
        article,
        lambda _text, lineage, marks: accepting.accept(lineage, marks, block, seen),
        in_public=not is_of_text,
        proposed_by=proposed_by,
    )


@transaction.atomic
def cover_block(article: Article, block: str, source_block: str, seen: str, *, proposed_by: Any = None) -> None:
    """A block says also what `source_block` says, of which the translator saw the mark `seen`.

    Raises:
        MovedOnError: the source has changed once more.
        KeyError: neither text has such a block.
    """

    def cover(text: Any, lineage: Lineage, marks: Marks) -> None:
        if block not in pieces_of(text):
            raise KeyError(block)
        accepting.cover(lineage, marks, block, source_block, seen)

    _apply(article, cover, proposed_by=proposed_by)


@transaction.atomic
def leave_out(article: Article, source_block: str, *, is_left_out: bool = True, proposed_by: Any = None) -> None:
    """The translation does without a block of its source, or no longer does."""
    _apply(
        article,
        lambda _text, lineage, _marks: accepting.leave_out(lineage, source_block, is_left_out=is_left_out),
        proposed_by=proposed_by,
    )


@transaction.atomic
def leave_as_is(article: Article, block: str, *, is_left: bool = True, proposed_by: Any = None) -> None:
    """A block says the same in both languages, or no longer does."""
    _apply(
        article,
        lambda _text, lineage, _marks: accepting.leave_as_is(lineage, block, is_left=is_left),
        proposed_by=proposed_by,
    )


def _apply(
    article: Article,
    change: Callable[[Any, Lineage, Marks], None],
    *,
    in_public: bool = True,
    proposed_by: Any = None,
) -> None:
    """Change the lineage of the text worked on and, where `in_public`, of the one that readers see, and count it.

    What only one of the two has is no error. `article` is brought up to date.

    Args:
        proposed_by: who may change of a published article nothing that readers see, its lag neither.
    """
    lock_story(article.story_id)
    row = Article.objects.select_related("pending", "pending__base").get(pk=article.pk)
    marks, errors = marks_of(row.source_id), []
    is_proposed = proposed_by is not None and row.state != State.DRAFT
    steps: list[Callable[[Article, Callable[[Any, Lineage], None]], None]] = []
    if is_proposed and row.pending is None:
        steps = [partial(_begin_pending, by=proposed_by)]
    elif row.pending:
        steps = [_change_pending]
    if not is_proposed and (in_public or not row.pending):
        steps.append(_change_row)
    for step in steps:
        try:
            step(row, lambda text, lineage: change(text, lineage, marks))
        except (KeyError, accepting.MovedOnError) as error:
            errors.append(error)
    if len(errors) == len(steps):
        raise errors[0]
    for name in ("lineage", "source_id", "pending_id", *COUNTERS):
        setattr(article, name, getattr(row, name))


def _change_row(row: Article, change: Callable[[Any, Lineage], None]) -> None:
    lineage = Lineage.read(row.lineage)
    change(row, lineage)
    row.lineage = lineage.written()
    if row.source_id:
        catch_up(row)
    else:
        set_counters(row, Lag(), now=timezone.now())
        save_counters([row])


def _change_pending(row: Article, change: Callable[[Any, Lineage], None]) -> None:
    """Kept texts are never written over, since others may be kept as differences to them: it becomes a further one."""
    old = row.pending
    assert old is not None  # noqa: S101 - the caller looked
    _keep_pending(row, text_of(old), change, by=old.made_by, note=old.note)


def _begin_pending(row: Article, change: Callable[[Any, Lineage], None], *, by: Any) -> None:
    """What readers see, as a pending change that says something else of its blocks."""
    keep_as_it_came(row, is_claimed=False)
    _keep_pending(row, Text.of(row), change, by=by)


def _keep_pending(row: Article, text: Text, change: Callable[[Any, Lineage], None], *, by: Any, note: str = "") -> None:
    lineage = Lineage.read(text.lineage)
    change(text, lineage)
    again = Text(text.title, text.slug, text.standfirst, text.body, lineage.written())
    row.pending = keep(row, again, kind=RevisionKind.SAVED, by=by, note=note)
    Article.objects.filter(pk=row.pk).update(pending=row.pending)
