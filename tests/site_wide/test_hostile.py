"""Addresses, queries and headers that nobody means well by: answered with 4xx, never with an error of ours."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from delivery.models import Redirect
from seeds.factories.accounts import make_user
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
# Issues are paged by their numbers alone.
OF_NUMBERS = {"1": "after"}
KEYS = ["", *IN_FORM, "x", "1", "1-", "-", "1-1-1", "9" * 40 + "-1", "-99999999999999999-1", "%00", "%ff", "1-1%00"]
KEYS += ["١٧-١", "1e5-1", "%201-1", "01-1", "1-01"]

DESK_QUERIES = ["_to_field=", "_to_field=x", "p=-1", "q=%00", "foo=bar", "id__exact=x", "id__in=,,"]
# A number that no database can hold, for a field of each model that leads to another thing.
HUGE = "9" * 40


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
        in_form = OF_NUMBERS if name == "publications:series" else IN_FORM
        for key in KEYS:
            for parameter in ("before", "after"):
                status = visitor.get(f"{path}?{parameter}={key}").status_code
                # An empty key asks for nothing; one in form is right where there are rows beyond its moment.
                assert status == (200 if not key or in_form.get(key) == parameter else 404), (path, parameter, key)


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
            # The search page is asked by q, and says what it was asked.
            if not (name == "search:results" and query.startswith("q=")):
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
    # The links of mails act by POST from anywhere, for mail programs press it (RFC 8058); only its token counts.
    by_mail = {name for name in ADDRESSES if name.startswith("subscribing:")}
    for name in ADDRESSES.keys() - {"readers:stop", "readers:wish"} - by_mail:
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


@pytest.fixture
def admin_at_desk(world) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_no_query_is_an_error_of_the_desk(admin_at_desk, model):
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    key = model._default_manager.order_by("pk").values_list("pk", flat=True).first() or 1
    others = [field.name for field in model._meta.fields if field.many_to_one]
    queries = [*DESK_QUERIES, f"p={HUGE}", f"id__exact={HUGE}", *(f"{name}={HUGE}" for name in others)]
    paths = [f"{reverse(f'{page}_changelist')}?{query}" for query in queries]
    paths += [f"{reverse(f'{page}_{act}', args=[key])}?_to_field=" for act in ("change", "delete")]
    paths += [f"{reverse(f'{page}_change', args=[HUGE])}?_to_field=", f"{reverse(f'{page}_add')}?_to_field="]
    answers = {path: admin_at_desk.get(path).status_code for path in paths}
    assert not {path: status for path, status in answers.items() if status not in {200, 302, 400, 403, 404}}


def test_form_that_names_no_field_of_what_it_opens_is_saved_all_the_same(admin_at_desk, world):
    add = reverse("admin:delivery_redirect_add")
    moved = {"old_path": "/old/", "new_path": "/new/", "_to_field": "", "_popup": "1"}
    assert admin_at_desk.post(f"{add}?_to_field=", moved).status_code == 200
    assert Redirect.objects.filter(old_path="/old/").exists()
