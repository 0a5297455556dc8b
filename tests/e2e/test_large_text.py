"""Text at twice the size that the reader's browser has by default: nothing is cut off, nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

from seeds.factories import make_article, make_editions, make_image, make_story
from tests.e2e.looking import sideways

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TITLES = {"en": "The bridge that was moved", "fa": "پلی که جابه‌جایش کردند"}
# What is cut: text wider than the box that hides what goes beyond it.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const hides = getComputedStyle(one).overflowX === "hidden" || getComputedStyle(one).overflowX === "clip"
  return hides && one.clientWidth > 1 && one.textContent.trim() && one.scrollWidth > one.clientWidth + 1
}).map((one) => one.className || one.localName)"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("code", TITLES)
def test_pages_hold_text_of_twice_the_size(page: Page, live_server, files_dir, code: str, width: int):
    make_editions()
    story = make_story(image=make_image())
    article = make_article(edition=code, title=TITLES[code], standfirst=TITLES[code] * 3, story=story)
    page.set_viewport_size({"width": width, "height": 900})
    for path in (f"/{code}/", f"/{code}/articles/", article.get_absolute_url(), f"/{code}/offline/"):
        page.goto(live_server.url + path)
        small = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
        # As a browser does whose reader has set 32 px in place of 16.
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        large = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
        assert large >= small * 1.8, path
        assert sideways(page) == [], path
        assert page.evaluate(CUT) == [], path
