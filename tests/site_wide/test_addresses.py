"""Every public address, as tables: which there are, how each edition writes them, what they cost."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from tests.site_wide.world import ADDRESSES, CODES, PAGES, World

# Of the desk: tests/accounts walks those as every role.
DESK = "admin/"
SITE = settings.SITE_URL
# What only services speak to, and nobody visits (tests/mailing/test_reports.py).
SPOKEN_TO = {"mail-events"}


def public_names(patterns: list, namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if str(pattern.pattern).startswith(DESK):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_public_address_is_in_the_table():
    names = set(public_names(get_resolver().url_patterns)) - SPOKEN_TO
    assert names == {name.partition(" ")[0] for name in ADDRESSES}


def page_of(client: Client, world: World, name: str, code: str) -> tuple[str, str]:
    path = ADDRESSES[name].path(world, code)
    response = client.get(path)
    assert response.status_code == 200, path
    return path, response.content.decode()


def test_pages_say_their_language_direction_address_and_translations(client, world):
    for name in PAGES:
        for code in CODES:
            path, page = page_of(client, world, name, code)
            edition = world.editions[code]
            assert f'<html lang="{code}" dir="{edition.direction}">' in page, path
            assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [SITE + path]
            said = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))
            paths = {other: SITE + ADDRESSES[name].path(world, other) for other in ADDRESSES[name].codes}
            assert said == (paths | {"x-default": paths["en"]} if paths else {}), path


def test_switcher_leads_to_the_translation_or_to_the_front_page(client, world):
    for name in PAGES:
        path, page = page_of(client, world, name, "fa")
        switcher = page[page.index('<nav class="editions"') : page.index("</nav>")]
        for code in CODES:
            link = re.search(rf'<a href="([^"]+)" lang="{code}" dir="(...)" hreflang="{code}"', switcher)
            assert link, path
            assert link[2] == world.editions[code].direction
            is_translated = code in ADDRESSES[name].codes
            assert link[1] == (ADDRESSES[name].path(world, code) if is_translated else f"/{code}/"), path


def test_requests_stay_within_their_query_budget(world):
    over = {}
    # Under the site's own name: under another, the entry may be an old site's front page, which is looked up.
    client = Client(headers={"host": urlsplit(SITE).netloc})
    for address in ADDRESSES.values():
        for code in CODES:
            path = address.path(world, code)
            client.get(path)  # The menu is remembered from one page to the next.
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path)
            assert response.status_code in {200, 301, 302, 308}, path
            if len(queries) > address.queries:
                over[path] = (len(queries), address.queries)
    assert not over


def test_head_is_answered_wherever_get_is(client, world):
    for name, address in ADDRESSES.items():
        path = address.path(world, "fa")
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code, name
        assert not b"".join(head), name
        assert head.headers.get("Content-Type") == got.headers.get("Content-Type"), name


def test_public_addresses_know_no_visitor(client, world):
    """The same for everyone: no cookie is set, none is asked for, and one that is sent changes nothing."""
    stranger, known = Client(), Client()
    known.cookies["sessionid"] = "x" * 32
    known.cookies["csrftoken"] = "y" * 32
    for name, address in ADDRESSES.items():
        path = address.path(world, "ar")
        first = stranger.get(path)
        second = known.get(path, headers={"Accept-Language": "fa"} if name != "entry" else {})
        assert not first.cookies, path
        assert not second.cookies, path
        assert "cookie" not in first.headers.get("Vary", "").lower(), path
        assert b"".join(first) == b"".join(second), path


@pytest.mark.parametrize("code", CODES)
def test_unknown_address_is_404_in_the_language_of_its_edition(client, world, code):
    response = client.get(f"/{code}/articles/no-such-thing/")
    assert response.status_code == 404
    page = response.content.decode()
    assert f'<html lang="{code}" dir="{world.editions[code].direction}">' in page
    assert 'name="robots" content="noindex"' in page
