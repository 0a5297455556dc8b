"""The counters of lag on stored translations, and the marks of stored sources."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from articles.lineage.accepting import compared
from articles.lineage.comparing import Lag
from articles.lineage.pieces import Pieces, pieces_of
from articles.lineage.publishing import published
from articles.lineage.records import Lineage, Marks
from articles.models import Article, Story

COUNTERS = ("n_changed", "n_removed", "n_missing", "stale_since", "translated_at")


def lock_story(story_id: int) -> None:
    """Until the end of the transaction nobody else changes the lineage of the story's articles."""
    list(Story.objects.select_for_update().filter(pk=story_id).values_list("pk"))


def lag_of(article: Article) -> Lag:
    """How far readers' text of a translation is behind, as it was last counted."""
    return Lag(article.n_changed, article.n_removed, article.n_missing)


def recount(
    translation: Article, marks: Marks, wordings: Mapping[str, tuple[str, str]] | None = None, *, now: datetime
) -> None:
    """Set the counters of a translation, and keep the wordings that blocks turning stale were made from.

    Nothing is saved: `lineage` and the columns of `COUNTERS` are set.

    Args:
        marks: of its source.
        wordings: mark and words that blocks of the source had until now, where it has just been published anew.
    """
    wordings = wordings or {}
    lineage = Lineage.read(translation.lineage)
    comparison = compared(lineage, marks)
    base: dict[str, tuple[str, str]] = {}
    for block in lineage.links:
        for source, mark in comparison.stale(block).items():
            for known in (lineage.base.get(source), wordings.get(source)):
                if known and known[0] == mark:
                    base.setdefault(source, known)
    lineage.base = base
    translation.lineage = lineage.written()
    set_counters(translation, comparison.lag, now=now)


def set_counters(translation: Article, lag: Lag, *, now: datetime) -> None:
    translation.n_changed, translation.n_removed, translation.n_missing = lag
    translation.stale_since = (translation.stale_since or now) if any(lag) else None


def publish_source(source: Article, before: Pieces, *, is_minor: bool = False, now: datetime | None = None) -> int:
    """Move the marks of a source whose text is public now, and recount its translations; their texts stay untouched.

    Call it within the transaction that saves the text, with the story's row locked. Marks are kept only of what was
    ever translated.

    Args:
        before: the text that was public until now; empty where none was.

    Returns:
        How many translations it has.
    """
    translations = list(Article.objects.filter(source=source).defer("body", "standfirst"))
    lineage = Lineage.read(source.lineage)
    if not translations and not lineage.marks.live:
        return 0
    known = lineage.marks.live
    # Of what marks are known of a text that is no longer the one before, nothing is told.
    before = {block: one for block, one in before.items() if block in known and known[block].text == one.hash}
    wordings = {block: (known[block].mark, one.words) for block, one in before.items()}
    lineage.marks = published(lineage.marks, before, pieces_of(source), is_minor=is_minor)
    source.lineage = lineage.written()
    Article.objects.filter(pk=source.pk).update(lineage=source.lineage)
    now = now or timezone.now()
    for translation in translations:
        recount(translation, lineage.marks, wordings, now=now)
    save_counters(translations)
    return len(translations)


def save_counters(translations: Iterable[Article]) -> None:
    Article.objects.bulk_update(translations, ["lineage", *COUNTERS], batch_size=200)


def repair(article: Article, *, now: datetime | None = None) -> bool:
    """Count a translation's lag anew, and drop links of blocks it has no more; whether anything was wrong."""
    before = {name: getattr(article, name) for name in ("lineage", *COUNTERS)}
    now = now or timezone.now()
    lineage = Lineage.read(article.lineage)
    if article.source is None:
        lineage.links, lineage.base, lineage.ignored, lineage.as_is = {}, {}, [], []
        article.lineage, article.translated_at = lineage.written(), None
        set_counters(article, Lag(), now=now)
    else:
        present = pieces_of(article)
        lineage.links = {block: sources for block, sources in lineage.links.items() if block in present}
        article.lineage = lineage.written()
        recount(article, Lineage.read(article.source.lineage).marks, now=now)
    changed = [name for name, value in before.items() if getattr(article, name) != value]
    if changed:
        Article.objects.filter(pk=article.pk).update(**{name: getattr(article, name) for name in changed})
    return bool(changed)
