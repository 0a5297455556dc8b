"""Searching in a browser: by keyboard with suggestions, and without any script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from search.services import refresh_things
from seeds.factories import make_article, make_editions, make_topic

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXTS = {"en": ("Bread", "Bread at four in the morning", "bre"), "fa": ("نان", "نان‌های ساعت چهار", "نا")}


@pytest.mark.parametrize("code", list(TEXTS))
def test_suggestions_are_chosen_with_the_keyboard(page: Page, live_server, code: str):
    make_editions()
    topic_name, title, begun = TEXTS[code]
    refresh_things([make_topic(name=topic_name)])
    article = make_article(edition=code, title=title)
    page.goto(f"{live_server.url}/{code}/search/")
    field = page.get_by_role("combobox").first
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially(begun)
    options = page.locator("#suggestions").get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-1")
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press_sequentially(" ")
    field.press("Backspace")
    expect(options).to_have_count(2)
    field.press("ArrowUp")
    with page.expect_navigation():
        field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)


@pytest.mark.parametrize("code", list(TEXTS))
def test_enter_searches_for_what_was_typed(page: Page, live_server, code: str):
    make_editions()
    _topic, title, begun = TEXTS[code]
    make_article(edition=code, title=title)
    page.goto(f"{live_server.url}/{code}/search/")
    field = page.locator("#q")
    field.fill(title.split()[0])
    with page.expect_navigation():
        field.press("Enter")
    expect(page.get_by_role("article").get_by_role("link")).to_have_text(title)
    expect(page.locator("mark").first).to_be_visible()
    assert begun in page.title().lower()


def test_search_is_reached_and_used_without_script(browser: Browser, live_server):
    make_editions()
    make_article(title="Bread at four in the morning")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    with page.expect_navigation():
        page.get_by_role("link", name="Search").click()
    page.locator("#q").fill("bread")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("article")).to_have_count(1)
    context.close()
