"""What the head of every public page says to machines: description, addresses, feeds, picture, structured data.

Written by hand where other parts are templates: it is half of what a small page costs, and nobody designs it.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from delivery.short_links import short_path
from editions.addresses import path_to
from editions.head import Head, absolute, alternate_links, web_page
from editions.models import Edition
from editions.structured import breadcrumbs
from media_gallery.share_cards.card import EDITION_KIND, SIZE, card_path, edition_card

# Facebook knows these languages under one country only (developers.facebook.com/docs/javascript/internationalization).
OG_LOCALES = {"en": "en_US", "ar": "ar_AR", "fa": "fa_IR", "sq": "sq_AL"}
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def draw_head(head: Head, edition: Edition, trail: Any = None) -> SafeString:
    """The elements of `<head>` that a page's `Head` stands for; `trail`: the way to it, where there is one."""
    return mark_safe("\n".join(_elements(head, edition, trail)) + "\n")  # noqa: S308 - escaped below


def _elements(head: Head, edition: Edition, trail: Any) -> Iterator[str]:
    name, about = edition.site_name, head.description or edition.tagline or edition.site_name
    address, alternates = _text(head.canonical), alternate_links(head.alternates)
    yield f'<meta name="description" content="{_text(about)}">'
    if not head.is_indexed:
        yield '<meta name="robots" content="noindex">'
    yield f'<link rel="canonical" href="{address}">'
    for code, other in alternates:
        yield f'<link rel="alternate" hreflang="{_text(code)}" href="{_text(other)}">'
    yield from _leading_elsewhere(head, edition)
    yield f'<meta property="og:site_name" content="{_text(name)}">'
    yield f'<meta property="og:type" content="{_text(head.kind)}">'
    yield f'<meta property="og:title" content="{_text(head.title or name)}">'
    yield f'<meta property="og:url" content="{address}">'
    yield f'<meta property="og:locale" content="{og_locale(edition.code)}">'
    for code, _other in alternates:
        if code not in (edition.code, "x-default"):
            yield f'<meta property="og:locale:alternate" content="{og_locale(code)}">'
    yield f'<meta property="og:description" content="{_text(about)}">'
    yield from _picture(head, edition)
    if head.kind == "article" and head.published:
        yield f'<meta property="article:published_time" content="{_text(head.published)}">'
        yield f'<meta property="article:modified_time" content="{_text(head.modified)}">'
    for data in structured_data(head, edition, trail):
        yield f'<script type="application/ld+json">{json_ld(data)}</script>'


def _leading_elsewhere(head: Head, edition: Edition) -> Iterator[str]:
    if head.newer:
        yield f'<link rel="prev" href="{_text(absolute(head.newer))}">'
    if head.older:
        yield f'<link rel="next" href="{_text(absolute(head.older))}">'
    for path, title, kind in [*head.feeds, (path_to("articles:feed", edition.code), edition.site_name, "rss")]:
        yield f'<link rel="alternate" type="application/{kind}+xml" title="{_text(title)}" href="{_text(path)}">'
    if head.oembed:
        yield f'<link rel="alternate" type="application/json+oembed" href="{_text(head.oembed)}">'


def _picture(head: Head, edition: Edition) -> Iterator[str]:
    found = share_picture(head, edition)
    if found is None:
        yield '<meta name="twitter:card" content="summary">'
        return
    address, (width, height), alt = found
    yield f'<meta property="og:image" content="{_text(address)}">'
    yield f'<meta property="og:image:width" content="{width}">'
    yield f'<meta property="og:image:height" content="{height}">'
    if alt:
        yield f'<meta property="og:image:alt" content="{_text(alt)}">'
        yield f'<meta name="twitter:image:alt" content="{_text(alt)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'


def share_picture(head: Head, edition: Edition) -> tuple[str, tuple[int, int], str] | None:
    """What a page is shared with, as address, size and words: its card, else its picture, else the edition's card."""
    if head.card:
        return head.card, SIZE, head.card_alt
    if head.image and head.image_size:
        return head.image, head.image_size, head.image_alt
    card = edition_card(edition)
    if not card.is_settable:
        return None
    return absolute(card_path(short_path(EDITION_KIND, 1, edition.code), card)), SIZE, edition.site_name


def structured_data(head: Head, edition: Edition, trail: Any) -> list[dict[str, Any]]:
    """What machines read of a page, and the way to it; of one that says nothing particular, that it is of this site."""
    said = head.json_ld or [web_page(head, edition)]
    return [*said, breadcrumbs(edition, head, trail)] if isinstance(trail, list) else said


def json_ld(data: dict[str, Any]) -> str:
    """JSON for a script element of type application/ld+json: data, which no policy forbids."""
    return _to_json(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def og_locale(code: str) -> str:
    """An edition's language as Open Graph writes it: with the country by which networks know it, where it has one."""
    language, _, country = code.partition("-")
    country = country.upper() if len(country) == 2 else ""
    return f"{language}_{country}" if country else OG_LOCALES.get(code, language)


def _text(value: Any) -> str:
    """A value as text of an element or an attribute; what is markup already stays as it is."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))
