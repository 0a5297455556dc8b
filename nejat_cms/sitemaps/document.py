"""Sitemaps as XML: sitemaps.org 0.9 with the extensions for translations, pictures and news."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

from django.http import HttpResponse

from editions.head import absolute, alternate_links

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


@dataclass(frozen=True)
class News:
    """What Google News asks of an article: the publication's name and language, the title and its moment."""

    name: str
    language: str
    title: str
    published: datetime


@dataclass
class Url:
    """A page in a sitemap. `alternates` maps edition codes to paths, its own included."""

    path: str
    changed: datetime | None = None
    alternates: dict[str, str] = field(default_factory=dict)
    image: str = ""
    news: News | None = None


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def url_element(url: Url) -> str:
    parts = [f"<url><loc>{escape(absolute(url.path))}</loc>"]
    if url.changed:
        parts.append(f"<lastmod>{stamp(url.changed)}</lastmod>")
    if len(url.alternates) > 1:
        parts += [
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
            for code, address in alternate_links(url.alternates)
        ]
    if url.news:
        parts.append(
            f"<news:news><news:publication><news:name>{escape(url.news.name)}</news:name>"
            f"<news:language>{escape(url.news.language)}</news:language></news:publication>"
            f"<news:publication_date>{stamp(url.news.published)}</news:publication_date>"
            f"<news:title>{escape(url.news.title)}</news:title></news:news>"
        )
    if url.image:
        parts.append(f"<image:image><image:loc>{escape(absolute(url.image))}</image:loc></image:image>")
    return "".join(parts) + "</url>"


def url_set(urls: Iterable[Url]) -> HttpResponse:
    body = "\n".join(url_element(url) for url in urls)
    return xml_response(f"<urlset {NAMESPACES}>\n{body}\n</urlset>\n")


def index(paths: Iterable[str]) -> HttpResponse:
    body = "\n".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>" for path in paths)
    return xml_response(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</sitemapindex>\n'
    )


def xml_response(body: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml; charset=utf-8"
    )
