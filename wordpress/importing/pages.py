"""Pages as standing pages."""

import re
from collections.abc import Iterable, Mapping

from editions.models import Page, PageEdition
from editions.models.frame import touch_frames
from editions.models.page import RESERVED_SLUGS
from search.services import refresh
from wordpress.importing.digests import digest_of
from wordpress.importing.prepared import Prepared
from wordpress.importing.words import slug_of

LABEL = "editions.pageedition"
_KEY = re.compile(r"[^a-z0-9]+")


def make_pages(
    prepared: list[Prepared], joined: Mapping[int, Page], groups: Mapping[int, str]
) -> dict[int, PageEdition]:
    """New standing pages by the numbers of their items.

    Args:
        joined: number of an item -> the page of a translation of it that is here.
        groups: number of an item -> the name of its group of translations.
    """
    taken = {
        edition: set(RESERVED_SLUGS) | set(PageEdition.objects.filter(edition=edition).values_list("slug", flat=True))
        for edition in {one.edition for one in prepared}
    }
    keys = set(Page.objects.values_list("key", flat=True))
    together: dict[str, Page] = {}
    pages: dict[int, PageEdition] = {}
    for one in prepared:
        group = groups.get(one.item.number, "")
        page = joined.get(one.item.number) or (together.get(group) if group else None)
        if page is None:
            page = Page.objects.create(
                key=_told_key(one, keys) or _key_of(one, keys), position=min(one.item.order, 32_000)
            )
        if group:
            together[group] = page
        slug = slug_of(one.item.slug, one.title, one.item.number, taken=taken[one.edition])
        taken[one.edition].add(slug)
        pages[one.item.number] = PageEdition(
            page=page,
            edition_id=one.edition,
            title=one.title,
            slug=slug,
            body=one.body,
            state=one.standing.state,
            published_at=one.standing.published_at,
            unpublish_at=one.standing.unpublish_at,
        )
    PageEdition.objects.bulk_create(pages.values(), batch_size=100)
    refresh("page", [page.pk for page in pages.values()])
    touch_frames()
    return pages


def _key_of(one: Prepared, keys: set[str]) -> str:
    """Its short name for editors, which no other page has."""
    plain = _KEY.sub("-", one.item.slug.lower()).strip("-")[:30].strip("-") or "page"
    key = plain if plain not in keys else f"{plain[:24]}-{one.item.number % 10**15}"
    while key in keys:
        key = f"{key[:36]}-{len(keys) % 1000}"
    keys.add(key)
    return key


def _told_key(one: Prepared, keys: set[str]) -> str:
    """The key that it had here before, where no page has it; else empty."""
    key = one.told.text("key", 40)
    if not key or key in keys or _KEY.search(key.replace("-", "")):
        return ""
    keys.add(key)
    return key


def stood(page: PageEdition, _edition: str = "") -> str:
    return digest_of(page.title, page.slug, page.body, page.state, page.published_at)


def stood_of(keys: Iterable[int], _edition: str = "") -> dict[int, str]:
    return {page.pk: stood(page) for page in PageEdition.objects.filter(pk__in=list(keys))}


def update_page(one: Prepared, key: int) -> PageEdition:
    page = PageEdition.objects.get(pk=key)
    page.title, page.body = one.title, one.body
    page.state, page.published_at = one.standing.state, one.standing.published_at
    page.unpublish_at = one.standing.unpublish_at
    page.save()
    refresh("page", [page.pk])
    return page
