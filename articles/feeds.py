"""Feeds of an edition, and of its categories, topics and people: full text, with full addresses."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import unquote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.bylines import Byline, Name, bylines_of
from articles.enums import Shelf
from articles.feed_formats import Atom, FeedInfo, FeedItem, Rss, json_feed, xml_feed
from articles.lookups import named_or_404
from articles.models import Article, Category, Person, Placement, StoryTopic, Topic
from articles.models.named import Named
from delivery.services import moved_to
from delivery.short_links import short_path
from editions import memo
from editions.addresses import address_of
from editions.columns import column, translated
from editions.head import absolute
from editions.making import narrowed
from editions.models import Edition
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text
from editions.richtext.portable import portable
from editions.scripts.controls import strip_controls
from media_gallery.bodies import draw_body, images_of_all
from media_gallery.pictures import image_url

SIZE = 20
FORMATS: dict[str, tuple[str, Callable[[FeedInfo], str]]] = {
    "rss": (Rss.content_type, lambda info: xml_feed(Rss, info)),
    "atom": (Atom.content_type, lambda info: xml_feed(Atom, info)),
    "json": ("application/feed+json; charset=utf-8", json_feed),
}


@require_safe
def edition_feed(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The newest articles of an edition as "rss", "atom" or "json"."""
    newest = _newest(edition.code, now=timezone.now())
    info = FeedInfo(
        title=edition.site_name,
        description=edition.tagline,
        language=edition.language,
        home=absolute(reverse("home", args=[edition])),
        address=absolute(request.path),
        publisher=edition.site_name,
        items=items_of(newest, edition),
        hub=edition.hub,
    )
    return feed_response(request, info, kind)


