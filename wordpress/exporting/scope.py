"""What of the site goes into an export: which editions, and what their texts make use of."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from articles.models import Article, Credit, MediaCredit, Person, StoryTopic
from editions import registry
from editions.columns import column
from editions.models import Edition, PageEdition
from media_gallery.models import AlbumPicture, MediaItem
from publications.models import Book, BookAuthor, IssueEdition

CHUNK = 200
_IMAGE = re.compile(r' data-image="(\d{1,18})"')
_HREF = re.compile(r'<a\b[^<>]*? href="([^"]+)"')


def by_key(rows: QuerySet[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The rows of a table in the order of their keys, some at a time, however many there are."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield found
        last = found[-1].pk


def media_name(address: str) -> str:
    """The name in the storage of an uploaded file of ours, by its address; empty of any other address."""
    parts = urlsplit(unescape(address))
    own = urlsplit(settings.SITE_URL)
    base = media_base()
    if parts.netloc not in {"", own.netloc} or not parts.path.startswith(base):
        return ""
    return unquote(parts.path.removeprefix(base))


def media_base() -> str:
    """Where the addresses of uploaded files begin that are served by this site."""
    return getattr(default_storage, "base_url", None) or settings.MEDIA_URL


@dataclass
class Scope:
    """What goes along.

    Attributes:
        codes: of the editions, the first one's clock and language being the file's.
        with_addresses: whether comments keep the e-mail addresses of who wrote them.
        images, people, topics, categories: keys of what the texts use.
        documents: names in the storage of files that are no pictures.
    """

    codes: tuple[str, ...]
    with_addresses: bool = True
    images: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    @property
    def editions(self) -> list[Edition]:
        known = registry.all_editions()
        return [known[code] for code in self.codes]

    @property
    def first(self) -> Edition:
        return self.editions[0]

    @property
    def is_multilingual(self) -> bool:
        """Whether languages are named in the file: there are several here, whichever of them go along."""
        return len(registry.all_editions()) > 1

    def titled(self) -> Q:
        """Of things that are one record for all editions: those that have a title in one that goes along."""
        found = Q()
        for code in self.codes:
            found |= Q(**{f"{column('title', code)}__gt": ""})
        return found

    # Rows.

    def articles(self) -> QuerySet[Article]:
        return Article.objects.filter(edition__in=self.codes)

    def pages(self) -> QuerySet[PageEdition]:
        return PageEdition.objects.filter(edition__in=self.codes)

    def issues(self) -> QuerySet[IssueEdition]:
        return IssueEdition.objects.filter(edition__in=self.codes)

    def media(self) -> QuerySet[MediaItem]:
        return MediaItem.objects.filter(self.titled())

    def books(self) -> QuerySet[Book]:
        return Book.objects.filter(self.titled())

    def number_of_texts(self) -> int:
        return sum(rows.count() for rows in (self.articles(), self.pages(), self.issues(), self.media(), self.books()))

    def look_through(self, tell: Callable[[int], None]) -> None:
        """Learn what the texts use; `tell` hears how many more have been looked at."""
        for some in by_key(self.articles().select_related("story").only("body", "story__image")):
            self._note(some, ["body"], ["story.image_id"])
            tell(len(some))
        for some in by_key(self.pages()):
            self._note(some, ["body"])
            tell(len(some))
        for some in by_key(self.issues().select_related("issue")):
            self._note(some, ["lead"], ["issue.cover_id"])
            self.documents.update(one.pdf.name for one in some if one.pdf)
            tell(len(some))
        for some in by_key(self.media()):
            self._note(some, [column("text", code) for code in self.codes], ["image_id"])
            self.documents.update(one.video_file.name for one in some if one.video_file)
            albums = AlbumPicture.objects.filter(item__in=[one.pk for one in some])
            self.images.update(albums.values_list("image", flat=True))
            tell(len(some))
        for some in by_key(self.books()):
            self._note(some, [column("description", code) for code in self.codes], ["cover_id"])
            self.documents.update(one.file.name for one in some if one.file)
            tell(len(some))
        self._note_people()

    @staticmethod
    def images_in(html: str) -> list[int]:
        """The keys of the pictures that a text refers to."""
        return [int(key) for key in _IMAGE.findall(html)] if html and " data-image=" in html else []

    def _note(self, rows: Iterable[Any], texts: list[str], images: Iterable[str] = ()) -> None:
        for row in rows:
            for name in texts:
                self._note_text(getattr(row, name) or "")
            for path in images:
                thing: Any = row
                for name in path.split("."):
                    thing = getattr(thing, name)
                if thing is not None:
                    self.images.add(thing)

    def _note_text(self, html: str) -> None:
        self.images.update(self.images_in(html))
        if media_base() in html:
            for address in _HREF.findall(html):
                if (name := media_name(address)) and not name.startswith(("images/", "renditions/")):
                    self.documents.add(name)

    def _note_people(self) -> None:
        """Those who are named in an edition that goes along, and the topics that are."""
        for code in self.codes:
            named, titled = {f"person__{column('name', code)}__gt": ""}, {f"{column('title', code)}__gt": ""}
            everywhere = Q(edition=None) | Q(edition=code)
            for rows in (
                Credit.objects.filter(everywhere, story__articles__edition=code, **named),
                MediaCredit.objects.filter(item__in=MediaItem.objects.filter(**titled).values("pk"), **named),
                BookAuthor.objects.filter(book__in=Book.objects.filter(**titled).values("pk"), **named),
            ):
                self.people.update(rows.order_by().values_list("person", flat=True).distinct().iterator())
            topics = StoryTopic.objects.filter(
                content_object__articles__edition=code, **{f"tag__{column('name', code)}__gt": ""}
            )
            self.topics.update(topics.order_by().values_list("tag", flat=True).distinct().iterator())
        portraits = Person.objects.filter(pk__in=self.people, portrait__isnull=False)
        self.images.update(portraits.values_list("portrait", flat=True))
