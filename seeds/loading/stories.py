"""Categories, topics, people, stories, their articles and dossiers."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from articles.enums import CorrectionKind, CreditRole
from articles.models import (
    Article,
    Category,
    Correction,
    Credit,
    Dossier,
    DossierPart,
    Person,
    Story,
    StoryTopic,
    Topic,
)
from articles.services import place
from editions.enums import State
from media_gallery.models import Image
from seeds.loading import texts
from seeds.loading.lineage import load_lineage

# Days between two stories: about fourteen months in all.
PACE = 6.4
# What is not simply published: (edition, key) -> state, or days from now at which it goes live. None of them stands in
# an issue of its edition: the issue and its PDF are published, and would tell of it.
UNUSUAL: dict[tuple[str, str], State | int] = {
    ("fa", "roof-gardens-of-the-printing-street"): 2,
    ("ar", "the-soup-that-crosses-borders"): 3,
    ("fa", "the-village-that-shares-one-newspaper"): State.DRAFT,
    ("en", "knots-every-child-should-know"): State.DRAFT,
    ("sq", "children-who-catalogue-the-world"): State.WITHDRAWN,
}
CORRECTIONS = {
    ("en", "the-bridge-that-was-moved"): "An earlier version of this article gave another number of arches.",
    ("fa", "the-bridge-that-was-moved"): "در نسخهٔ پیشین این مقاله شمار دهانه‌های پل نادرست بود.",
}


@dataclass
class Shelf:
    """What stories refer to, by key."""

    categories: dict[str, Category]
    topics: dict[str, Topic]
    people: dict[str, Person]


def load_shelf(images: dict[str, Image]) -> Shelf:
    plan = texts.plan()
    categories, topics, people = {}, {}, {}
    for position, key in enumerate(plan["categories"]["keys"]):
        category = Category(position=position)
        texts.fill(category, "categories", key, name="name", slug="slug", description="description")
        category.save()
        categories[key] = category
    for key in plan["topics"]["keys"]:
        topic = Topic()
        texts.fill(topic, "topics", key, name="name", slug="slug")
        topic.save()
        topics[key] = topic
    for key, role in plan["people"].items():
        is_source = role == "source"
        person = Person(
            portrait=images.get(f"person:{key}"),
            is_organisation=is_source,
            address=f"https://example.org/{key}/" if is_source else "",
        )
        texts.fill(person, "people", key, name="name", slug="slug", biography="biography")
        person.save()
        people[key] = person
    return Shelf(categories, topics, people)


def load_stories(shelf: Shelf, images: dict[str, Image], *, now: datetime, by: User | None = None) -> dict[str, Story]:
    stories = {}
    for number, told in enumerate(texts.plan()["stories"]):
        key = told["key"]
        story = Story(
            working_title=texts.story(told["original"], key).title,
            category=shelf.categories[told["category"]],
            image=images.get(f"story:{key}"),
            is_featured=number == 0,
            created_by=by,
        )
        story.save()
        stories[key] = story
        StoryTopic.objects.bulk_create(
            StoryTopic(content_object=story, tag=shelf.topics[topic]) for topic in told["topics"]
        )
        load_credits(story, told, shelf)
        load_articles(story, told, images, moment=now - timedelta(days=number * PACE, hours=2), now=now, by=by)
    place(Article.objects.defer("body"))
    load_dossiers(stories)
    load_lineage(now=now)
    for (code, key), text in CORRECTIONS.items():
        article = Article.objects.get(story=stories[key], edition=code)
        Correction.objects.create(
            article=article,
            kind=CorrectionKind.CORRECTION,
            text=text,
            made_at=article.live_since + timedelta(hours=1),
        )
    return stories


def load_dossiers(stories: dict[str, Story]) -> None:
    for key, parts in texts.plan()["dossiers"].items():
        dossier = Dossier(image=stories[parts[0]].image)
        texts.fill(dossier, "dossiers", key, name="name", slug="slug", description="description")
        dossier.save()
        DossierPart.objects.bulk_create(
            DossierPart(dossier=dossier, story=stories[part], position=position) for position, part in enumerate(parts)
        )


def load_credits(story: Story, told: dict, shelf: Shelf) -> None:
    rows = [Credit(story=story, person=shelf.people[told["author"]], role=CreditRole.AUTHOR)]
    if source := told.get("source"):
        address = f"https://example.org/{source}/{told['key']}"
        rows.append(
            Credit(story=story, person=shelf.people[source], role=CreditRole.SOURCE, address=address, position=1)
        )
    for code in told["editions"]:
        if translator := texts.story(code, told["key"]).translator:
            rows.append(
                Credit(
                    story=story,
                    person=shelf.people[translator],
                    role=CreditRole.TRANSLATOR,
                    edition_id=code,
                    position=2,
                )
            )
    Credit.objects.bulk_create(rows)


def load_articles(
    story: Story, told: dict, images: dict[str, Image], *, moment: datetime, now: datetime, by: User | None
) -> None:
    """The story in each of its editions: the original first, the others hours to days later, none after now."""
    chance = random.Random(told["key"])
    numbers = {f"{told['key']}-2": image.pk for name, image in images.items() if name == f"story:{told['key']}-2"}
    for code in told["editions"]:
        text = texts.story(code, told["key"])
        delay = timedelta(0) if code == told["original"] else timedelta(minutes=chance.randrange(90, 12 * 24 * 60))
        state, published_at = State.PUBLISHED, min(moment + delay, now - timedelta(minutes=chance.randrange(5, 90)))
        unusual = UNUSUAL.get((code, told["key"]))
        if isinstance(unusual, State):
            state = unusual
        elif unusual is not None:
            published_at = now + timedelta(days=unusual)
        article = Article(
            story=story,
            edition_id=code,
            title=text.title,
            slug=text.slug,
            standfirst=text.standfirst,
            body=text.body_with(numbers) if numbers else text.body,
            state=state,
            published_at=None if state == State.DRAFT else published_at,
            created_by=by,
        )
        article.full_clean(exclude=["story", "edition"])
        article.save()
