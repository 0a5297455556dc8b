"""The front page of an edition: one lead, seconds, the newest, a band for each section, an issue, pictures."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from articles.cards import Card, cards_of
from articles.enums import Shelf
from articles.models import Article, Category, Placement
from editions import registry
from editions.columns import column, translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.structured import publisher
from editions.unions import fetch_union
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
    categories = list(Category.objects.filter(parent=None, **{f"{column('slug', code)}__isnull": False}))
    keys = front_keys(code, [category.pk for category in categories])
    rows = Article.objects.live().for_list(code).in_bulk({pk for part in keys.values() for pk in part})
    found = {article.pk: card for article, card in zip(rows.values(), cards_of(rows.values(), code), strict=True)}

    newest = [pk for pk in keys["newest"] if pk in found]
    lead = next(iter([*keys["featured"], *newest]), None)
    rest = [pk for pk in newest if pk != lead]
    seconds = rest[:SECONDS]
    shown = {lead, *seconds}
    bands = [
        Band(f"c{category.pk}", category.name_in(code), category.address_in(code) or "", cards)
        for category in categories
        if len(cards := [found[pk] for pk in keys[category.pk] if pk in found and pk not in shown][:A_BAND]) == A_BAND
    ]
    head = home_head(edition)
    illustrate(head, (found[pk].image for pk in [lead, *rest] if pk in found), code)
    return {
        "edition": edition,
        "head": head,
        "lead": found.get(lead) if lead else None,
        "seconds": [found[pk] for pk in seconds],
        "newest": [rows[pk] for pk in rest[:NEWEST]],
        "bands": bands,
        "issue": latest_issue(code),
        "pictures": media_band(Kind.NEWSPICS, code),
        "cartoons": media_band(Kind.CARTOONS, code),
    }


def front_keys(code: str, categories: list[int]) -> dict[Any, list[int]]:
    """Numbers of the articles that each part of the page may show, newest first, in one query."""
    live = Article.objects.in_edition(code).live().newest_first().values_list("pk")
    shelf = Placement.objects.filter(edition=code, shelf=Shelf.CATEGORY).order_by("-published_at", "-article_id")
    # More than are shown: those above may have taken some, and withdrawn ones fall out.
    parts: dict[Any, Any] = {
        "featured": live.filter(story__is_featured=True)[:1],
        "newest": live[: NEWEST + 1],
        **{pk: shelf.filter(target_id=pk).values_list("article_id")[: A_BAND + SECONDS + 1] for pk in categories},
    }
    names = list(parts)
    keys: dict[Any, list[int]] = defaultdict(list)
    for part, (pk,) in fetch_union(list(parts.values())):
        keys[names[part]].append(pk)
    return keys


def media_band(kind: Kind, code: str) -> list[dict[str, Any]]:
    items = MediaItem.objects.live_in(code).of_kind(kind).newest_first().select_related("image")[:PICTURES]
    return [
        {"title": translated(item, "title", code), "address": item.address_in(code), "image": item.image}
        for item in items
    ]


def home_head(edition: Edition) -> Head:
    path = reverse("home", args=[edition])
    return Head(
        title="",
        path=path,
        description=edition.tagline,
        alternates={other.code: reverse("home", args=[other]) for other in registry.visible_editions()},
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
