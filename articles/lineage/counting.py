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
    lock_stories([story_id])


def lock_stories(keys: Iterable[int]) -> None:
    # In the order of their keys, so that two who lock the same ones wait for each other, not both for ever.
    list(Story.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk").values_list("pk"))


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
    """As `publish_sources`, of one; returns how many translations it has."""
    return publish_sources([(source, before)], is_minor=is_minor, now=now)


def publish_sources(
    published_now: Iterable[tuple[Article, Pieces]], *, is_minor: bool = False, now: datetime | None = None
) -> int:
    """Move the marks of sources whose text is public now, and recount their translations; their texts stay untouched.

    Call it within the transaction that saves the texts, with the stories' rows locked. Marks are kept only of what was
    ever translated. One query to read and two to write, however many sources there are.

    Args:
        published_now: each source with the text that was public until now; empty pieces where none was.

    Returns:
        How many translations they have.
    """
    pairs, now = list(published_now), now or timezone.now()
    # One that is a translation itself is counted and marked as one and the same row.
    rows = {source.pk: source for source, _before in pairs}
    translations: dict[int | None, list[Article]] = {}
    for row in Article.objects.filter(source__in=rows).defer("body", "standfirst"):
        translations.setdefault(row.source_id, []).append(rows.get(row.pk, row))
    marked, counted = [], {}
    for source, before in pairs:
        theirs, lineage = translations.get(source.pk, []), Lineage.read(source.lineage)
        if not theirs and not lineage.marks.live:
            continue
        known = lineage.marks.live
        # Of what marks are known of a text that is no longer the one before, nothing is told.
        before = {block: one for block, one in before.items() if block in known and known[block].text == one.hash}
        wordings = {block: (known[block].mark, one.words) for block, one in before.items()}
        lineage.marks = published(lineage.marks, before, pieces_of(source), is_minor=is_minor)
        source.lineage = lineage.written()
        marked.append(source)
        for translation in theirs:
            recount(translation, lineage.marks, wordings, now=now)
            counted[translation.pk] = translation
    Article.objects.bulk_update(marked, ["lineage"], batch_size=200)
    save_counters(counted.values())
    return sum(len(theirs) for theirs in translations.values())


def save_counters(translations: Iterable[Article]) -> None:
    Article.objects.bulk_update(list(translations), ["lineage", *COUNTERS], batch_size=200)


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
