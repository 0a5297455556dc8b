"""Writes that reach further than one row."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import Was, record, record_standing, record_standings
from accounts.enums import AuditAction
from articles.archive.keeping import keep_counts
from articles.enums import RevisionKind, Shelf, Stage
from articles.lineage import saving as lineage
from articles.models import Article, Category, Correction, Credit, DossierPart, Placement, Revision, Story, StoryTopic
from articles.placed import tell_placed
from articles.revisions import Text, keep, keep_all
from delivery.outbox import Event, announce
from delivery.services import move_address
from editions.enums import State
from search.services import refresh


def ancestors(category_id: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """The category and those above it; a broken tree that loops ends where it closes."""
    chain: list[int] = []
    while category_id is not None and category_id not in chain:
        chain.append(category_id)
        category_id = parents.get(category_id)
    return chain


def placements_of(articles: Iterable[Article]) -> list[Placement]:
    """The list places that published articles should have, by their stories as they stand."""
    published = [article for article in articles if article.state == State.PUBLISHED and article.published_at]
    stories = {article.story_id for article in published}
    parents = dict(Category.objects.values_list("pk", "parent_id"))
    category_of = dict(Story.objects.filter(pk__in=stories).values_list("pk", "category_id"))
    topics_of: dict[int, set[int]] = {}
    for story_id, topic_id in StoryTopic.objects.filter(content_object__in=stories).values_list(
        "content_object_id", "tag_id"
    ):
        topics_of.setdefault(story_id, set()).add(topic_id)
    people_of: dict[int, set[tuple[int, str | None]]] = {}
    for story_id, person_id, edition_id in Credit.objects.filter(story__in=stories).values_list(
        "story_id", "person_id", "edition_id"
    ):
        people_of.setdefault(story_id, set()).add((person_id, edition_id))
    rows = []
    for article in published:
        people = {pk for pk, only in people_of.get(article.story_id, ()) if only in (None, article.edition_id)}
        wanted = [
            *((Shelf.CATEGORY, pk) for pk in ancestors(category_of.get(article.story_id), parents)),
            *((Shelf.TOPIC, pk) for pk in sorted(topics_of.get(article.story_id, ()))),
            *((Shelf.PERSON, pk) for pk in sorted(people)),
        ]
        rows += [
            Placement(
                article=article,
                edition_id=article.edition_id,
                shelf=shelf,
                target_id=target,
                published_at=article.live_since,
            )
            for shelf, target in wanted
        ]
    return rows


@transaction.atomic
def place(articles: Iterable[Article]) -> None:
    """Put articles on the lists they belong to and off all others, and let search find them as they are now. Call it
    after any change to them or their story."""
    articles = list(articles)
    put_on_lists(articles)
    refresh("article", [article.pk for article in articles])
    stories = {article.story_id for article in articles}
    if dossiers := set(DossierPart.objects.filter(story__in=stories).values_list("dossier_id", flat=True)):
        refresh("dossier", dossiers)


@transaction.atomic
def place_untold(articles: Iterable[Article]) -> None:
    """As `place`, of articles that come in from elsewhere: nobody who waits for one hears of it."""
    articles = list(articles)
    write_placements(articles)
    refresh("article", [article.pk for article in articles])


@transaction.atomic
def put_on_lists(articles: list[Article]) -> None:
    write_placements(articles)
    tell_placed(articles)


def write_placements(articles: list[Article]) -> None:
    keep_counts(articles)
    Placement.objects.filter(article__in=articles).delete()
    Placement.objects.bulk_create(placements_of(articles), batch_size=2000)


def place_story(story: Story) -> None:
    place(Article.objects.filter(story=story).defer("body"))


@transaction.atomic
def place_category(category: Category) -> None:
    """After a category has moved in the tree: everything under it."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Category.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    below, todo = set(), [category.pk]
    while todo:
        pk = todo.pop()
        if pk not in below:
            below.add(pk)
            todo += children.get(pk, [])
    # Search knows an article's own category alone.
    put_on_lists(list(Article.objects.filter(story__category__in=below).defer("body")))


class EditConflictError(Exception):
    """Somebody else has saved the same thing since it was read; nothing has been saved now."""


