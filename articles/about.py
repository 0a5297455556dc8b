"""What pages of people and topics say besides their lists: what a person does, what they drew and filmed, which topics
lie near."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from articles.enums import CreditRole, Shelf
from articles.models import Credit, MediaCredit, Person, Placement, Topic
from editions.columns import column
from media_gallery.cards import cards
from media_gallery.models import MediaItem
from media_gallery.querysets import MediaItemQuerySet

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
    stories = Credit.objects.filter(Q(edition__isnull=True) | Q(edition=code), person=person)
    media = MediaCredit.objects.filter(person=person)
    rows = stories.order_by().values_list("role").union(media.order_by().values_list("role")).order_by("role")
    found = {role for (role,) in rows}
    return [role for role in CreditRole if role in found]


def parts_of_person(person: Person, code: str, roles: list[CreditRole], here: str) -> list[Part]:
    """Where the articles in each role are; empty where there is but one. `here`: the role that is shown, or ""."""
    if len(roles) < 2:
        return []
    slug = person.slug_in(code)
    return [Part(one, reverse("articles:person-as", args=[code, slug, one.value]), one == here) for one in roles]


def places_of(person: Person, code: str, role: str = "") -> Any:
    """Places of the person's live articles; of those that they have made in a role, where one is given."""
    places = Placement.objects.on_shelf(Shelf.PERSON, person.pk, code)
    if not role:
        return places
    credits = Credit.objects.filter(
        Q(edition__isnull=True) | Q(edition=code), story=OuterRef("article__story_id"), person=person, role=role
    )
    return places.filter(Exists(credits))


def media_of(person: Person, code: str) -> MediaItemQuerySet:
    """What they drew, photographed or filmed and the edition shows."""
    theirs = MediaCredit.objects.filter(item=OuterRef("pk"), person=person)
    return MediaItem.objects.live_in(code).filter(Exists(theirs)).for_cards(code)


def media_section(person: Person, code: str) -> dict[str, Any]:
    """The newest of it, for the person's page, and where all of it is where there is more. One query."""
    found = list(media_of(person, code).newest_first()[: SOME_MEDIA + 1])
    more = reverse("articles:person-media", args=[code, person.slug_in(code)]) if len(found) > SOME_MEDIA else ""
    return {"media": cards(found[:SOME_MEDIA], code), "more_media": more}


def near_topics(topic: Topic, code: str) -> list[tuple[str, str]]:
    """(name, address) of topics that the newest articles of this one share with it, the most shared first."""
    stories = Placement.objects.on_shelf(Shelf.TOPIC, topic.pk, code).newest_first().values("article__story_id")
    name, slug = column("name", code), column("slug", code)
    rows = (
        Topic.objects.filter(story_topics__content_object__in=stories[:LOOKED_AT])
        .filter(**{f"{slug}__isnull": False, f"{name}__gt": ""})
        .exclude(pk=topic.pk)
        .annotate(shared=Count("story_topics"))
        .order_by("-shared", "pk")
        .values_list(name, slug)[:NEAR]
    )
    return [(text, reverse("articles:topic", args=[code, address])) for text, address in rows]
