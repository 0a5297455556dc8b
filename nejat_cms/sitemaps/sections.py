"""The sections of the sitemap: which rows each lists in an edition, and their addresses.

A section is split by keys, not by offset: a sitemap is addressed by the number of its first row, so a new row changes
the last one only, and none costs more than another.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import Mod, RowNumber

from articles.enums import Shelf
from articles.models import Article, Person, Placement, Topic
from articles.models.named import Named
from articles.querysets import IMAGE_FIELDS
from editions import registry
from editions.columns import column, translated
from media_gallery.models import MediaItem
from media_gallery.pictures import image_url
from nejat_cms.sitemaps.document import Url
from publications.models import Book, IssueEdition

# Of the protocol's 50,000: so many are made in well under a second, their pictures and translations included.
SIZE = 1000


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


SECTIONS = {
    "articles": Section(articles_until, article_urls),
    "topics": Section(listed(Topic, Shelf.TOPIC), named_urls),
    "people": Section(listed(Person, Shelf.PERSON), named_urls),
    "media": Section(lambda code, _until: MediaItem.objects.live_in(code), media_urls),
    "issues": Section(lambda code, _until: IssueEdition.objects.listed_in(code), issue_urls),
    "books": Section(lambda code, _until: Book.objects.live_in(code), book_urls),
}
