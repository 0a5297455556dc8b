"""What lineage has to do whenever an article is saved or published: `articles.services` calls it, nothing else does."""

from collections.abc import Iterable

from django.utils import timezone

from articles.enums import RevisionKind
from articles.lineage.addresses import own_address
from articles.lineage.counting import COUNTERS, lock_story, publish_source, recount, save_counters
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
    """After articles were published without a change of their texts: the same for those that were ever translated."""
    keys = {article.pk for article in articles}
    translated = Article.objects.filter(pk__in=keys, translations__isnull=False).distinct()
    for article in translated.order_by("pk"):
        lock_story(article.story_id)
        publish_source(article, public_before(article, is_published=False))


def public_before(row: Article | None, *, is_published: bool | None = None) -> Pieces:
    """What readers saw of an article until now, or saw last; empty where they never saw any."""
    if row is None:
        return {}
    if row.state == State.PUBLISHED if is_published is None else is_published:
        return pieces_of(row)
    last = (
        Revision.objects.select_related("base")
        .filter(article=row, kind__in=[RevisionKind.PUBLISHED, RevisionKind.IMPORTED])
        .order_by("-number")
        .first()
    )
    return pieces_of(text_of(last)) if last else {}


def marks_of(source_id: int | None) -> Marks:
    """The marks of a source by its key; none of what has no source."""
    if source_id is None:
        return Marks()
    found = Article.objects.filter(pk=source_id).values_list("lineage", flat=True).first()
    return Lineage.read(found or {}).marks
