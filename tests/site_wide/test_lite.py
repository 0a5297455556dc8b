"""`?lite`: every page as text alone, the same for everyone."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from delivery.lite import full_address, lite_address, lite_page
from delivery.services import move_address
from tests.site_wide.world import ADDRESSES, CODES, PAGES, World

LEFT_OUT = re.compile(r"<(picture|img|source|script|svg|iframe|video|style)\b|data-|\.woff2|rel=\"(preload|icon)\"")


def quoted(path: str) -> str:
    """As requests tell it back: the sign within signed tokens is quoted."""
    return path.replace(":", "%3A")


KINDS = [*PAGES, "articles:parallel"]


def lite_of(client: Client, path: str) -> tuple[str, str]:
    """A page's path and the page as text alone."""
    response = client.get(path, {"lite": ""})
    assert response.status_code == 200, path
    return path, response.content.decode()


def test_every_kind_of_page_is_there_as_text_alone(client, world: World):
    for name in KINDS:
        for code in CODES:
            path, page = lite_of(client, ADDRESSES[name].path(world, code))
            edition = world.editions[code]
            assert f'<html lang="{code}" dir="{edition.direction}">' in page, path
            assert not LEFT_OUT.search(page), (path, LEFT_OUT.search(page))
            assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == ["/static/css/lite.css"], path
            assert page.count("<h1") == 1, path
            # The whole page is the one that counts, and one link leads back to it.
            canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
            assert canonical == [settings.SITE_URL + path], path
            assert f'<li><a href="{quoted(path)}">' in page, path


def test_words_are_those_of_the_whole_page(client, world: World):
    for name in ("articles:detail", "editions:page", "publications:entry"):
        path = ADDRESSES[name].path(world, "fa")
        page, whole = lite_of(client, path)[1], client.get(path).content.decode()
        heading = r"<h1[^>]*>(.*?)</h1>"
        assert re.search(heading, page, re.S)[1] == re.search(heading, whole, re.S)[1]
        assert re.findall(r"<p>(Text\.|We\.)</p>", page) == re.findall(r"<p>(Text\.|We\.)</p>", whole)


def test_links_within_the_site_lead_on_to_text_alone(client, world: World):
    followed = 0
    for name in KINDS:
        path, page = lite_of(client, ADDRESSES[name].path(world, "ar"))
        links = [unescape(link) for link in re.findall(r'<a href="(/[^"]+)"', page)]
        within = [link for link in links if re.match(r"/(en|ar|fa|sq)/", link) and not link.endswith("/feed/")]
        assert within, path
        assert [link for link in within if "lite" not in link.partition("#")[0].partition("?")[2].split("&")] == [
            quoted(path)
        ], path
        for link in within[-3:]:
            assert client.get(link).status_code == 200, link
            followed += 1
        assert all("lite" not in link for link in links if link not in within), path
    assert followed > 50


def test_whole_pages_lead_to_text_alone(client, world: World):
    for name in PAGES:
        path = ADDRESSES[name].path(world, "sq")
        assert f'<a href="{path}?lite" rel="nofollow" data-lite>' in client.get(path).content.decode(), path


def test_text_alone_knows_no_visitor_and_may_be_kept(client, world: World):
    known = Client()
    known.cookies["sessionid"] = "x" * 32
    path = ADDRESSES["articles:list"].path(world, "fa") + "?lite"
    first, second = client.get(path), known.get(path, headers={"Accept-Language": "en"})
    assert first.content == second.content
    assert not first.cookies
    assert not second.cookies
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "cookie" not in first.headers.get("Vary", "").lower()
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_older_posts_stay_text_alone(client, world: World):
    _path, page = lite_of(client, "/en/articles/")
    older = unescape(re.search(r'<a rel="next" href="([^"]+)"', page)[1])
    assert older.endswith("&lite")
    there = client.get(older).content.decode()
    assert not LEFT_OUT.search(there)
    assert f'<a href="{older.removesuffix("&lite")}">' in unescape(there)


def test_what_is_not_found_is_said_in_text_alone(client, world: World):
    response = client.get("/fa/articles/nothing/?lite")
    assert response.status_code == 404
    page = response.content.decode()
    assert '<html lang="fa" dir="rtl">' in page
    assert not LEFT_OUT.search(page)


def test_moved_page_keeps_the_wish(client, world: World):
    path = ADDRESSES["articles:detail"].path(world, "en")
    move_address(old_path="/en/articles/old-bridge/", new_path=path)
    assert client.get("/en/articles/old-bridge/?lite").headers["Location"] == f"{path}?lite"
    assert client.get("/en/articles/old-bridge/").headers["Location"] == path


def test_feeds_and_the_desk_are_as_they_are(client, world: World):
    for path in ("/en/feed/", "/sitemap.xml", "/admin/login/"):
        assert client.get(path, {"lite": ""}).headers["Content-Type"] == client.get(path).headers["Content-Type"]
    assert "<script" in client.get("/admin/login/?lite").content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/a/", "/en/a/?lite"),
        ("/en/a/?before=1", "/en/a/?before=1&lite"),
        ("/en/a/?lite=1&before=1#b", "/en/a/?before=1&lite#b"),
        ("/en/feed/", "/en/feed/"),
        ("/files/a.jpg", "/files/a.jpg"),
        ("https://example.org/en/", "https://example.org/en/"),
        ("//[", "//["),
        ("#top", "#top"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_only_addresses_of_pages_are_led_on(address, expected):
    assert lite_address(address, lambda path: path.startswith("/en/")) == expected


def test_the_whole_page_keeps_the_rest_of_the_query():
    assert full_address("/en/a/", "lite") == "/en/a/"
    assert full_address("/en/a/", "before=1-2&lite=") == "/en/a/?before=1-2"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a &amp; b&#8204;c<br>d</p>", "<p>a &amp; b&#8204;c<br>d</p>"),
        ("<pre>a\n\n  <b>b</b>\n\n</pre>", "<pre>a\n\n  <b>b</b>\n\n</pre>"),
        ('<figure class="x"><picture><source srcset="a"><img src="b" alt="A &quot;b&quot;"></picture></figure>',
         "<figure>[A &quot;b&quot;]</figure>"),
        ('<figure><picture><img src="b" alt=""></picture></figure><p>c</p>', "<p>c</p>"),
        ('<article class="card card--row"><figure><img alt="a">b</figure>c</article><img alt="d">',
         "<article>c</article>[d]"),
        ('<p class="share">a <a href="/en/">b</a></p>c', "c"),
        ('<video src="/files/a.mp4" aria-label="A"></video>', '<p><a href="/files/a.mp4">A</a></p>'),
        ('<form action="/en/search/"><input name="q"></form>',
         '<form action="/en/search/?lite"><input type="hidden" name="lite" value=""><input name="q"></form>'),
        ('<p class="meta"><span class="meta__byline">A</span><time>b</time></p>',
         '<p class="meta"><span>A</span> <time>b</time></p>'),
        ("a</p></div>b", "ab"),
        ("<svg><p>a</p></svg><script>if (a < b) {}</script>b", "b"),
    ],
)  # fmt: skip
def test_what_is_left_out_and_what_is_kept(html, expected):
    assert lite_page(html, style="s", full="/f", is_page=lambda path: path.startswith("/en/")) == expected
