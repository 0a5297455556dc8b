"""/sitemap.xml and what it names; /robots.txt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from editions import registry
from editions.head import absolute
from editions.models import Edition
from editions.unions import fetch_union
from nejat_cms.sitemaps.document import index, url_set
from nejat_cms.sitemaps.news import beginning, has_news, news_urls
from nejat_cms.sitemaps.pages import page_urls
from nejat_cms.sitemaps.sections import ARTICLES, SECTIONS

LARGEST_KEY = 2**63 - 1


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Every sitemap that lists something."""
    since = beginning()
    paths = [reverse("sitemap-news")] if has_news(since) else []
    places = [
        (edition, name)
        for edition in registry.visible_editions()
        for name in SECTIONS
        if SECTIONS[name] is not ARTICLES
    ]
    rows = fetch_union([SECTIONS[name].starts(edition.code, since) for edition, name in places])
    paths += [reverse("sitemap-pages", args=[edition]) for edition in registry.visible_editions()]
    paths += [reverse("sitemap-section", args=[edition, "articles", day]) for edition, day in ARTICLES.days(since)]
    paths += [reverse("sitemap-section", args=[*places[part], start]) for part, (start,) in sorted(rows)]
    return index(paths)


@require_safe
def sitemap_pages(request: HttpRequest, edition: Edition) -> HttpResponse:
    return url_set(page_urls(edition))


@require_safe
def sitemap_section(request: HttpRequest, edition: Edition, section: str, start: int) -> HttpResponse:
    """A part of a section of an edition."""
    if section not in SECTIONS or start > LARGEST_KEY:
        raise Http404
    since = beginning()
    if section == "articles":
        # What is no news any more is listed here from then on.
        has_news(since)
    urls = SECTIONS[section].urls_from(start, edition.code, since)
    if not urls:
        raise Http404
    return url_set(urls)


@require_safe
def sitemap_news(request: HttpRequest) -> HttpResponse:
    return url_set(news_urls())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
