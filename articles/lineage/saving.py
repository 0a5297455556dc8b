"""What lineage has to do whenever an article is saved or published: `articles.services` calls it, nothing else does."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.enums import RevisionKind
from articles.lineage.addresses import own_address
from articles.lineage.counting import (
    COUNTERS,
    lock_stories,
    lock_story,
    publish_source,
    publish_sources,
    recount,
    save_counters,
)
from articles.lineage.following import followed
from articles.lineage.pieces import Pieces, pieces_of
from articles.lineage.records import Lineage, Marks
from articles.models import Article, Revision
from articles.revisions import Text, text_of
from editions.enums import State
from editions.richtext.identify import identify


def prepare(article: Article) -> Article | None:
    """Before an article is saved: its blocks get their ids, and its links follow its blocks.

    What others may have changed meanwhile (marks, counters, source) is taken from the stored row, which is
    returned; None: the article is new.
    """
    lock_story(article.story_id)
    row = Article.objects.select_related("pending", "pending__base").filter(pk=article.pk).first()
    worked = worked_on(row) if row else Text()
    article.body = identify(article.body or "", worked.body, article.block_salt)
    if row is None:
        return None
    mine, stored = Lineage.read(article.lineage), Lineage.read(row.lineage)
    mine.marks, mine.base = stored.marks, stored.base
    for name in (*COUNTERS, "source_id"):
        setattr(article, name, getattr(row, name))
    if row.source_id:
        mine.links = followed(mine.links, pieces_of(worked), pieces_of(article), marks_of(row.source_id))
    own_address(article, row, mine)
    article.lineage = mine.written()
    return row


def worked_on(row: Article) -> Text:
    """The text that the desk works on: the pending one, where there is one."""
    return text_of(row.pending) if row.pending else Text.of(row)


def settle(article: Article, before: Article | None, *, is_minor: bool = False) -> None:
    """After an article was saved as the text that counts: its translations learn of it, and it is counted itself.

    Args:
        before: what `prepare` returned.
    """
    if article.state == State.PUBLISHED:
        publish_source(article, public_before(before), is_minor=is_minor)
    if article.source_id:
        catch_up(article)


def catch_up(article: Article) -> None:
    """Count a translation anew after its own text or links have changed."""
    was_behind, now = article.stale_since, timezone.now()
    recount(article, marks_of(article.source_id), now=now)
    if was_behind and not article.stale_since:
        article.translated_at = now
    save_counters([article])


def settle_published(articles: Iterable[Article]) -> None:
    """After articles were published without a change of their texts: the same for those that were ever translated.

    In as many queries, however many there are.
    """
    keys = {article.pk for article in articles}
    translated = Article.objects.filter(pk__in=keys, translations__isnull=False).distinct().order_by("pk")
    lock_stories(translated.values_list("story_id", flat=True))
    rows = list(translated)
    seen = last_seen(rows)
    publish_sources((article, pieces_of(seen[article.pk]) if article.pk in seen else {}) for article in rows)


def public_before(row: Article | None) -> Pieces:
    """What readers saw of an article until now, or saw last; empty where they never saw any."""
    if row is None:
        return {}
    if row.state == State.PUBLISHED:
        return pieces_of(row)
    seen = last_seen([row])
    return pieces_of(seen[row.pk]) if seen else {}


def last_seen(articles: Iterable[Article]) -> dict[int, Text]:
    """The texts that readers saw last, as revisions have them, by the articles' keys; one query."""
    public = Revision.objects.filter(kind__in=[RevisionKind.PUBLISHED, RevisionKind.IMPORTED])
    newest = public.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
    found = public.filter(article__in=[article.pk for article in articles], pk=Subquery(newest))
    return {revision.article_id: text_of(revision) for revision in found.select_related("base")}


def marks_of(source_id: int | None) -> Marks:
    """The marks of a source by its key; none of what has no source."""
    if source_id is None:
        return Marks()
    found = Article.objects.filter(pk=source_id).values_list("lineage", flat=True).first()
    return Lineage.read(found or {}).marks
