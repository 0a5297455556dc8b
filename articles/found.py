"""What search shows of this room: articles, and the names of topics and people under which they are found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Category,
    Credit,
    Dossier,
    DossierPart,
    MediaCredit,
    Person,
    Story,
    StoryTopic,
    Topic,
)
from articles.services import ancestors
from editions.columns import column, translated
from editions.enums import State
from editions.prepared import prepared
from editions.richtext.plain import plain_text
from search.places import NAMES_AT
from search.sources import Document, Section, Shown


def article_documents(keys: list[int]) -> list[Document]:
    articles = Article.objects.filter(pk__in=keys, state=State.PUBLISHED, published_at__isnull=False)
    rows = list(
        articles.select_related("story").only(
            *("edition_id", "title", "slug", "standfirst", "body", "published_at", "unpublish_at", "state"),
            *("story_id", "story__category_id"),
        )
    )
    return documents_of(rows, {})


def documents_of(articles: list[Article], texts: Mapping[int, str]) -> list[Document]:
    """What search shows of published articles.

    Args:
        articles: with their stories.
        texts: the words of their bodies by their keys, where they are known.
    """
    names = _names_of({article.story_id for article in articles})
    return [
        Document(
            edition=article.edition_id,
            key=article.pk,
            title=article.title,
            address=article.get_absolute_url(),
            published_at=article.live_since,
            unpublish_at=article.unpublish_at,
            summary=article.standfirst,
            text=texts[article.pk] if article.pk in texts else plain_text(article.body),
            names=tuple(sorted(names[article.story_id, None] | names[article.story_id, article.edition_id])),
            section=article.story.category_id,
        )
        for article in articles
    ]


def _names_of(stories: set[int]) -> dict[tuple[int, str | None], set[tuple[str, int]]]:
    """The topics and people of stories, by the story and the edition that alone credits them (None: all)."""
    found: dict[tuple[int, str | None], set[tuple[str, int]]] = defaultdict(set)
    topics = StoryTopic.objects.filter(content_object__in=stories).values_list("content_object_id", "tag_id")
    for story, topic in topics:
        found[story, None].add(("topic", topic))
    for story, person, only in Credit.objects.filter(story__in=stories).values_list(
        "story_id", "person_id", "edition_id"
    ):
        found[story, only].add(("person", person))
    return found


def story_shown(story: Story) -> Shown:
    articles = Article.objects.filter(story=story.pk).values_list("pk", flat=True)
    return [("article", list(articles)), ("dossier", _dossiers_of(story.pk))]


def article_shown(article: Article) -> Shown:
    return [("article", [article.pk]), ("dossier", _dossiers_of(article.story_id))]


def _dossiers_of(story: int) -> list[int]:
    return list(DossierPart.objects.filter(story=story).values_list("dossier_id", flat=True))


def dossier_documents(keys: list[int]) -> Iterator[Document]:
    """Dossiers of which the edition has published a part that is not over; they are there from their first part on.

    The titles of parts are not among their words: one whose moment is still to come would be known before it.
    """
    parts: dict[tuple[int, str], list[Article]] = defaultdict(list)
    articles = Article.objects.filter(story__dossier_parts__dossier__in=keys, state=State.PUBLISHED)
    articles = articles.filter(Q(unpublish_at=None) | Q(unpublish_at__gt=timezone.now()), published_at__isnull=False)
    rows = articles.annotate(dossier=F("story__dossier_parts__dossier"))
    for article in rows.only("edition_id", "published_at", "unpublish_at", "state"):
        parts[article.dossier, article.edition_id].append(article)
    dossiers = Dossier.objects.in_bulk(keys)
    for (key, code), some in parts.items():
        dossier = dossiers.get(key)
        if dossier and (address := dossier.address_in(code)) and (name := dossier.name_in(code)):
            ends = [article.unpublish_at for article in some if article.unpublish_at]
            yield Document(
                edition=code,
                key=key,
                title=name,
                address=address,
                published_at=min(article.live_since for article in some),
                unpublish_at=max(ends) if len(ends) == len(some) else None,
                summary=translated(dossier, "description", code),
            )


def topic_documents(keys: list[int]) -> Iterator[Document]:
    return _name_documents(Topic.objects.filter(pk__in=keys))


def person_documents(keys: list[int]) -> Iterator[Document]:
    return _name_documents(Person.objects.filter(pk__in=keys))


def _name_documents(things: Iterable[Topic | Person]) -> Iterator[Document]:
    for thing in things:
        for code in settings.MODELTRANSLATION_LANGUAGES:
            if address := thing.address_in(code):
                yield Document(code, thing.pk, thing.name_in(code), address, NAMES_AT)


def sections(code: str) -> list[Section]:
    """The categories that the edition names, each with all below it."""
    rows = _categories(code)
    parents = {category.pk: category.parent_id for category in rows}
    below: dict[int, list[int]] = defaultdict(list)
    for pk in parents:
        for above in ancestors(pk, parents):
            below[above].append(pk)
    return [
        Section(slug, name, tuple(sorted(below[one.pk])))
        for one in rows
        if (slug := one.slug_in(code)) and (name := one.name_in(code))
    ]


@prepared
def _categories(code: str, /) -> QuerySet[Category]:
    return Category.objects.only("parent_id", column("name", code), column("slug", code))


def media_names(items: list[int]) -> dict[int, set[tuple[str, int]]]:
    """Who is credited with media items."""
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for item, person in MediaCredit.objects.filter(item__in=items).values_list("item_id", "person_id"):
        found[item].add(("person", person))
    return found