@require_safe
def category_feed(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The newest articles of a category and of those under it, in RSS."""
    return shelf_feed(request, edition, slug, Category, Shelf.CATEGORY, "description")


@require_safe
def topic_feed(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The newest articles of a topic, in RSS."""
    return shelf_feed(request, edition, slug, Topic, Shelf.TOPIC)


@require_safe
def person_feed(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The newest of what a person made, in RSS."""
    return shelf_feed(request, edition, slug, Person, Shelf.PERSON, "biography")


def shelf_feed(
    request: HttpRequest, edition: Edition, slug: str, model: type[Named], shelf: Shelf, about: str = ""
) -> HttpResponse:
    """The feed of one list; a thing that has moved leads to its feed now. `about` names the field that describes it."""
    name = f"articles:{shelf.value}"
    try:
        thing = named_or_404(model, edition.code, slug)
    except Http404:
        if address := feed_of_moved(edition, slug, name):
            return HttpResponsePermanentRedirect(address)
        raise
    with narrowed(Article) as held:
        newest = _newest_on_shelf(edition.code, shelf, now=timezone.now(), target=thing.pk)
        for article in newest:
            held.by(id=article.pk)
    description = excerpt(translated(thing, about, edition.code), 300) if about else ""
    info = FeedInfo(
        title=f"{edition.site_name} – {thing.name_in(edition.code)}",
        description=description or edition.tagline,
        language=edition.language,
        home=absolute(reverse(name, args=[edition, slug])),
        address=absolute(request.path),
        publisher=edition.site_name,
        items=items_of(newest, edition),
        hub=edition.hub,
    )
    return feed_response(request, info, "rss")


def feed_of_moved(edition: Edition, slug: str, name: str) -> str | None:
    """The feed of what stood at this address of a list (of the URL name) and has another now."""
    moved = moved_to(reverse(name, args=[edition, slug]))
    if moved is None:
        return None
    try:
        match = resolve(unquote(moved))
    except Resolver404:
        return None
    return reverse(f"{name}-feed", kwargs=match.kwargs) if match.view_name == name else None


def feed_response(request: HttpRequest, info: FeedInfo, kind: str) -> HttpResponse:
    """The feed, or 304 where the reader has this very one."""
    content_type, write = FORMATS[kind]
    response = HttpResponse(write(info), content_type=content_type)
    # Of the bytes: names of people and captions are part of a feed, and change without its articles.
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = int(info.updated.timestamp())
    response.headers["ETag"] = etag
    if info.hub:
        # WebSub, 4: a feed names its hub and itself.
        response.headers["Link"] = f'<{iri_to_uri(info.hub)}>; rel="hub", <{iri_to_uri(info.address)}>; rel="self"'
    response.headers["Last-Modified"] = http_date(changed)
    found = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return found or response


@prepared
def _newest(code: str, /, *, now: datetime) -> QuerySet[Article]:
    return Article.objects.in_edition(code).live(now).newest_first().for_feed(code)[:SIZE]


@prepared
def _newest_on_shelf(code: str, shelf: Shelf, /, *, now: datetime, target: int) -> QuerySet[Article]:
    places = Placement.objects.on_shelf(shelf, target, code, now).newest_first()
    newest = Article.objects.live(now).filter(pk__in=places.values("article_id")[:SIZE])
    return newest.newest_first().for_feed(code)[:SIZE]


def items_of(articles: list[Article], edition: Edition) -> list[FeedItem]:
    """The entries of a feed of articles that `for_feed` has read, in three queries more."""
    code = edition.code
    stories = [article.story_id for article in articles]
    bylines, topics = bylines_of(stories, code), topic_names(stories, code)
    images = images_of_all(article.body for article in articles)
    pictures = tuple(image.memo_key for image in images.values())

    def item(article: Article, byline: Byline, names: list[str]) -> FeedItem:
        drawn = draw_body(article.body, edition, images, key=article.pk)
        content = strip_controls(portable(drawn, language=edition.language, direction=edition.direction))
        return feed_item(article, edition, byline, names, content)

    found = []
    for article in articles:
        byline, names = bylines[article.story_id], topics[article.story_id]
        made_of = (edition.memo_key, pictures, memo_key_of(article), byline.memo_key, *names)
        found.append(memo.of_page(("feed", made_of), partial(item, article, byline, names)))
    return found


def memo_key_of(article: Article) -> Hashable:
    """All that a feed says of an article itself (editions/memo.py)."""
    image, category = article.story.image, article.story.category
    shown = (article.pk, article.title, article.slug, article.standfirst, article.published_at, article.updated_at)
    return (*shown, memo.digest(article.body), image and image.memo_key, category and memo.fields_of(category))


def topic_names(stories: list[int], code: str) -> dict[int, list[str]]:
    """The names of each story's topics in the edition, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for story, text, _topic in _topics(code, stories=stories) if stories else ():
        if text:
            found[story].append(text)
    return found


@prepared
def _topics(code: str, /, *, stories: list[int]) -> QuerySet[Any]:
    rows = StoryTopic.objects.filter(content_object__in=stories).order_by("pk")
    return rows.values_list("content_object_id", f"tag__{column('name', code)}", "tag_id")


def feed_item(article: Article, edition: Edition, byline: Byline, topics: list[str], content: str) -> FeedItem:
    """An entry; `content` is the body as feed readers are given it."""
    code, image, category = edition.code, article.story.image, article.story.category
    label = category.name_in(code) if category else ""
    authors = [author(name, edition) for name in byline.authors or byline.sources]
    summary = article.standfirst or excerpt(plain_text(article.body, with_notes=False), 300)
    return FeedItem(
        guid=absolute(short_path("a", article.pk)),
        link=absolute(article.get_absolute_url()),
        title=strip_controls(article.title),
        summary=strip_controls(summary),
        content=content,
        published=article.live_since,
        # What was scheduled changed for readers when its moment came.
        updated=max(article.updated_at, article.live_since),
        authors=authors or [Name(edition.site_name, "", "")],
        tags=[strip_controls(tag) for tag in dict.fromkeys([label, *topics]) if tag],
        image=absolute(image_url(image, 1280)) if image else "",
        image_alt=translated(image, "alt", code) if image else "",
    )


def author(name: Name, edition: Edition) -> Name:
    """A person with the full address of their page here, else of their own."""
    page = absolute(address_of("articles:person", edition.code, name.slug)) if name.slug else name.address
    return Name(strip_controls(name.text), name.slug, page)