def claim_version(row: Article | Story) -> None:
    """Raise the row's version by one, if it is still the one that was read: of two who save at once, one is refused.

    Raises:
        EditConflictError: it is not; the caller's transaction must not go on.
    """
    claimed = type(row).objects.filter(pk=row.pk, version=row.version).update(version=row.version + 1)
    if not claimed:
        raise EditConflictError
    row.version += 1


@transaction.atomic
def save_article(
    article: Article,
    *,
    by: Any = None,
    session: str = "",
    note: str = "",
    is_minor: bool = False,
    as_pending: bool = False,
    old_address: str | None = None,
) -> Revision:
    """Save the text of an article, keep it as a revision, and let lists and addresses follow.

    Args:
        article: cleaned and ready to be saved; its `version` as it was read.
        by: who saves it.
        session: of the form that it comes from; what was kept while writing there is folded into this revision.
        note: why, in the writer's words.
        is_minor: readers need not be told, translations do not lag behind it.
        as_pending: readers go on seeing the text they see; this one waits until it is published.
        old_address: its path before the change, where it had one and readers may know it.

    Raises:
        EditConflictError: somebody else has saved it since it was read.
    """
    before = lineage.prepare(article)
    was = Was.stored(article)
    if article.pk:
        claim_version(article)
        keep_as_it_came(article)
    kept = {"by": by, "session": session, "note": note, "is_minor": is_minor}
    if as_pending:
        article.pending = keep(article, Text.of(article), kind=RevisionKind.SAVED, **kept)
        # Nothing that readers see is touched, the moment of the last change neither.
        Article.objects.filter(pk=article.pk).update(pending=article.pending, stage=article.stage)
        return article.pending
    article.pending, article.pending_at = None, None
    is_public = article.state == State.PUBLISHED
    if is_public:
        article.stage = Stage.WRITING
    article.save()
    lineage.settle(article, before, is_minor=is_minor)
    kind = RevisionKind.PUBLISHED if is_public else RevisionKind.SAVED
    revision = keep(article, Text.of(article), kind=kind, **kept)
    place([article])
    record_standing(article, was, by=by, revision=revision.number, note=note, is_minor=is_minor)
    if old_address and article.state != State.DRAFT:
        move_address(old_path=old_address, new_path=article.get_absolute_url())
    return revision


def keep_as_it_came(article: Article, *, is_claimed: bool = True) -> None:
    """Before the first change at the desk, what was there (an import, a demo) becomes the first revision.

    Call it after the version was claimed, or (`is_claimed` is False) with the story's row locked, so that nobody else
    does it beside.
    """
    if Revision.objects.filter(article=article).exclude(kind=RevisionKind.AUTOSAVE).exists():
        return
    stored = Article.objects.get(pk=article.pk)
    stored.version -= is_claimed
    keep(stored, Text.of(stored), kind=RevisionKind.IMPORTED, by=stored.created_by)


@transaction.atomic
def save_standing(article: Article, *, by: Any = None, note: str = "") -> None:
    """Save an article's state and moments; its text and a pending change stay as they are stored.

    Of what is withdrawn the text that readers saw becomes a revision, with `note` for the reason.

    Raises:
        EditConflictError: somebody else has saved it since it was read.
    """
    claim_version(article)
    if article.state != State.PUBLISHED:
        # What is off the site is not changed by the clock.
        article.pending_at = None
    changed = ("state", "published_at", "unpublish_at", "pending_at")
    values = {name: getattr(article, name) for name in changed}
    was = Was.stored(article)
    Article.objects.filter(pk=article.pk).update(**values, updated_at=timezone.now())
    place([article])
    kept = {}
    if was.state == State.PUBLISHED and article.state == State.WITHDRAWN:
        # The form may have another text open, which waits.
        stored = Article.objects.get(pk=article.pk)
        kept = kept_as([stored], RevisionKind.WITHDRAWN, by=by, note=note)
    record_standing(article, was, by=by, **kept.get(article.pk, {}))


