"""What pages of people and topics say besides their lists: what a person does, what they drew and filmed, which topics
lie near."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.enums import CreditRole, Shelf
from articles.models import Credit, MediaCredit, Person, Placement, StoryTopic, Topic
from editions.addresses import address_of
from editions.columns import column
from editions.paging import beyond
from editions.prepared import prepared
from media_gallery.cards import cards
from media_gallery.models import MediaItem

# How many of a topic's newest articles say which topics lie near it; how many of those, and of media, a page shows.
LOOKED_AT, NEAR, SOME_MEDIA = 60, 8, 8


@dataclass(frozen=True)
class Part:
    """A person's articles in one role."""

    role: CreditRole
    address: str
    is_here: bool


def roles_of(person: Person, code: str) -> list[CreditRole]:
    """What the person did, in stories of the edition and in media; in the order of `CreditRole`. One query."""
    found = {role for _part, (role,) in _roles(code, person=person.pk)}
    return [role for role in CreditRole if role in found]


@prepared
def _roles(code: str, /, *, person: int) -> list[QuerySet[Any]]:
    # One row of each is enough: somebody may have written for thirty years.
    rows: list[QuerySet[Any]] = [
        *(Credit.objects.filter(person=person, role=role, edition__isnull=True) for role in CreditRole),
        *(Credit.objects.filter(person=person, role=role, edition=code) for role in CreditRole),
        *(MediaCredit.objects.filter(person=person, role=role) for role in CreditRole),
    ]
    return [one.order_by().values_list("role")[:1] for one in rows]


def parts_of_person(person: Person, code: str, roles: list[CreditRole], here: str) -> list[Part]:
    """Where the articles in each role are; empty where there is but one. `here`: the role that is shown, or ""."""
    if len(roles) < 2:
        return []
    slug = person.slug_in(code)
    return [Part(one, reverse("articles:person-as", args=[code, slug, one.value]), one == here) for one in roles]


def places_of(person: Person, code: str, role: str) -> Any:
    """Places of the person's live articles that they have made in a role."""
    credits = Credit.objects.filter(
        Q(edition__isnull=True) | Q(edition=code), story=OuterRef("article__story_id"), person=person, role=role
    )
    return Placement.objects.on_shelf(Shelf.PERSON, person.pk, code).filter(Exists(credits))


def media_of(code: str, size: int, person: int, sign: str = "", **edge: Any) -> list[MediaItem]:
    """What a person drew, photographed or filmed and the edition shows: those beyond an edge (editions/paging.py), one
    more than `size`."""
    return _media(code, size, sign, now=timezone.now(), person=person, **edge)


@prepared
def _media(code: str, size: int, sign: str, /, *, now: datetime, person: int, **edge: Any) -> QuerySet[MediaItem]:
    theirs = MediaCredit.objects.filter(item=OuterRef("pk"), person=person)
    items = MediaItem.objects.live_in(code, now).filter(Exists(theirs)).for_cards(code)
    return beyond(items, sign, **edge)[: size + 1]


def media_section(person: Person, code: str) -> dict[str, Any]:
    """The newest of it, for the person's page, and where all of it is where there is more. One query."""
    found = media_of(code, SOME_MEDIA, person.pk)
    more = reverse("articles:person-media", args=[code, person.slug_in(code)]) if len(found) > SOME_MEDIA else ""
    return {"media": cards(found[:SOME_MEDIA], code), "more_media": more}


def near_topics(topic: Topic, code: str) -> list[tuple[str, str]]:
    """(name, address) of topics that the newest articles of this one share with it, the most shared first."""
    stories = list({story for (story,) in _newest_stories(code, now=timezone.now(), topic=topic.pk)})
    # Counted here: so the page depends on these stories and their topics, and not on all that there are.
    found = [row for row in _topics_of(code, stories=stories) if row[0] != topic.pk] if stories else []
    shared = Counter(pk for pk, _name, _slug in found)
    named = {pk: (name, slug) for pk, name, slug in found if name and slug}
    nearest = sorted(named, key=lambda pk: (-shared[pk], pk))[:NEAR]
    return [(named[pk][0], address_of("articles:topic", code, named[pk][1])) for pk in nearest]


@prepared
def _newest_stories(code: str, /, *, now: datetime, topic: int) -> QuerySet[Any]:
    places = Placement.objects.on_shelf(Shelf.TOPIC, topic, code, now).newest_first()
    return places.values_list("article__story_id")[:LOOKED_AT]


@prepared
def _topics_of(code: str, /, *, stories: list[int]) -> QuerySet[Any]:
    rows = StoryTopic.objects.filter(content_object__in=stories)
    return rows.values_list("tag_id", *(f"tag__{column(field, code)}" for field in ("name", "slug")))
