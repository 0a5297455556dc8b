"""The API's own description (OpenAPI 3.1); tests hold the answers against it."""

from functools import lru_cache
from typing import Any

from django.conf import settings

from articles.enums import CorrectionKind
from media_gallery.enums import Kind

TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
MOMENT, URL = {"type": "string", "format": "date-time"}, {"type": "string", "format": "uri"}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def thing(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_DATES = {"published_at": MOMENT, "updated_at": MOMENT}
_SERIES = thing(slug=TEXT, name=TEXT)
_NAMED: dict[str, Any] = {"id": NUMBER, "name": TEXT, "slug": TEXT, "url": or_null(URL)}
_ARTICLE: dict[str, Any] = {
    "id": NUMBER,
    "story": {**NUMBER, "description": "The same of the translations of one story."},
    "edition": TEXT,
    "title": TEXT,
    "slug": TEXT,
    "standfirst": TEXT,
    "url": URL,
    "short_url": URL,
    "api_url": URL,
    **_DATES,
    "category": or_null(ref("Named")),
    "image": or_null(ref("Image")),
    "people": listed(ref("Credit")),
}
SCHEMAS: dict[str, Any] = {
    "Problem": thing(title=TEXT, status=NUMBER, detail=TEXT),
    "Edition": thing(
        code=TEXT,
        name=TEXT,
        direction={"enum": ["ltr", "rtl"]},
        site_name=TEXT,
        tagline=TEXT,
        is_default=FLAG,
        url=URL,
        feed_url=URL,
        articles_url=URL,
    ),
    "Image": thing(
        url=URL,
        width=NUMBER,
        height=NUMBER,
        focal_point={**listed(NUMBER), "description": "Per cent from the left and from the top."},
        alt=TEXT,
        caption=TEXT,
        credit=TEXT,
    ),
    "Named": thing(**_NAMED),
    "Category": thing(**_NAMED, parent=or_null(NUMBER), position=NUMBER),
    "Person": thing(**_NAMED, biography=TEXT, is_organisation=FLAG, portrait=or_null(ref("Image"))),
    "Credit": thing(
        role={"enum": ["author", "translator", "photographer", "cartoonist", "source"]},
        name=TEXT,
        slug=or_null(TEXT),
        url=or_null(URL),
    ),
    "Article": thing(**_ARTICLE),
    "Block": thing(
        id={**or_null(TEXT), "description": "Stays the same when the text is edited."},
        tag=TEXT,
        list=or_null(TEXT),
        depth=NUMBER,
        text=TEXT,
        html=TEXT,
    ),
    "Translation": thing(edition=TEXT, title=TEXT, url=URL, api_url=URL),
    "Correction": thing(kind={"enum": CorrectionKind.values}, text=TEXT, made_at=MOMENT),
    "WholeArticle": thing(
        **_ARTICLE,
        language={**TEXT, "description": "BCP 47."},
        direction={"enum": ["ltr", "rtl"]},
        html={**TEXT, "description": "The text with its pictures, language and direction, and full addresses."},
        blocks=listed(ref("Block")),
        topics=listed(ref("Named")),
        corrections=listed(ref("Correction")),
        translations=listed(ref("Translation")),
        translated_from=or_null(ref("Translation")),
    ),
    "Issue": thing(
        id=NUMBER,
        edition=TEXT,
        series=_SERIES,
        number=NUMBER,
        issued_on={"type": "string", "format": "date"},
        title=TEXT,
        url=URL,
        short_url=URL,
        **_DATES,
        cover=or_null(ref("Image")),
        pdf_url=or_null(URL),
        pdf_size=or_null(NUMBER),
        epub_url=or_null(URL),
        epub_size=or_null(NUMBER),
    ),
    "Book": thing(
        id=NUMBER,
        edition=TEXT,
        series=_SERIES,
        title=TEXT,
        subtitle=TEXT,
        publisher=TEXT,
        isbn=or_null(TEXT),
        year=or_null(NUMBER),
        url=URL,
        short_url=URL,
        **_DATES,
        cover=or_null(ref("Image")),
        pdf_url=or_null(URL),
        pdf_size=or_null(NUMBER),
    ),
    "MediaItem": thing(
        id=NUMBER,
        edition=TEXT,
        kind={"enum": Kind.values},
        title=TEXT,
        slug=TEXT,
        html=TEXT,
        url=URL,
        short_url=URL,
        **_DATES,
        image=ref("Image"),
        video_url=or_null(URL),
    ),
    "Index": {"type": "object", "required": ["version", "openapi", "editions", "lists"]},
}

_EDITION = {"name": "edition", "in": "path", "required": True, "schema": TEXT, "description": "Such as fa."}
_SLUG = {"name": "slug", "in": "path", "required": True, "schema": TEXT}
_LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}}
_BEFORE = {"name": "before", "in": "query", "schema": TEXT, "description": "From a `next` link."}
_AFTER = {"name": "after", "in": "query", "schema": NUMBER, "description": "From a `next` link."}


def _asked(name: str, what: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": TEXT, "description": what}


def _operation(
    name: str, summary: str, schema: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    problems = {"application/problem+json": {"schema": ref("Problem")}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters or [],
            "responses": {
                "200": {"description": "Found.", "content": {"application/json": {"schema": schema}}},
                "304": {"description": "Not changed since the ETag that was sent."},
                "400": {"description": "A parameter cannot be understood.", "content": problems},
                "404": {"description": "Nothing is published here.", "content": problems},
            },
        }
    }


def _list(name: str, summary: str, schema: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    page = thing(items=listed(ref(schema)), next=or_null(URL))
    return _operation(name, summary, page, [_EDITION, *parameters])


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole description."""
    shelves = [
        _asked("category", "The address of a category: it and those under it."),
        _asked("topic", "The address of a topic."),
        _asked("person", "The address of a person."),
    ]
    kind = {"name": "kind", "in": "query", "schema": {"enum": Kind.values}}
    editions = thing(items=listed(ref("Edition")), next={"type": "null"})
    newest, numbered = (_BEFORE, _LIMIT), (_AFTER, _LIMIT)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nejat CMS",
            "version": "1",
            "description": "What is published, and nothing else. Read-only, without keys, from any origin.",
        },
        "servers": [{"url": f"{settings.SITE_URL}/api/v1"}],
        "paths": {
            "/": _operation("index", "What there is.", ref("Index")),
            "/editions/": _operation("editions", "The language editions.", editions),
            "/{edition}/articles/": _list("articles", "Articles, newest first.", "Article", *shelves, *newest),
            "/{edition}/articles/{slug}/": _operation(
                "article", "One article with its text.", ref("WholeArticle"), [_EDITION, _SLUG]
            ),
            "/{edition}/categories/": _list("categories", "Categories.", "Category", *numbered),
            "/{edition}/topics/": _list("topics", "Topics.", "Named", *numbered),
            "/{edition}/people/": _list("people", "People and organisations.", "Person", *numbered),
            "/{edition}/issues/": _list("issues", "Issues of periodicals, newest first.", "Issue", *newest),
            "/{edition}/books/": _list("books", "Books, newest first.", "Book", *newest),
            "/{edition}/media/": _list(
                "media", "Cartoons, news pictures, albums and videos, newest first.", "MediaItem", kind, *newest
            ),
        },
        "components": {"schemas": SCHEMAS},
    }
