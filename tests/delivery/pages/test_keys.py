"""What strangers can vary at will makes no key."""

import pytest

from delivery.pages.keys import Key, Keys, canonical, kept_hosts

KEYS = Keys(hosts={"example.org", "example.org:8000"}, session_cookie="sessionid")


def environ(path: str = "/en/", query: str = "", method: str = "GET", **more: str) -> dict[str, str]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "example.org",
        "wsgi.url_scheme": "http",
        **more,
    }


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("", ""),
        ("before=1700000000000000-12", "before=1700000000000000-12"),
        ("before=138", "before=138"),
        ("after=-5-3", "after=-5-3"),
        ("lite", "lite"),
        ("lite=", "lite"),
        ("lite=1&before=7-1", "before=7-1&lite"),
        ("utm_source=a&utm_medium=b", ""),
        ("fbclid=x&before=7-1&gclid=y", "before=7-1"),
        ("&&lite&", "lite"),
    ],
)
def test_what_pages_know_of_a_query_is_kept_in_one_order(query, known):
    assert canonical(query) == known


@pytest.mark.parametrize(
    "query",
    ["q=bridge", "x", "=", "before", "before=", "before=now", "before=7-1&before=8-1", "before=7-1%00", "after=7-1'",
     "before=99999999999999999999-1", "lite&lite", "LITE", "utm_sourcé=1", "p=12"],
)  # fmt: skip
def test_any_other_query_is_djangos(query):
    assert canonical(query) is None
    assert KEYS.of(environ(query=query)) is None


@pytest.mark.parametrize(
    "host",
    ["", "example.com", "EXAMPLE.org", "example.org:81", "example.org.evil.net", "evil.net:8000", "example.org/",
     "a.example.org", "[::1]"],
)  # fmt: skip
def test_other_hosts_have_no_key(host):
    assert KEYS.of(environ(HTTP_HOST=host)) is None


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"HTTP_COOKIE": "a=b; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_IF_MATCH": '"x"'},
        {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"SCRIPT_NAME": "/below"},
        {"PATH_INFO": "/admin/"},
        {"PATH_INFO": "/files/a.pdf"},
        {"PATH_INFO": "/static/css/site.css"},
        {"PATH_INFO": "/preview/x/"},
        {"PATH_INFO": "/healthz"},
        {"PATH_INFO": "/accent/123456.css"},
        {"PATH_INFO": "/" + "x" * 3000},
    ],
)
def test_whoever_is_known_or_asks_for_something_of_its_own_gets_djangos_answer(more):
    assert KEYS.of({**environ(), **more}) is None


def test_cookies_of_others_make_no_difference():
    assert KEYS.of(environ(HTTP_COOKIE="_ga=1; theme=dark")) == KEYS.of(environ())


def test_head_has_the_key_of_get():
    assert KEYS.of(environ(method="HEAD")) == KEYS.of(environ()) == Key("/en/", "", "example.org", False)


def test_https_is_believed_of_a_proxy_alone_that_is_believed():
    behind = Keys(hosts={"example.org"}, session_cookie="s", secure_header=("HTTP_X_FORWARDED_PROTO", "https"))
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    assert behind.of(environ(**secure)) == Key("/en/", "", "example.org", True)
    assert behind.of(environ(HTTP_X_FORWARDED_PROTO="https, http")) == Key("/en/", "", "example.org", True)
    assert behind.of(environ()) == KEYS.of(environ(**secure)) == Key("/en/", "", "example.org", False)


def test_hosts_that_are_allowed_by_their_whole_name_are_the_sites_own():
    found = kept_hosts(["example.org", ".example.net", "*", "127.0.0.1"], "https://www.example.org", 8000)
    assert found == {
        *("example.org", "example.org:8000", "127.0.0.1", "127.0.0.1:8000", "www.example.org", "www.example.org:8000")
    }
