"""What pages of people and topics say besides their lists: what a person does, what they drew and filmed, which topics
lie near."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles.enums import CreditRole, Shelf
from articles.models import Credit, MediaCredit, Person, Placement, StoryTopic, Topic
from editions.columns import column
from editions.unions import fetch_union
from media_gallery.models import MediaItem
from media_gallery.querysets import MediaItemQuerySet
from media_gallery.views import cards

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
    # One row of each is enough: somebody may have written for thirty years.
    rows = [
        *(Credit.objects.filter(person=person, role=role, edition__isnull=True) for role in CreditRole),
        *(Credit.objects.filter(person=person, role=role, edition=code) for role in CreditRole),
        *(MediaCredit.objects.filter(person=person, role=role) for role in CreditRole),
    ]
    found = {role for _part, (role,) in fetch_union([one.order_by().values_list("role")[:1] for one in rows])}
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
    places = Placement.objects.on_shelf(Shelf.TOPIC, topic.pk, code).newest_first()
    stories = set(places.values_list("article__story_id", flat=True)[:LOOKED_AT])
    # Counted here: so the page depends on these stories and their topics, and not on all that there are.
    rows = StoryTopic.objects.filter(content_object__in=stories).exclude(tag=topic.pk)
    found = list(rows.values_list("tag_id", *(f"tag__{column(field, code)}" for field in ("name", "slug"))))
    shared = Counter(pk for pk, _name, _slug in found)
    named = {pk: (name, slug) for pk, name, slug in found if name and slug}
    nearest = sorted(named, key=lambda pk: (-shared[pk], pk))[:NEAR]
    return [(named[pk][0], reverse("articles:topic", args=[code, named[pk][1]])) for pk in nearest]
