"""The front page of an edition: one lead, seconds, the newest, a band for each section, an issue, pictures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone

from articles.cards import Card, cards_of, recents_of
from articles.enums import Shelf
from articles.models import Article, Category
from articles.reads import listed, shelf_of
from editions.addresses import path_to
from editions.columns import column
from editions.head import Head, absolute, in_all_editions
from editions.models import Edition
from editions.prepared import prepared
from editions.structured import publisher
from media_gallery.cards import MediaCard, cards
from media_gallery.enums import Kind
from media_gallery.models import MediaItem
from media_gallery.pictures import illustrate
from publications.queries import latest_issue

SECONDS, NEWEST, A_BAND, PICTURES = 4, 9, 3, 4


@dataclass
class Band:
    """A section's newest articles."""

    key: str
    title: str
    address: str
    cards: list[Card]


def home_page(edition: Edition) -> dict[str, Any]:
    """The context of `home.html`. One with one article, or none, has the bands that it can fill."""
    code = edition.code
    categories = _sections(code)
    keys = front_keys(code, [category.pk for category in categories])
    wanted = list({pk for part in keys.values() for pk in part})
    rows = {one.pk: one for one in listed(code, now=timezone.now(), keys=wanted)} if wanted else {}
    newest = [pk for pk in keys["newest"] if pk in rows]
    lead = next(iter([*keys["featured"], *newest]), None)
    rest = [pk for pk in newest if pk != lead]
    seconds = rest[:SECONDS]
    above = {lead, *seconds}
    in_bands = [
        (category, first)
        for category in categories
        if len(first := [pk for pk in keys[category.pk] if pk in rows and pk not in above][:A_BAND]) == A_BAND
    ]
    # More was read than is shown: cards are made of this alone.
    shown = {pk: rows[pk] for pk in [lead, *seconds, *(pk for _, first in in_bands for pk in first)] if pk in rows}
    found = dict(zip(shown, cards_of(shown.values(), code), strict=True))
    bands = [
        Band(f"c{one.pk}", one.name_in(code), one.address_in(code) or "", [found[pk] for pk in first])
        for one, first in in_bands
    ]
    head = home_head(edition)
    illustrate(head, (rows[pk].story.image for pk in [lead, *rest] if pk in rows), code)
    return {
        "edition": edition,
        "head": head,
        "lead": found.get(lead) if lead else None,
        "seconds": [found[pk] for pk in seconds],
        "newest": recents_of(rows[pk] for pk in rest[:NEWEST]),
        "bands": bands,
        "issue": latest_issue(code),
        "pictures": media_band(Kind.NEWSPICS, code),
        "cartoons": media_band(Kind.CARTOONS, code),
    }


def front_keys(code: str, categories: list[int]) -> dict[Any, list[int]]:
    """Numbers of the articles that each part of the page may show, newest first, in one query."""
    names = ["featured", "newest", *categories]
    keys: dict[Any, list[int]] = defaultdict(list)
    shelves = {"categories": tuple(categories)} if categories else {}
    for part, (pk,) in _front(code, now=timezone.now(), **shelves):
        keys[names[part]].append(pk)
    return keys


@prepared
def _front(code: str, /, *, now: datetime, categories: Sequence[int] = ()) -> list[QuerySet[Any]]:
    live = Article.objects.in_edition(code).live(now).newest_first().values_list("pk")
    # More than are shown: those above may have taken some, and withdrawn ones fall out.
    return [
        # Asked first whether there is one: else SQLite would walk through all articles to find none.
        live.filter(Exists(Article.objects.filter(edition=code, story__is_featured=True)), story__is_featured=True)[:1],
        live[: NEWEST + 1],
        *(shelf_of(code, Shelf.CATEGORY, category)[: A_BAND + SECONDS + 1] for category in categories),
    ]


@prepared
def _sections(code: str, /) -> QuerySet[Category]:
    return Category.objects.filter(parent=None, **{f"{column('slug', code)}__isnull": False})


def media_band(kind: Kind, code: str) -> list[MediaCard]:
    return cards(_newest_of(kind, code, now=timezone.now()), code)


@prepared
def _newest_of(kind: Kind, code: str, /, *, now: datetime) -> QuerySet[MediaItem]:
    return MediaItem.objects.live_in(code, now).of_kind(kind).newest_first().for_cards(code)[:PICTURES]


def home_head(edition: Edition) -> Head:
    path = path_to("home", edition.code)
    return Head(
        title="",
        path=path,
        description=edition.tagline,
        alternates=in_all_editions("home"),
        json_ld=[
            {
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": edition.site_name,
                "url": absolute(path),
                "inLanguage": edition.language,
                "publisher": publisher(edition),
            },
            {"@context": "https://schema.org", **publisher(edition)},
        ],
    )
