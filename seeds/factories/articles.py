"""Stories and what belongs to them, for tests."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.enums import CreditRole
from articles.models import Article, Category, Credit, Dossier, DossierPart, Person, Story, StoryTopic, Topic
from articles.services import place
from editions.enums import State
from media_gallery.models import Image
from seeds.factories.editions import make_edition
from seeds.factories.naming import in_editions, next_number


def make_category(*, name: str = "", editions: Iterable[str] | None = None, **fields: Any) -> Category:
    """A category with this name in `editions` (None: the four that are shipped); its addresses come from the name.

    `fields` are any of its own, such as `parent` or `name_fa`.
    """
    name = name or f"Category {next_number()}"
    return Category.objects.create(**{**in_editions("name", name, editions), **fields})


def make_topic(*, name: str = "", editions: Iterable[str] | None = None, **fields: Any) -> Topic:
    """A topic with this name in `editions` (None: the four that are shipped)."""
    return Topic.objects.create(**{**in_editions("name", name or f"Topic {next_number()}", editions), **fields})


def make_dossier(
    *, name: str = "", stories: Iterable[Story] = (), editions: Iterable[str] | None = None, **fields: Any
) -> Dossier:
    """A dossier of `stories` in this order, with this name in `editions` (None: the four that are shipped)."""
    words = in_editions("name", name or f"Dossier {next_number()}", editions)
    dossier = Dossier.objects.create(**{**words, **fields})
    DossierPart.objects.bulk_create(
        DossierPart(dossier=dossier, story=story, position=position) for position, story in enumerate(stories)
    )
    return dossier


def make_person(*, name: str = "", editions: Iterable[str] | None = None, **fields: Any) -> Person:
    """A person with this name in `editions` (None: the four that are shipped)."""
    return Person.objects.create(**{**in_editions("name", name or f"Person {next_number()}", editions), **fields})


def make_story(
    *,
    category: Category | None = None,
    image: Image | None = None,
    topics: Iterable[Topic] = (),
    authors: Iterable[Person] = (),
    **fields: Any,
) -> Story:
    """A story without articles; `authors` are credited in all editions, in this order."""
    story = Story.objects.create(
        **{
            "working_title": f"Story {next_number()}",
            "category": category,
            "image": image,
            **fields,
        }
    )
    StoryTopic.objects.bulk_create(StoryTopic(content_object=story, tag=topic) for topic in topics)
    for position, author in enumerate(authors):
        make_credit(story=story, person=author, position=position)
    return story


def make_credit(
    *,
    story: Story,
    person: Person | None = None,
    role: str = CreditRole.AUTHOR,
    edition: str | None = None,
    **fields: Any,
) -> Credit:
    """A person's part in a story, in all editions or in one by its code. Call `articles.services.place_story` after it
    where the story has articles already."""
    return Credit.objects.create(story=story, person=person or make_person(), role=role, edition_id=edition, **fields)


def make_article(
    *,
    edition: str = "en",
    story: Story | None = None,
    published: bool = True,
    category: Category | None = None,
    image: Image | None = None,
    topics: Iterable[Topic] = (),
    authors: Iterable[Person] = (),
    **fields: Any,
) -> Article:
    """A story's article in one edition, on the lists it belongs to.

    Args:
        edition: code of the edition, made where it is missing.
        story: an existing one; None: a new one with the `category`, `image`, `topics` and `authors` given.
        published: an hour ago; False: a draft. For anything else give `state` and `published_at`.
        fields: any field of the article.
    """
    number = next_number()
    article = Article(
        **{
            "story": story or make_story(category=category, image=image, topics=topics, authors=authors),
            "edition": make_edition(edition),
            "title": f"Article {number}",
            "standfirst": f"What article {number} tells.",
            "body": f"<p>The text of article {number}.</p>",
            "state": State.PUBLISHED if published else State.DRAFT,
            "published_at": timezone.now() - timedelta(hours=1) if published else None,
            **fields,
        }
    )
    article.clean()
    article.save()
    place([article])
    return article