@transaction.atomic
def save_story(story: Story, *, changed: Iterable[str], topics: tuple[set[int], set[int]] = (set(), set())) -> None:
    """Save what all editions of a story share, and only what was changed, then put its articles on their lists.

    Args:
        story: cleaned; one that is not saved yet is saved whole.
        changed: names of its fields that were changed.
        topics: keys of the topics to add and to take away.

    Raises:
        EditConflictError: somebody else has saved the story since it was read.
    """
    changed = set(changed)
    if story.pk is None:
        story.save()
    elif changed:
        claim_version(story)
        story.save(update_fields={*changed, "updated_at"})
    added, removed = topics
    StoryTopic.objects.filter(content_object=story, tag__in=removed).delete()
    StoryTopic.objects.bulk_create(
        [StoryTopic(content_object=story, tag_id=pk) for pk in sorted(added)], ignore_conflicts=True
    )
    if changed or added or removed:
        place_story(story)


@transaction.atomic
def save_correction(correction: Correction, *, by: Any = None, before: str = "") -> None:
    """Save a correction, which readers see with its article: feeds and search engines learn that it has changed.

    Args:
        before: its text until now; empty of a new one.
    """
    correction.save()
    _corrected(correction, by=by, before=before, after=correction.text)


@transaction.atomic
def delete_correction(correction: Correction, *, by: Any = None) -> None:
    """Take a correction off its article."""
    _corrected(correction, by=by, before=correction.text, after="")
    correction.delete()


def _corrected(correction: Correction, *, by: Any, **texts: str) -> None:
    article = correction.article
    Article.objects.filter(pk=article.pk).update(updated_at=timezone.now())
    detail = {"kind": str(correction.kind), **texts}
    record(AuditAction.CORRECT, article, by=by, edition=article.edition_id, detail=detail)
    if article.is_live():
        announce([(article, Event.UPDATED, None)])


@transaction.atomic
def publish_articles(
    articles: Iterable[Article], *, at: datetime | None = None, by: Any = None, note: str = ""
) -> list[Article]:
    """Publish articles now or at `at`; one that was published before keeps its moment. Returns those that changed.

    Each keeps a revision, with `note` for the reason. As many queries, however many articles: lock their rows first, so
    that none is saved meanwhile.
    """
    changed, were, now = [], [], timezone.now()
    for article in articles:
        if article.state == State.PUBLISHED:
            continue
        were.append(Was.of(article))
        article.state = State.PUBLISHED
        if article.pending_id is None:
            # The stage is the waiting text's, which stays as far as it has come.
            article.stage = Stage.WRITING
        article.published_at = at or article.published_at or now
        if article.unpublish_at and article.unpublish_at <= max(article.published_at, now):
            # Nothing is published that is over already: an end left from before is dropped.
            article.unpublish_at = None
        article.version += 1
        article.updated_at = now
        changed.append(article)
    Article.objects.bulk_update(
        changed, ["state", "stage", "published_at", "unpublish_at", "version", "updated_at"], batch_size=500
    )
    place(changed)
    lineage.settle_published(changed)
    kept = kept_as(changed, RevisionKind.PUBLISHED, by=by, note=note)
    record_standings(zip(changed, were, strict=True), by=by, details=kept)
    return changed


@transaction.atomic
def withdraw_articles(articles: Iterable[Article], *, by: Any = None, note: str = "") -> list[Article]:
    """Take published articles off the site; nothing of them is deleted. Returns those that changed.

    As of `publish_articles`.
    """
    changed = [article for article in articles if article.state == State.PUBLISHED]
    were = [Was.of(article) for article in changed]
    for article in changed:
        article.state = State.WITHDRAWN
        article.pending_at = None
        article.version += 1
        article.updated_at = timezone.now()
    Article.objects.bulk_update(changed, ["state", "pending_at", "version", "updated_at"], batch_size=500)
    place(changed)
    kept = kept_as(changed, RevisionKind.WITHDRAWN, by=by, note=note)
    record_standings(zip(changed, were, strict=True), by=by, details=kept)
    return changed


def kept_as(articles: Iterable[Article], kind: RevisionKind, *, by: Any, note: str) -> dict[int, dict[str, Any]]:
    """Keep a revision of each; what the audit log says of them, by the articles' keys."""
    made = keep_all(articles, kind=kind, by=by, note=note)
    why = {"note": note} if note else {}
    return {pk: {"revision": revision.number, **why} for pk, revision in made.items()}
