"""The desk by its keys, in both directions of writing."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["en", "fa"])
def desk(request, page: Page, live_server, editions) -> Page:
    make_user(role="admin", username="ada", language=request.param)
    sign_in(page, live_server.url, "ada", PASSWORD)
    assert page.locator("html").get_attribute("dir") == ("rtl" if request.param == "fa" else "ltr")
    return page


def test_keys_lead_to_the_pages_of_the_desk(desk: Page, live_server):
    places = {
        "s": "articles/story/",
        "m": "media_gallery/image/",
        "b": "board/",
        "c": "calendar/",
        "n": "notices/",
        "h": "",
    }
    for key, path in places.items():
        desk.keyboard.press("g")
        desk.keyboard.press(key)
        desk.wait_for_url(lambda url, path=path: url.split("?")[0] == f"{live_server.url}/admin/{path}")


def test_keys_of_a_persian_keyboard_count_by_their_places(desk: Page, live_server):
    for key, code in (("ل", "KeyG"), ("س", "KeyS")):
        desk.evaluate(
            "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true }))",
            {"key": key, "code": code},
        )
    desk.wait_for_url("**/admin/articles/story/")


def test_dialog_lists_the_keys_and_gives_the_focus_back(desk: Page):
    opener = desk.locator("#desk-keys-open")
    opener.click()
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("dt")).to_have_count(10)
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    desk.keyboard.press("?")
    expect(dialog).to_be_visible()


def test_single_keys_can_be_switched_off_and_stay_off(desk: Page, live_server):
    desk.keyboard.press("?")
    desk.locator("#keys-single").uncheck()
    desk.get_by_role("dialog").get_by_role("button").click()
    desk.goto(f"{live_server.url}/admin/articles/story/")
    for key in ("?", "/", "g", "h"):
        desk.keyboard.press(key)
    expect(desk.get_by_role("dialog")).to_have_count(0)
    expect(desk.locator("#searchbar")).not_to_be_focused()
    assert desk.url == f"{live_server.url}/admin/articles/story/"
    desk.click("#desk-keys-open")
    desk.locator("#keys-single").check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    expect(desk.locator("#searchbar")).to_be_focused()


def test_keys_are_letters_where_somebody_types(desk: Page, live_server):
    desk.goto(f"{live_server.url}/admin/articles/story/")
    desk.keyboard.press("/")
    expect(desk.locator("#searchbar")).to_be_focused()
    desk.keyboard.type("gs/?")
    expect(desk.locator("#searchbar")).to_have_value("gs/?")
    expect(desk.get_by_role("dialog")).to_have_count(0)


def test_saving_key_saves_the_draft_from_within_a_field(desk: Page, live_server):
    article = make_article(edition="en", title="The well", published=False)
    desk.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=en")
    desk.fill("[name=article-title]", "The deeper well")
    with desk.expect_navigation():
        desk.keyboard.press("Control+s")
    assert Article.objects.get(pk=article.pk).title == "The deeper well"


def test_saving_key_saves_other_forms(desk: Page, live_server):
    category = make_category()
    desk.goto(f"{live_server.url}/admin/articles/category/{category.pk}/change/")
    desk.fill("[name=position]", "7")
    with desk.expect_navigation():
        desk.keyboard.press("Control+s")
    category.refresh_from_db()
    assert category.position == 7


def test_pages_that_a_user_may_not_open_have_no_key(page: Page, live_server, editions):
    make_user(role="translator", editions=["fa"], username="tara")
    make_user(role="contributor", editions=["fa"], username="cora")
    for username in ("tara", "cora"):
        sign_in(page, live_server.url, username, PASSWORD)
        for address in page.evaluate(
            "JSON.parse(document.getElementById('desk-keys').textContent).pages.map((p) => p.address)"
        ):
            assert page.request.get(f"{live_server.url}{address}").status == 200
        page.context.clear_cookies()
