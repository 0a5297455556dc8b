"""The addresses of the API. Each reads by a named queryset and says what it found; nothing is written here."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.bylines import bylines_of
from articles.enums import Shelf
from articles.models import Article, Category, Correction, Person, Placement, Topic
from articles.models.named import Named
from editions import registry
from editions.columns import column
from editions.head import absolute
from editions.making import narrowed
from editions.models import Edition
from media_gallery.enums import Kind
from media_gallery.models import MediaItem
from media_gallery.querysets import image_columns
from nejat_cms.api import things
from nejat_cms.api.answers import BadRequestError, api_view, slug
from nejat_cms.api.openapi import document
from nejat_cms.api.pages import BY_MOMENT, BY_NUMBER, newest_page, numbered_page
from publications.models import Book, IssueEdition
from publications.queries import FILES

LISTS = ("articles", "categories", "topics", "people", "issues", "books", "media")


@api_view()
def index(request: HttpRequest) -> dict[str, Any]:
    """What there is."""
    return {
        "version": "1",
        "openapi": absolute(reverse("api:openapi")),
        "editions": absolute(reverse("api:editions")),
        "lists": {
            edition.code: {name: absolute(reverse(f"api:{name}", args=[edition])) for name in LISTS}
            for edition in registry.visible_editions()
        },
    }


@api_view()
def openapi(request: HttpRequest) -> dict[str, Any]:
    """The description of all this, in OpenAPI 3.1."""
    return document()


@api_view()
def editions(request: HttpRequest) -> dict[str, Any]:
    return {"items": [things.edition_data(edition) for edition in registry.visible_editions()], "next": None}


@api_view("category", "topic", "person", *BY_MOMENT)
def articles(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """Live articles, newest first; of one category, topic or person where one is named."""
    code = edition.code
    shelves = [(shelf, model, asked) for shelf, model in SHELVES if (asked := slug(request.GET, shelf.value))]
    if len(shelves) > 1:
        raise BadRequestError("Only one of 'category', 'topic' and 'person' at a time.")
    if shelves:
        shelf, model, asked = shelves[0]
        target = named_keys(model, code, asked)
        places = Placement.objects.on_shelf(shelf, target, code)
        rows, following = newest_page(request, places.only("published_at", "article_id"), pk="article_id")
        keys = [place.article_id for place in rows]
        found = Article.objects.live().for_programs(code).in_bulk(keys)
        listed = [found[key] for key in keys if key in found]
    else:
        live = Article.objects.in_edition(code).live()
        listed, following = newest_page(request, live.for_programs(code))
    bylines = bylines_of({article.story_id for article in listed}, code)
    items = [things.article_data(article, bylines[article.story_id]) for article in listed]
    return {"items": items, "next": following}


SHELVES: tuple[tuple[Shelf, type[Named]], ...] = (
    (Shelf.CATEGORY, Category),
    (Shelf.TOPIC, Topic),
    (Shelf.PERSON, Person),
)


def named_keys(model: type[Named], code: str, asked: str) -> int:
    """The number of what an edition names so."""
    wanted = {column("slug", code): asked, f"{column('name', code)}__gt": ""}
    number = model._default_manager.filter(**wanted).values_list("pk", flat=True).first()
    if number is None:
        raise BadRequestError(f"This edition has no {model._meta.model_name} of that address.")
    return number


@api_view()
def article(request: HttpRequest, edition: Edition, slug: str) -> dict[str, Any]:
    """One article, with its text."""
    code = edition.code
    with narrowed(Article) as held:
        translations = list(Article.objects.of_same_story(code, slug))
        if translations:
            held.by(story_id=translations[0].story_id)
    found = next((one for one in translations if one.edition_id == code), None)
    if found is None:
        raise Http404
    topics = Topic.objects.filter(story_topics__content_object=found.story_id).order_by("story_topics__pk")
    return things.whole_article(
        found,
        edition,
        bylines_of({found.story_id}, code)[found.story_id],
        topics=[things.named_data(topic, code) for topic in topics if topic.name_in(code)],
        translations=translations,
        corrections=list(Correction.objects.filter(article=found.pk)),
    )


@api_view(*BY_NUMBER)
def categories(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    rows, following = numbered_page(request, named_in(Category, edition.code))
    items = [
        {**things.named_data(one, edition.code), "parent": one.parent_id, "position": one.position} for one in rows
    ]
    return {"items": items, "next": following}


@api_view(*BY_NUMBER)
def topics(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    rows, following = numbered_page(request, named_in(Topic, edition.code))
    return {"items": [things.named_data(one, edition.code) for one in rows], "next": following}


@api_view(*BY_NUMBER)
def people(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    code = edition.code
    rows, following = numbered_page(request, named_in(Person, code).select_related("portrait"))
    items = [
        {
            **things.named_data(one, code),
            "biography": getattr(one, column("biography", code)) or "",
            "is_organisation": one.is_organisation,
            "portrait": things.image_data(one.portrait, code),
        }
        for one in rows
    ]
    return {"items": items, "next": following}


def named_in(model: type[Named], code: str) -> Any:
    names = {f"{column('name', code)}__gt": "", f"{column('slug', code)}__isnull": False}
    return model._default_manager.filter(Q(**names))


@api_view(*BY_MOMENT)
def issues(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    live = IssueEdition.objects.listed_in(edition.code).for_covers(edition.code, *FILES, "updated_at")
    rows, following = newest_page(request, live)
    return {"items": [things.issue_data(text) for text in rows], "next": following}


@api_view(*BY_MOMENT)
def books(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    live = Book.objects.live_in(edition.code).select_related("series", "cover")
    rows, following = newest_page(request, live)
    return {"items": [things.book_data(book, edition.code) for book in rows], "next": following}


@api_view("kind", *BY_MOMENT)
def media(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    code, kind = edition.code, request.GET.get("kind")
    if kind is not None and kind not in Kind.values:
        raise BadRequestError(f"'kind' must be one of {', '.join(Kind.values)}.")
    live = MediaItem.objects.live_in(code)
    names = [column(name, code) for name in ("title", "slug", "text")]
    columns = ("kind", "published_at", "updated_at", "video_url", "video_file", *names, *image_columns(code))
    rows, following = newest_page(
        request, (live.of_kind(kind) if kind else live).select_related("image").only(*columns)
    )
    return {"items": [things.media_data(item, edition) for item in rows], "next": following}
