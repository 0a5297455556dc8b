"""Posts as stories and their articles, many at a time. Nobody is told of them: they were published long ago."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.utils import timezone

from articles.arriving import place_new
from articles.enums import CommentsMode, CorrectionKind, RevisionKind, Stage
from articles.lineage import saving as lineage
from articles.models import Article, Correction, Credit, Note, Story, StoryTopic
from articles.revisions import Text, keep
from articles.services import claim_version, keep_as_it_came, place_untold
from delivery.outbox import Event, announce
from editions.enums import State
from editions.many import create_many
from editions.richtext.identify import identify
from wordpress.importing.digests import digest_of
from wordpress.importing.prepared import Prepared
from wordpress.importing.told import Told
from wordpress.importing.words import slug_of, slugs_for
from wordpress.wxr.items import Item

LABEL = "articles.article"
# So many addresses of each are looked up; old sites whose numbers and addresses are the same are fewer.
SPELLINGS = 6


@dataclass
class Batch:
    """Posts of one transaction, and the stories that some of them belong to already."""

    prepared: list[Prepared]
    # Number of an item -> the story of a translation of it that is here.
    stories: dict[int, Story] = field(default_factory=dict)
    # Number of an item -> the name of its group of translations.
    groups: dict[int, str] = field(default_factory=dict)


def make_articles(batch: Batch) -> dict[int, Article]:
    """New articles by the numbers of their items, on their lists and found by search."""
    stories = _stories_of(batch)
    taken = _taken(batch.prepared)
    articles: dict[int, Article] = {}
    for one in batch.prepared:
        slugs = taken.setdefault(one.edition, set())
        slug = slug_of(one.item.slug, one.title, one.item.number, taken=slugs)
        slugs.add(slug)
        articles[one.item.number] = Article(
            story=stories[one.item.number],
            edition_id=one.edition,
            title=one.title,
            slug=slug,
            standfirst=one.standfirst,
            body=_body_of(one, stories[one.item.number]),
            state=one.standing.state,
            stage=one.standing.stage,
            published_at=one.standing.published_at,
            unpublish_at=one.standing.unpublish_at,
        )
    rows = list(articles.values())
    for one in batch.prepared:
        _set_moments(articles[one.item.number], one.item)
    create_many(rows, as_is={"body", "created_at", "updated_at"})
    create_many(
        Note(article=articles[one.item.number], text=one.standing.note) for one in batch.prepared if one.standing.note
    )
    create_many([correction for one in batch.prepared for correction in corrections_of(one, articles[one.item.number])])
    _place(batch.prepared, articles)
    now = timezone.now()
    to_come = [one for one in rows if one.state == State.PUBLISHED and one.live_since > now]
    # What goes live after the move is told at its moment, as everything is.
    announce((one, Event.PUBLISHED, one.published_at) for one in to_come)
    return articles


def _body_of(one: Prepared, story: Story) -> str:
    """Its body as it is stored: sanitised, with ids."""
    draft = one.draft
    return draft.body if draft.has_ids else identify(draft.body, salt=f"{story.pk}:{one.edition}")


def _place(prepared: Iterable[Prepared], articles: Mapping[int, Article]) -> None:
    """Put them on their lists, and let search find them by the words that are known of them."""
    texts, spelt = {}, {}
    for one in prepared:
        if one.draft.spelt is not None:
            key = articles[one.item.number].pk
            texts[key], spelt[key] = one.draft.text, one.draft.spelt
    place_new(articles.values(), texts=texts, spelt=spelt)


def _taken(prepared: Iterable[Prepared]) -> dict[str, set[str]]:
    """Addresses of articles that are here, of those that the new ones may want, by edition."""
    first: dict[str, Counter[str]] = {}
    for one in prepared:
        first.setdefault(one.edition, Counter())[_slugs_for(one, 1)[0]] += 1
    taken = {edition: _slugs_here(edition, slugs) for edition, slugs in first.items()}
    # Few want what is taken, or want the same: for these it is asked what else there is.
    further: dict[str, set[str]] = {}
    for one in prepared:
        slug = _slugs_for(one, 1)[0]
        if slug in taken[one.edition] or first[one.edition][slug] > 1:
            further.setdefault(one.edition, set()).update(_slugs_for(one, SPELLINGS))
    for edition, slugs in further.items():
        taken[edition] |= _slugs_here(edition, slugs)
    return taken


def _slugs_for(one: Prepared, number: int) -> list[str]:
    return list(islice(slugs_for(one.item.slug, one.title, one.item.number), number))


def _slugs_here(edition: str, slugs: Iterable[str]) -> set[str]:
    return set(Article.objects.filter(edition=edition, slug__in=list(slugs)).values_list("slug", flat=True))


def _stories_of(batch: Batch) -> dict[int, Story]:
    """The story of each item: that of a translation that is here, or of one that comes along, else a new one."""
    stories: dict[int, Story] = {}
    new: list[Story] = []
    together: dict[str, Story] = {}
    added: set[tuple[int, int]] = set()
    for one in batch.prepared:
        group = batch.groups.get(one.item.number, "")
        story = batch.stories.get(one.item.number) or together.get(group if group else "\0")
        if story is None:
            story = Story(
                working_title=one.told.text("working_title", 300) or one.title,
                category_id=one.category,
                image_id=one.image,
                is_featured=one.item.is_sticky and (one.told.is_ours or one.standing.state == State.PUBLISHED),
                comments=comments_mode(one),
            )
            new.append(story)
        else:
            _fill(story, one)
        if group:
            together[group] = story
        stories[one.item.number] = story
    create_many(new)
    topics, credits = [], []
    for one in batch.prepared:
        story = stories[one.item.number]
        is_joined = bool(batch.groups.get(one.item.number))
        for topic in one.topics:
            if (story.pk, topic) not in added:
                added.add((story.pk, topic))
                topics.append(StoryTopic(content_object=story, tag_id=topic))
        # Translations name whom they named there: an author in one language, a translator in another.
        credits += credits_of(one, story, edition=one.edition if is_joined else None)
    create_many(topics, ignore_conflicts=True)
    create_many(credits, ignore_conflicts=True)
    return stories


def credits_of(one: Prepared, story: Story, *, edition: str | None) -> list[Credit]:
    """The credits of a story that an item names; `edition` is the one in which they hold, None: all."""
    return [
        Credit(
            story=story,
            person_id=credited.person,
            role=credited.role,
            edition_id=(None if credited.is_everywhere else one.edition) if one.told.is_ours else edition,
            address=credited.address,
            position=credited.position if credited.position is not None else position,
        )
        for position, credited in enumerate(one.credits)
    ]


def corrections_of(one: Prepared, article: Article) -> Iterator[Correction]:
    """The corrections that our own export told of an article."""
    for entry in one.told.all("corrections"):
        if not (isinstance(entry, list) and len(entry) == 3 and entry[0] in CorrectionKind.values):
            continue
        told = Told({"at": entry[1], "text": entry[2]})
        if text := told.text("text", 2000):
            made_at = told.moment("at") or article.published_at or timezone.now()
            yield Correction(article=article, kind=entry[0], text=text, made_at=made_at)


def _fill(story: Story, one: Prepared) -> None:
    """A story gets from a further language what it lacks."""
    lacking = {
        name: value
        for name, value in (("category_id", one.category), ("image_id", one.image))
        if value is not None and getattr(story, name) is None
    }
    if lacking:
        for name, value in lacking.items():
            setattr(story, name, value)
        if story.pk:
            Story.objects.filter(pk=story.pk).update(**lacking)


def comments_mode(one: Prepared) -> CommentsMode:
    """Whether readers may go on commenting; what they have said is shown where the edition shows comments."""
    if one.told.is_ours:
        wanted = one.told.text("comments")
        return CommentsMode(wanted) if wanted in CommentsMode.values else CommentsMode.INHERIT
    has_some = any(comment.approved == "1" for comment in one.item.comments)
    if one.item.comment_status == "closed":
        return CommentsMode.CLOSED if has_some else CommentsMode.INHERIT
    return CommentsMode.ON if has_some else CommentsMode.INHERIT


def _set_moments(article: Article, item: Item) -> None:
    """When it was begun and changed last, as the old site knew it."""
    now = timezone.now()
    moments = [moment for moment in (item.date, item.modified) if moment] or [now]
    # What is to come is dated later than anybody has touched it.
    article.created_at, article.updated_at = min(*moments, now), min(item.modified or max(moments), now)


def stood(article: Article, _edition: str = "") -> str:
    """Changes when somebody changes here what an import wrote."""
    return digest_of(article.title, article.slug, article.standfirst, article.body, article.state, article.published_at)


def stood_of(keys: Iterable[int], _edition: str = "") -> dict[int, str]:
    """`stood` of those that are here still; what waits to be published is a change, too."""
    found = {}
    for article in Article.objects.filter(pk__in=list(keys)):
        found[article.pk] = stood(article) if article.pending_id is None else ""
    return found


def update_article(one: Prepared, key: int) -> Article:
    """Write over an article that nobody has changed here, keeping what was; nobody is told.

    Raises:
        EditConflictError: somebody saves it at this moment.
    """
    article = Article.objects.select_related("story").get(pk=key)
    claim_version(article)
    keep_as_it_came(article)
    article.title, article.standfirst, article.body = one.title, one.standfirst, one.body
    article.state, article.published_at = one.standing.state, one.standing.published_at
    article.unpublish_at = one.standing.unpublish_at
    article.stage = one.standing.stage if one.standing.state == State.DRAFT else Stage.WRITING
    before = lineage.prepare(article)
    article.save()
    lineage.settle(article, before)
    kind = RevisionKind.PUBLISHED if article.state == State.PUBLISHED else RevisionKind.SAVED
    keep(article, Text.of(article), kind=kind, note="WordPress")
    _update_story(article.story, one)
    place_untold([article])
    return article


def _update_story(story: Story, one: Prepared) -> None:
    """Picture, topics and people follow; where editions share the story, only what is added."""
    is_shared = Article.objects.filter(story=story).count() > 1
    if one.image is not None and (story.image_id is None or not is_shared):
        Story.objects.filter(pk=story.pk).update(image=one.image)
    if one.category is not None and (story.category_id is None or not is_shared):
        Story.objects.filter(pk=story.pk).update(category=one.category)
    if not is_shared:
        StoryTopic.objects.filter(content_object=story).exclude(tag__in=one.topics).delete()
        Credit.objects.filter(story=story, edition=None).delete()
    StoryTopic.objects.bulk_create(
        [StoryTopic(content_object=story, tag_id=topic) for topic in one.topics], ignore_conflicts=True
    )
    Credit.objects.bulk_create(
        credits_of(one, story, edition=one.edition if is_shared else None), ignore_conflicts=True
    )
