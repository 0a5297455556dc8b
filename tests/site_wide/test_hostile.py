"""Addresses, queries and headers that nobody means well by: answered with 4xx, never with an error of ours."""

import pytest
from django.test import Client

from tests.site_wide.world import ADDRESSES, CODES, PAGES, World

LISTS = ["articles:list", "articles:category", "articles:topic", "articles:person", "articles:month"]
LISTS += ["media_gallery:kind", "publications:series", "publications:series books"]
PARTS = [
    "%00",
    "a%00b",
    "%ff",
    "%c3%28",
    "%ed%a0%80",
    "%E2%80%AE",
    "%0d%0aSet-Cookie:x=1",
    "..%2f..%2fetc%2fpasswd",
    "....//",
    "%25",
    "%",
    "%zz",
    "'--",
    "<script>",
    "{{7*7}}",
    "x" * 3000,
    "%D9%BE" * 199,
    "%F0%9F%8C%B1",
    "9" * 60,
    "-1",
    ".",
    ";jsessionid=1",
]
PREFIXES = [
    "/",
    "/fa/",
    "/fa/articles/",
    "/fa/category/",
    "/fa/topic/",
    "/fa/people/",
    "/fa/archive/2026/",
    "/fa/archive/",
    "/fa/media/",
    "/fa/media/cartoons/",
    "/fa/publications/",
    "/fa/publications/newsletter/",
    "/fa/publications/books/",
    "/s/",
    "/s/a",
    "/s/n",
    "/preview/",
    "/files/",
    "/files/images/",
    "/accent/",
    "/sitemap/fa/",
    "/sitemap/fa/articles-",
    "/static/",
]
# Keys in form, with the parameter by which each leads to rows: those of before the moment, or those of after it.
IN_FORM = {"0-0": "after", "1-" + "9" * 18: "after", "99999999999999999-1": "before"}
KEYS = ["", *IN_FORM, "x", "1", "1-", "-", "1-1-1", "9" * 40 + "-1", "-99999999999999999-1", "%00", "%ff", "1-1%00"]
KEYS += ["١٧-١", "1e5-1", "%201-1", "01-1", "1-01"]


@pytest.fixture
def visitor() -> Client:
    """A client that gets our errors as a browser would: as 500."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def test_no_path_is_an_error_of_ours(visitor, world):
    paths = [f"{prefix}{part}{end}" for prefix in PREFIXES for part in PARTS for end in ("", "/")]
    paths += [f"/fa/category/{part}/feed/" for part in PARTS]
    answers = {path: visitor.get(path).status_code for path in paths}
    wrong = {path: status for path, status in answers.items() if status not in {301, 302, 308, 400, 404}}
    assert not wrong


def test_key_of_a_list_leads_to_rows_or_is_unknown(visitor, world):
    for name in LISTS:
        path = ADDRESSES[name].path(world, "fa")
        for key in KEYS:
            for parameter in ("before", "after"):
                status = visitor.get(f"{path}?{parameter}={key}").status_code
                # An empty key asks for nothing; one in form is right where there are rows beyond its moment.
                assert status == (200 if not key or IN_FORM.get(key) == parameter else 404), (path, parameter, key)


def test_queries_that_nobody_asked_for_change_nothing(client, world):
    junk = [
        "x=1",
        "%00=%00",
        "%ff=%ff",
        "q=" + "x" * 5000,
        "before[]=1",
        "utm_source=a&utm_source=b",
        "&&&===",
        "page=2",
    ]
    for name in PAGES:
        path = ADDRESSES[name].path(world, "en")
        plain = client.get(path).content
        for query in junk:
            response = client.get(f"{path}?{query}")
            assert response.status_code == 200, (path, query)
            assert response.content == plain, (path, query)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000@evil.example", "", "a" * 500, "x\x00y", "[::1"])
def test_foreign_host_is_refused_without_being_named(visitor, world, host):
    for path in ("/", "/en/", "/en/feed/", "/sitemap.xml"):
        response = visitor.get(path, headers={"Host": host})
        assert response.status_code == 400, (host, path)
        assert b"evil" not in response.content


def test_addresses_are_the_sites_own_whatever_host_asks(client, world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for path in ("/en/", "/en/feed/", "/sitemap/en/pages.xml", "/robots.txt"):
        assert b"other.example" not in client.get(path, headers={"Host": "other.example"}).content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(visitor, world, method):
    # The link of a mail acts by POST from anywhere, for mail programs press it (RFC 8058); only its token counts.
    for name in ADDRESSES.keys() - {"readers:stop"}:
        response = getattr(visitor, method)(ADDRESSES[name].path(world, "en"))
        assert response.status_code in {403, 405}, (name, response.status_code)


@pytest.mark.parametrize(
    "header",
    [
        {"Accept-Language": "x" * 5000},
        {"Accept-Language": ",;q=,fa;q=nan,*;q=inf"},
        {"Accept-Encoding": "br;q=x, gzip;;q=1"},
        {"If-None-Match": '"', "If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Thu, 01 Jan 0000 00:00:00 GMT"},
        {"Range": "bytes=9-1,,-"},
        {"Cookie": "sessionid=%00; csrftoken=\xff; =;;;"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"Content-Length": "x"},
    ],
    ids=str,
)
def test_no_header_is_an_error_of_ours(visitor, world, header):
    for name, address in ADDRESSES.items():
        response = visitor.get(address.path(world, "ar"), headers=header)
        assert response.status_code < 500, name
        assert b"evil.example" not in b"".join(response), name


def test_every_edition_answers_a_bad_path_in_its_own_words(visitor, world: World):
    for code in CODES:
        response = visitor.get(f"/{code}/articles/%00/")
        assert response.status_code == 404
        assert f'<html lang="{code}"' in response.content.decode()
