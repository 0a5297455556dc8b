"""The share row and the paper version, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from delivery.short_links import short_path
from seeds.factories import make_article, make_editions

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_devices_own_sheet_gets_title_and_short_address(page: Page, live_server):
    make_editions()
    article = make_article(edition="fa", title="پلی که جابه‌جا شد")
    page.add_init_script("navigator.share = async data => { window.shared = data }; navigator.canShare = () => true")
    page.goto(live_server.url + article.get_absolute_url())
    page.locator(".share__device").click()
    expected = {"title": article.title, "url": live_server.url + short_path("a", article.pk)}
    assert page.evaluate("window.shared") == expected


def test_without_a_sheet_none_is_offered(page: Page, live_server):
    make_editions()
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(live_server.url + make_article().get_absolute_url())
    expect(page.locator(".share__device")).to_be_hidden()


def test_code_is_fetched_for_paper_alone(page: Page, live_server):
    make_editions()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".svg") else None)
    page.goto(live_server.url + make_article().get_absolute_url())
    page.wait_for_load_state("networkidle")
    code = page.locator(".paper-link__code")
    assert not [url for url in asked if "/s/" in url]
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth > 0")
