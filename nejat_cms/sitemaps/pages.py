"""The pages that every edition has: fronts and lists, categories, dossiers, series, standing pages, months."""

from collections import defaultdict
from collections.abc import Callable

from django.urls import reverse

from articles.archive.months import all_months
from articles.dossiers import has_something
from articles.models import Category, Dossier
from editions import registry
from editions.columns import column, translated
from editions.models import Edition, PageEdition
from media_gallery.enums import Kind
from nejat_cms.sitemaps.document import Url
from publications.models import Series


def page_urls(edition: Edition) -> list[Url]:
    """Their addresses in an edition, in few queries."""
    return [
        *section_fronts(edition),
        *category_urls(edition),
        *dossier_urls(edition),
        *series_urls(edition),
        *standing_pages(edition),
        *(Url(month.address) for month in all_months(edition)),
    ]


def in_each(edition: Edition, path_in: Callable[..., str | None]) -> Url | None:
    """The address of what `path_in` finds in each edition, or None where this edition has none."""
    alternates = {other.code: path for other in registry.visible_editions() if (path := path_in(other))}
    return Url(alternates[edition.code], alternates=alternates) if edition.code in alternates else None


def section_fronts(edition: Edition) -> list[Url]:
    names = ["home", "articles:list", "media_gallery:overview", "publications:overview"]
    fronts = [in_each(edition, lambda other, name=name: reverse(name, args=[other])) for name in names]
    kinds = [
        in_each(edition, lambda other, kind=kind: reverse("media_gallery:kind", args=[other, kind.value]))
        for kind in Kind
    ]
    return [url for url in [*fronts, *kinds] if url]


def category_urls(edition: Edition) -> list[Url]:
    urls = [in_each(edition, lambda other, one=one: one.address_in(other.code)) for one in Category.objects.all()]
    return [url for url in urls if url]


def dossier_urls(edition: Edition) -> list[Url]:
    """Those that readers see something of; their translations too."""
    seen = {column("in", other.code): has_something(other.code) for other in registry.visible_editions()}
    urls = [
        in_each(
            edition,
            lambda other, one=one: one.address_in(other.code) if getattr(one, column("in", other.code)) else None,
        )
        for one in Dossier.objects.annotate(**seen)
    ]
    return [url for url in urls if url]


def series_urls(edition: Edition) -> list[Url]:
    urls = [
        in_each(
            edition, lambda other, one=one: one.address_in(other.code) if translated(one, "name", other.code) else None
        )
        for one in Series.objects.all()
    ]
    return [url for url in urls if url]


def standing_pages(edition: Edition) -> list[Url]:
    texts = list(PageEdition.objects.live().defer("body"))
    paths: dict[int, dict[str, str]] = defaultdict(dict)
    for text in texts:
        paths[text.page_id][text.edition_id] = text.get_absolute_url()
    return [
        Url(text.get_absolute_url(), max(text.updated_at, text.live_since), paths[text.page_id])
        for text in texts
        if text.edition_id == edition.code
    ]
