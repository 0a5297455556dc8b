"""What pages of people and topics say besides their lists: what a person does, what they drew and filmed, which topics
lie near."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.enums import CreditRole, Shelf
from articles.models import Credit, MediaCredit, Person, Placement, Topic
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
    stories = Credit.objects.filter(Q(edition__isnull=True) | Q(edition=code), person=person)
    media = MediaCredit.objects.filter(person=person)
    return [one.order_by().values_list("role").distinct() for one in (stories, media)]


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
    rows = _near(code, now=timezone.now(), topic=topic.pk)
    return [(text, address_of("articles:topic", code, address)) for text, address in rows]


@prepared
def _near(code: str, /, *, now: datetime, topic: int) -> QuerySet[Any]:
    stories = Placement.objects.on_shelf(Shelf.TOPIC, topic, code, now).newest_first().values("article__story_id")
    name, slug = column("name", code), column("slug", code)
    return (
        Topic.objects.filter(story_topics__content_object__in=stories[:LOOKED_AT])
        .filter(**{f"{slug}__isnull": False, f"{name}__gt": ""})
        .exclude(pk=topic)
        .annotate(shared=Count("story_topics"))
        .order_by("-shared", "pk")
        .values_list(name, slug)[:NEAR]
    )
