"""oEmbed (oembed.com): other sites show an article of ours in a frame, from its address alone."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.models import Article
from delivery.short_links import address_of_code, short_path
from editions.head import absolute
from editions.models import Edition
from media_gallery.share_cards.card import SIZE, card_in, card_path

WIDTH, HEIGHT = 600, 320
LEAST, MOST = 200, 2000


def article_at(url: str) -> Article | None:
    """The live article that an address of this site shows; None for any other address."""
    try:
        parts = urlsplit(url)
        host = parts.netloc
    except ValueError:
        return None
    if len(url) > 2000 or parts.scheme not in {"http", "https"} or host != urlsplit(settings.SITE_URL).netloc:
        return None
    path = parts.path
    if path.startswith("/s/"):
        path = address_of_code(path.removeprefix("/s/")) or ""
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return None
    if match.view_name != "articles:detail":
        return None
    edition: Edition = match.kwargs["edition"]
    live = Article.objects.in_edition(edition.code).live().filter(slug=match.kwargs["slug"])
    related = ("edition", "story__category", "story__image")
    return live.select_related(*related).defer("body", "lineage").first()


def largest(request: HttpRequest, name: str, default: int) -> int:
    """The size that is asked for as the most, within what makes sense."""
    text = request.GET.get(name, "")
    return min(max(int(text), LEAST), MOST, default) if text.isascii() and text.isdigit() and len(text) < 9 else default


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to embed the article at `url`, as JSON or XML; 404 for what is no live article of ours."""
    kind = request.GET.get("format", "json")
    if kind not in {"json", "xml"}:
        return refuse(501, "Only json and xml are spoken here.")
    article = article_at(request.GET.get("url", ""))
    if article is None:
        return refuse(404, "This is no article of this site.")
    data = embedding(article, largest(request, "maxwidth", WIDTH), largest(request, "maxheight", HEIGHT))
    if kind == "json":
        text, content_type = json.dumps(data, ensure_ascii=False), "application/json"
    else:
        inner = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in data.items())
        text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{inner}</oembed>'
        content_type = "text/xml; charset=utf-8"
    response = HttpResponse(text, content_type=content_type)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def embedding(article: Article, width: int, height: int) -> dict[str, Any]:
    edition, category = article.edition, article.story.category
    frame = absolute(reverse("articles:embed", args=[edition, article.slug]))
    label = category.name_in(edition.code) if category else ""
    card = card_in(edition, article.title, label=label, image=article.story.image)
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": article.title,
        "provider_name": edition.site_name,
        "provider_url": absolute(reverse("home", args=[edition])),
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" title="{}" lang="{}" width="{}" height="{}" loading="lazy"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0;max-width:100%"></iframe>',
            frame, article.title, edition.language, width, height,
        ),
    }  # fmt: skip
    if card.is_settable:
        data["thumbnail_url"] = absolute(card_path(short_path("a", article.pk), card))
        data["thumbnail_width"], data["thumbnail_height"] = SIZE
    return data


def refuse(status: int, words: str) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
