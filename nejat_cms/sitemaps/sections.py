"""The sections of the sitemap: which rows each lists in an edition, and their addresses.

A section is split by keys, not by offset: a sitemap is addressed by the number of its first row, of articles by their
first day, so that a new row changes the last one only, and none costs more than another.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Mod, RowNumber

from articles.archive.counts import all_live_counts, live_counts_of
from articles.archive.keeping import DAYS, period_of
from articles.enums import Shelf
from articles.models import Article, Person, Placement, Topic
from articles.models.named import Named
from articles.querysets import IMAGE_FIELDS
from editions import registry
from editions.columns import column, translated
from editions.models import Edition
from editions.paging import within_first
from editions.unions import fetch_union
from editions.years import FIRST_YEAR, LAST_YEAR
from media_gallery.models import MediaItem
from media_gallery.pictures import image_url
from nejat_cms.sitemaps.document import Url
from publications.models import Book, IssueEdition

# Of the protocol's 50,000: so many are made in well under a second, their pictures and translations included.
SIZE, MOST = 1000, 50_000


@dataclass(frozen=True)
class Section:
    """`rows(code, until)` are those that the edition lists, of articles those published `until` then.

    `urls(rows, code)` makes addresses of some of them.
    """

    rows: Callable[[str, datetime], QuerySet]
    urls: Callable[[QuerySet, str], list[Url]]

    def starts(self, code: str, until: datetime) -> QuerySet:
        """The numbers of the rows that begin a sitemap."""
        place = Mod(Window(RowNumber(), order_by=F("pk").asc()), SIZE)
        return self.rows(code, until).order_by().annotate(place=place).filter(place=1 % SIZE).values_list("pk")

    def urls_from(self, start: int, code: str, until: datetime) -> list[Url]:
        """The addresses of the sitemap that begins with row `start`."""
        return self.urls(self.rows(code, until).filter(pk__gte=start).order_by("pk")[:SIZE], code)


class ByDay(Section):
    """Articles, from one day to another: a sitemap is addressed by its first day, as 20240301.

    A month is one sitemap, or begins another where a day would make it longer than `SIZE`; only a day that is longer
    itself is not split. The kept numbers of the archive say where, so that no article is read to know it.
    """

    def days(self, until: datetime) -> list[tuple[Edition, int]]:
        """The days that begin a sitemap, of all editions, in two queries."""
        editions, last = registry.visible_editions(), {}
        counts = live_counts_of(editions, first=DAYS * DAYS * FIRST_YEAR, last=DAYS * DAYS * (LAST_YEAR + 1))
        found = {}
        for edition in editions:
            last[edition.code] = period_of(until, edition)
            days = [start for start, _end in parts_of(counts[edition.code]) if start <= last[edition.code]]
            if days:
                found[edition] = days
        # What is news is listed elsewhere: that may be all that the last one has.
        newest = [
            self.rows_from(days[-1], last[edition.code], edition, until).order_by().values_list("pk")[:1]
            for edition, days in found.items()
        ]
        has_more = {part for part, _row in fetch_union(newest)}
        return [
            (edition, day)
            for part, (edition, days) in enumerate(found.items())
            for day in (days if part in has_more else days[:-1])
        ]

    def urls_from(self, start: int, code: str, until: datetime) -> list[Url]:
        edition = registry.all_editions()[code]
        month = start // DAYS * DAYS
        if month > LAST_YEAR * DAYS * DAYS + 1200:
            return []
        days = all_live_counts(edition, first=month, last=month + DAYS - 1)
        end = dict(parts_of(days)).get(start)
        if end is None:
            return []
        return self.urls(self.rows_from(start, end, edition, until).order_by("pk")[:MOST], code)

    def rows_from(self, start: int, end: int, edition: Edition, until: datetime) -> QuerySet:
        """Those of the days from `start` to `end`; both as numbers."""
        first, last = (
            datetime(day // DAYS // DAYS, day // DAYS % DAYS, day % DAYS, tzinfo=edition.zone) for day in (start, end)
        )
        after = (last + timedelta(days=1)).replace(hour=0)
        return within_first(self.rows(edition.code, until), Q(published_at__gte=first, published_at__lt=after))


def parts_of(days: Mapping[int, int]) -> list[tuple[int, int]]:
    """The first and last day of each sitemap, of the days (as numbers) that have articles."""
    parts: list[list[int]] = []
    size = 0
    for day, number in sorted(days.items()):
        if parts and parts[-1][0] // DAYS == day // DAYS and size + number <= SIZE:
            parts[-1][1] = day
            size += number
        else:
            parts.append([day, day])
            size = number
    return [(first, last) for first, last in parts]


def article_urls(rows: QuerySet, code: str) -> list[Url]:
    pictures = [f"story__image__{name}" for name in IMAGE_FIELDS]
    names = ("story_id", "edition_id", "slug", "updated_at", "published_at")
    found = list(rows.select_related("story__image").only(*names, *pictures))
    paths: dict[int, dict[str, str]] = defaultdict(dict)
    translations = Article.objects.live().filter(story__in=[article.story_id for article in found])
    for one in translations.only("story_id", "edition_id", "slug").iterator():
        paths[one.story_id][one.edition_id] = one.get_absolute_url()
    return [
        Url(
            path=article.get_absolute_url(),
            changed=max(article.updated_at, article.live_since),
            alternates=paths[article.story_id],
            image=image_url(article.story.image, 1280) if article.story.image else "",
        )
        for article in found
    ]


def listed(model: type[Named], shelf: Shelf) -> Callable[[str, datetime], QuerySet]:
    """Topics or people that have articles in an edition; its column `in_…` says so of each visible one."""

    def rows(code: str, _until: datetime) -> QuerySet:
        here = {
            column("in", edition.code): Exists(
                Placement.objects.filter(edition=edition.code, shelf=shelf, target_id=OuterRef("pk"))
            )
            for edition in registry.visible_editions()
        }
        return model._default_manager.annotate(**here).filter(
            **{f"{column('slug', code)}__isnull": False, column("in", code): True}
        )

    return rows


def named_urls(rows: QuerySet, code: str) -> list[Url]:
    urls = []
    for thing in rows:
        alternates = {
            edition.code: path
            for edition in registry.visible_editions()
            if getattr(thing, column("in", edition.code)) and (path := thing.address_in(edition.code))
        }
        urls.append(Url(path=alternates[code], alternates=alternates))
    return urls


def media_urls(rows: QuerySet, code: str) -> list[Url]:
    names = columns_of("title", "slug")
    pictures = [f"image__{name}" for name in IMAGE_FIELDS]
    rows = rows.select_related("image").only("kind", "updated_at", "published_at", *names, *pictures)
    return [described(item, code, image_url(item.image, 1280)) for item in rows]


def issue_urls(rows: QuerySet, code: str) -> list[Url]:
    found = list(rows.select_related("issue__series").defer("lead"))
    paths: dict[int, dict[str, str]] = defaultdict(dict)
    texts = IssueEdition.objects.live().filter(issue__in=[text.issue_id for text in found])
    for text in texts.select_related("issue__series").defer("lead"):
        if translated(text.issue.series, "name", text.edition_id):
            paths[text.issue_id][text.edition_id] = text.get_absolute_url()
    return [Url(text.get_absolute_url(), max(text.updated_at, text.live_since), paths[text.issue_id]) for text in found]


def book_urls(rows: QuerySet, code: str) -> list[Url]:
    return [described(book, code) for book in rows.select_related("series")]


def described(thing: MediaItem | Book, code: str, image: str = "") -> Url:
    """Of a thing that is one record for all editions."""
    alternates = {
        edition.code: path for edition in registry.visible_editions() if (path := thing.address_in(edition.code))
    }
    changed = max(thing.updated_at, thing.published_at or thing.updated_at)
    return Url(alternates[code], changed, alternates, image)


def columns_of(*fields: str) -> list[str]:
    return [column(field, edition.code) for field in fields for edition in registry.visible_editions()]


def articles_until(code: str, until: datetime) -> QuerySet:
    return Article.objects.in_edition(code).live().filter(published_at__lte=until)


ARTICLES = ByDay(articles_until, article_urls)
SECTIONS: dict[str, Section] = {
    "articles": ARTICLES,
    "topics": Section(listed(Topic, Shelf.TOPIC), named_urls),
    "people": Section(listed(Person, Shelf.PERSON), named_urls),
    "media": Section(lambda code, _until: MediaItem.objects.live_in(code), media_urls),
    "issues": Section(lambda code, _until: IssueEdition.objects.listed_in(code), issue_urls),
    "books": Section(lambda code, _until: Book.objects.live_in(code), book_urls),
}
