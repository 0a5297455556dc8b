"""What is stored is what Django would answer, to the byte."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler

from delivery.pages.serving import PageCache
from seeds.factories import make_article, make_story
from tests.delivery.pages.cached import Counting, Told, ask, make_cache

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_connection")]

ENCODINGS = ("", "br", "zstd", "gzip", "gzip, deflate, br, zstd", "br;q=0, gzip", "identity", "*", "zstd;q=1, br;q=0.5")
ADDRESSES = ("/en/", "/fa/articles/", "/en/articles/?lite", "/en/feed/", "/en/feed/atom/", "/en/feed.json", "/ar/",
             "/sitemap.xml", "/robots.txt", "/sw.js")  # fmt: skip


@pytest.fixture
def cache(editions, tmp_path: Path) -> Iterator[PageCache]:
    for number in range(3):
        make_article(story=make_story(), edition="en", title=f"The bridge {number}")
    make_article(story=make_story(), edition="fa", title="پل")
    made = make_cache(tmp_path)
    yield made
    made.stop()


@pytest.mark.parametrize("address", ADDRESSES)
def test_stored_page_is_the_rendered_one_in_every_encoding(cache, address):
    plain = WSGIHandler()
    for method in ("GET", "HEAD"):
        for accepted in ENCODINGS:
            first = ask(cache, address, method, ACCEPT_ENCODING=accepted)
            second = ask(cache, address, method, ACCEPT_ENCODING=accepted)
            rendered = ask(plain, address, method, ACCEPT_ENCODING=accepted)
            assert second.came == "hit", address
            assert first.own == second.own == rendered.own
            if method == "GET":
                assert first.body == second.body == rendered.body
            else:
                assert first.body == second.body == b""


@pytest.mark.parametrize("address", ADDRESSES)
def test_browser_that_has_the_page_is_told_so_as_django_would(cache, address):
    plain, statuses = WSGIHandler(), set()
    for accepted in ("", "br"):
        headers = ask(plain, address, ACCEPT_ENCODING=accepted).headers
        known = [{"IF_NONE_MATCH": headers["etag"]}, {"IF_NONE_MATCH": f'"other", {headers["etag"]}'}]
        known += [{"IF_NONE_MATCH": "*"}, {"IF_NONE_MATCH": '"other"'}]
        if "last-modified" in headers:
            known += [{"IF_MODIFIED_SINCE": headers["last-modified"]}]
            known += [{"IF_MODIFIED_SINCE": headers["last-modified"], "IF_NONE_MATCH": '"other"'}]
        known += [{"IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"}, {"IF_MODIFIED_SINCE": "no date"}]
        for conditions in known:
            for method in ("GET", "HEAD"):
                rendered = ask(plain, address, method, ACCEPT_ENCODING=accepted, **conditions)
                stored = ask(cache, address, method, ACCEPT_ENCODING=accepted, **conditions)
                assert stored.status == rendered.status, conditions
                assert said(stored, address) == said(rendered, address), conditions
                assert stored.body == (b"" if method == "HEAD" else rendered.body)
                statuses.add(stored.status)
    assert statuses == {200, 304}


def said(told: Told, address: str) -> dict[str, str]:
    """The headers; of a feed that has not changed, which its view finds out before it is drawn, those that count."""
    if told.status != 304 or "feed" not in address:
        return told.own
    kept = {name: told.own.get(name, "") for name in ("etag", "last-modified", "cache-control")}
    return {**kept, "etag": kept["etag"].removeprefix("W/")}


def test_page_that_is_not_there_is_answered_as_django_would(cache):
    plain = WSGIHandler()
    for accepted in ("", "br"):
        for _time in range(2):
            stored, rendered = (ask(one, "/en/no-such-page/", ACCEPT_ENCODING=accepted) for one in (cache, plain))
            assert stored.status == 404
            assert (stored.own, stored.body) == (rendered.own, rendered.body)


def test_page_is_rendered_once_for_all_encodings(cache):
    counting: Counting = cache.application
    for accepted in ENCODINGS:
        ask(cache, "/en/", ACCEPT_ENCODING=accepted)
        ask(cache, "/en/", "HEAD", ACCEPT_ENCODING=accepted)
    assert counting.asked == ["/en/"]


def test_cache_says_how_a_page_came(cache):
    assert [ask(cache, "/en/").came for _time in range(2)] == ["fwd=miss; stored", "hit"]
    assert ask(cache, "/en/search/?q=bridge").came == "fwd=bypass"
    assert ask(cache, "/en/no-such-page/").came == 'fwd=miss; detail="status"'


def test_page_at_an_address_in_another_script_is_kept(cache):
    address = ask(cache, "/fa/articles/").body.decode().split('class="card__title')[1].split('href="')[1].split('"')[0]
    path = unquote(address)
    assert not path.isascii()
    assert [ask(cache, path).came for _time in range(2)] == ["fwd=miss; stored", "hit"]
    assert ask(cache, path).body == ask(WSGIHandler(), path).body
