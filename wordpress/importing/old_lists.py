"""Lists of the old site that have no like of their own here: of what went to media and publications, and of months in
which nothing else was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model
from django.urls import reverse

from articles.archive.months import articles_in
from articles.enums import Shelf
from articles.models import Article, Placement
from delivery.services import Move
from editions import registry
from editions.columns import translated
from media_gallery.models import MediaItem
from publications.enums import SeriesKind
from publications.models import Book, IssueEdition, Series
from wordpress.importing.destinations import MEDIA, Goal, Place
from wordpress.wxr.items import Item


def list_of(goal: Goal, edition: str) -> str:
    """Where readers find what goes to a place, in an edition; "" of what goes nowhere, or has not come."""
    if goal.place in MEDIA:
        return reverse("media_gallery:kind", args=[edition, goal.place.value])
    if goal.place in {Place.ARTICLES, Place.PAGES}:
        return reverse("articles:list", args=[edition])
    if goal.place == Place.SKIP:
        return ""
    series = Series.objects.filter(slug=goal.series) if goal.series else Series.objects.filter(kind=SeriesKind.BOOKS)
    return _address_of(series.order_by("position", "pk").first(), edition)


def list_with(thing: Model, edition: str) -> str:
    """The list in which a thing stands here; "" of articles and pages, which have the same as there."""
    if isinstance(thing, MediaItem):
        return reverse("media_gallery:kind", args=[edition, thing.kind])
    series = (
        thing.issue.series if isinstance(thing, IssueEdition) else thing.series if isinstance(thing, Book) else None
    )
    return _address_of(series, edition)


def _address_of(series: Series | None, edition: str) -> str:
    """Without a name in an edition a series has no page there."""
    return series.address_in(edition) if series is not None and translated(series, "name", edition) else ""


def empty_categories(keys: Iterable[int]) -> set[int]:
    """Those of these categories, by their keys, in which no article stands in any edition."""
    placed = Placement.objects.filter(shelf=Shelf.CATEGORY, target_id__in=list(keys))
    return set(keys) - set(placed.values_list("target_id", flat=True).distinct())


@dataclass
class Archives:
    """Archives by date of the old site whose months hold something that is no article here.

    Attributes:
        prefix: of all paths of the old site.
    """

    prefix: str
    # (edition, the language's folder there, year, month; 0: the whole year) -> where what stood in it is listed.
    lists: dict[tuple[str, str, int, int], str] = field(default_factory=dict)

    def note(self, item: Item, thing: Model, edition: str, language: str) -> None:
        """Remember the month of a thing that readers see."""
        if isinstance(thing, Article) or item.kind == "page" or item.date is None:
            return
        known = registry.all_editions().get(edition)
        if known is not None and (address := list_with(thing, edition)):
            moment = item.date.astimezone(known.zone)
            for month in (moment.month, 0):
                self.lists.setdefault((edition, language, moment.year, month), address)

    def moves(self, host: str) -> Iterator[Move]:
        """What leads from those in which there is no article to where that is listed which was in them."""
        for (code, language, year, month), address in self.lists.items():
            edition = registry.all_editions()[code]
            months = [date(year, one, 1) for one in ([month] if month else range(1, 13))]
            if any(articles_in(first, edition).exists() for first in months):
                continue
            day = f"{year}/{month:02}/" if month else f"{year}/"
            yield Move(
                host, f"{self.prefix}/{language}/{day}" if language else f"{self.prefix}/{day}", address, is_guess=True
            )
            if not language:
                yield Move(host, f"{self.prefix}/?m={year}{f'{month:02}' if month else ''}", address, is_guess=True)
