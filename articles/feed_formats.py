"""The three formats that a feed is written in: RSS 2.0, Atom 1.0 and JSON Feed 1.1."""

import json
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from itertools import count
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.bylines import Name
from editions import memo

# Of a feed without any entry: a date that stays, so that nothing seems to have changed.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class FeedItem:
    """An article in a feed; all addresses are full ones."""

    guid: str
    link: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    authors: list[Name] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    image: str = ""
    image_alt: str = ""
    # Of this very entry: what is written of it is kept by it (editions/memo.py).
    memo_key: int = field(default_factory=count().__next__, compare=False)

    def __len__(self) -> int:
        """About what it takes to keep, in letters."""
        return len(self.content) + len(self.summary) + len(self.title)


@dataclass
class FeedInfo:
    """What a feed says of itself; all addresses are full ones."""

    title: str
    description: str
    language: str
    home: str
    address: str
    publisher: str
    items: list[FeedItem]
    # The address of its WebSub hub, where it has one.
    hub: str = ""

    @property
    def updated(self) -> datetime:
        return max((item.updated for item in self.items), default=NEVER)


def image_type(address: str) -> str:
    return mimetypes.guess_type(address)[0] or "image/jpeg"


class _KeptEntries(SyndicationFeed):
    """A feed whose entries are written once, and kept: of twenty one is new."""

    tag = ""
    entries: Sequence[FeedItem] = ()

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for item in self.entries:
            # Passes as it stands.
            handler.ignorableWhitespace(memo.of(("entry", self.tag, item.memo_key), partial(self.written, item)))

    def written(self, item: FeedItem) -> str:
        self.items.clear()
        self.add_item(
            title=item.title,
            link=item.link,
            description=item.summary,
            unique_id=item.guid,
            unique_id_is_permalink=True,
            pubdate=item.published,
            updateddate=item.updated,
            categories=item.tags,
            authors=[author.text for author in item.authors],
            content=item.content,
            image=item.image,
            image_alt=item.image_alt,
        )
        [one] = self.items
        text = StringIO()
        handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
        handler.startElement(self.tag, AttributesImpl(self.item_attributes(one)))
        self.add_item_elements(handler, one)
        handler.endElement(self.tag)
        return text.getvalue()


class Rss(_KeptEntries, Rss201rev2Feed):
    """RSS 2.0 with full text, every author, and the picture as Media RSS."""

    tag = "item"
    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def latest_post_date(self) -> datetime:
        return self.feed["latest"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author)
        handler.addQuickElement("content:encoded", item["content"])
        if item["image"]:
            attributes = {"url": item["image"], "type": image_type(item["image"]), "medium": "image"}
            handler.startElement("media:content", AttributesImpl(attributes))
            if item["image_alt"]:
                handler.addQuickElement("media:description", item["image_alt"], {"type": "plain"})
            handler.endElement("media:content")


class Atom(_KeptEntries, Atom1Feed):
    """Atom 1.0 with full text, every author, and the picture as Media RSS."""

    tag = "entry"
    content_type = "application/atom+xml; charset=utf-8"

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def latest_post_date(self) -> datetime:
        return self.feed["latest"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if item["image"]:
            handler.addQuickElement(
                "media:content", "", {"url": item["image"], "type": image_type(item["image"]), "medium": "image"}
            )


def xml_feed(kind: type[Rss] | type[Atom], info: FeedInfo) -> str:
    """The feed in RSS or Atom."""
    feed = kind(
        title=info.title,
        link=info.home,
        description=info.description,
        subtitle=info.description,
        language=info.language,
        feed_url=info.address,
        author_name=info.publisher,
        latest=info.updated,
        hub=info.hub,
    )
    feed.entries = info.items
    return feed.writeString("utf-8")


def json_feed(info: FeedInfo) -> str:
    """The feed in JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": info.title,
        "home_page_url": info.home,
        "feed_url": info.address,
        "description": info.description,
        "language": info.language,
        "authors": [{"name": info.publisher}],
        "hubs": [{"type": "WebSub", "url": info.hub}] if info.hub else "",
        "items": [json_item(item, info.language) for item in info.items],
    }
    return json.dumps({key: value for key, value in data.items() if value != ""}, ensure_ascii=False)


def json_item(item: FeedItem, language: str) -> dict[str, Any]:
    data = {
        "id": item.guid,
        "url": item.link,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "image": item.image,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [
            {"name": author.text, "url": author.address} if author.address else {"name": author.text}
            for author in item.authors
        ],
        "tags": item.tags,
        "language": language,
    }
    return {key: value for key, value in data.items() if value}
