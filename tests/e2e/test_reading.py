"""Articles as a browser sets them: faces, directions, narrow windows."""

import pytest
from playwright.sync_api import Page

from articles.models import Article
from seeds.factories import make_article, make_editions, make_story

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Faces that an edition's text may need.
FACES = {
    "en": {"nejat-serif-text", "nejat-serif-display"},
    "sq": {"nejat-serif-text", "nejat-serif-display", "nejat-serif-text-ext"},
    "ar": {"vazirmatn", "noto-naskh-arabic", "noto-naskh-arabic-punctuation"},
    "fa": {"vazirmatn"},
}
WORDS = {"en": "A bridge", "ar": "جسر قديم", "fa": "پل سنگی", "sq": "Një urë"}
LONG = "https://example.org/" + "very-long-address/" * 9
TABLE = "<table><tbody><tr>" + "<td>1,234,567,890</td>" * 8 + "</tr></tbody></table>"
CODE = "<pre><code>" + "name = other_name " * 9 + "</code></pre>"


def told_everywhere(body: str = "") -> dict[str, Article]:
    """A story in all editions, each of which names the others."""
    make_editions()
    story = make_story()
    return {
        code: make_article(edition=code, story=story, title=words, body=f"<p>{words}.</p>{body}")
        for code, words in WORDS.items()
    }


def test_an_article_fetches_the_faces_of_its_own_edition_alone(page: Page, live_server):
    for code, article in told_everywhere().items():
        reader, fetched = page.context.new_page(), []
        reader.on("requestfinished", lambda request, to=fetched: to.append(request))
        reader.goto(live_server.url + article.get_absolute_url(), wait_until="networkidle")
        reader.evaluate("document.fonts.ready.then(() => true)")
        fonts = [request.url for request in fetched if request.resource_type == "font"]
        names = {url.rpartition("/")[2].partition(".")[0] for url in fonts}
        assert names, code
        assert names <= FACES[code], code
        reader.close()


def test_nothing_in_a_text_makes_a_phone_scroll_sideways(page: Page, live_server):
    page.set_viewport_size({"width": 320, "height": 640})
    wide = f"<p>{LONG}</p>{TABLE}{CODE}<blockquote><p>Other words</p><p>سخن دیگر</p></blockquote>"
    for code, article in told_everywhere(wide).items():
        for address in (article.get_absolute_url(), article.get_absolute_url() + "?lite"):
            page.goto(live_server.url + address)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over == 0, (code, address)


def test_cursive_script_is_neither_spaced_nor_slanted_nor_hyphenated(page: Page, live_server):
    marked = '<h2>Head <bdi lang="fa">پل</bdi></h2><p><em>so <bdi lang="fa">پل</bdi></em></p>'
    page.goto(live_server.url + told_everywhere(marked)["en"].get_absolute_url())
    styles = page.locator(".prose bdi").evaluate_all(
        "all => all.map(one => getComputedStyle(one)).map(s => [s.letterSpacing, s.fontStyle, s.hyphens])"
    )
    assert len(styles) == 2
    for spacing, style, hyphens in styles:
        assert spacing in {"normal", "0px"}
        assert (style, hyphens) == ("normal", "manual")


def test_quotation_in_the_other_direction_stands_in_its_own(page: Page, live_server):
    quoted = "<blockquote><p>It is a truth.</p></blockquote><blockquote><p>سنگ به سنگ</p></blockquote>"
    articles = told_everywhere(quoted)
    for code, expected in (("fa", ["ltr", "rtl"]), ("en", ["ltr", "rtl"])):
        page.goto(live_server.url + articles[code].get_absolute_url())
        found = page.locator(".prose blockquote").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
        assert found == expected, code
