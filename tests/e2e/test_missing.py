"""An address that is not here is mended by one click, without script too, in both directions of writing."""

import pytest
from playwright.sync_api import Page, expect

from delivery.models import MissingAddress, Redirect
from search.services import refresh_things
from seeds.factories import make_article, make_editions, make_user
from seeds.factories.accounts import PASSWORD
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LOST = {
    "en": ("The bridge over the river", "/2012/03/bridge-over-the-river/"),
    "fa": ("پلی روی رودخانه", "/1391/01/پلی-روی-رودخانه/"),
}


@pytest.mark.parametrize("code", LOST)
def test_lost_address_is_led_to_what_is_suggested(page: Page, live_server, code: str):
    make_editions()
    make_user(role="admin", username="paria", language=code)
    title, lost = LOST[code]
    article = make_article(edition=code, title=title)
    refresh_things([article])
    # Asked for by somebody else: the console of this browser stays quiet.
    assert page.request.get(f"{live_server.url}{lost}").status == 404

    sign_in(page, live_server.url, "paria", PASSWORD)
    page.goto(f"{live_server.url}/admin/delivery/redirect/")
    page.click(".object-tools a[href$='/missing/']")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if code == "fa" else "ltr")
    expect(page.locator(".missing__address")).to_have_text(lost)
    expect(page.locator(".missing__suggested")).to_contain_text(title)
    with page.expect_navigation():
        page.click("button[value=redirect]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".missing__address")).to_have_count(0)
    assert not MissingAddress.objects.exists()
    assert Redirect.objects.get().new_path == article.get_absolute_url()
    assert page.goto(f"{live_server.url}{lost}").status == 200


def test_one_click_says_that_it_is_gone(page: Page, live_server):
    make_editions()
    make_user(role="admin", username="paria")
    page.request.get(f"{live_server.url}/old-advertisement/")
    sign_in(page, live_server.url, "paria", PASSWORD)
    page.goto(f"{live_server.url}/admin/missing/")
    with page.expect_navigation():
        page.click("button[value=gone]")
    assert page.request.get(f"{live_server.url}/old-advertisement/").status == 410
