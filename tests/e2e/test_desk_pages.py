"""Every page of the desk, in both directions, wide and narrow, light and dark: axe finds nothing, and all fits."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.desk_world import PASSWORD, build_desk
from tests.e2e.looking import axe_findings, sideways

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, language: str):
    user, paths = build_desk(language)
    sign_in(page, live_server.url, user.username, PASSWORD)
    found: dict[str, list[str]] = {}
    schemes = ("light", "dark") if language == "fa" else ("dark", "light")
    for name, path in paths.items():
        answer = page.goto(f"{live_server.url}/admin/{path}")
        assert (answer and answer.status, path) == (200, path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
        for size, scheme in zip((WIDE, PHONE), schemes, strict=True):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if faults := [*axe_findings(page), *sideways(page)]:
                found[f"{name}, {size['width']}, {scheme}"] = faults
    assert found == {}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing_in_what_opens_on_a_page(page: Page, live_server, language: str):
    user, paths = build_desk(language)
    page.goto(f"{live_server.url}/admin/login/")
    assert axe_findings(page) == []
    sign_in(page, live_server.url, user.username, PASSWORD)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{live_server.url}/admin/")
        page.click("#desk-keys-open")
        expect(page.get_by_role("dialog")).to_be_visible()
        assert axe_findings(page) == []
        page.goto(f"{live_server.url}/admin/{paths['story']}")
        page.locator(".editor .tiptap").wait_for()
        page.locator(".moment-button").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert axe_findings(page) == []
        page.keyboard.press("Escape")
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
        assert axe_findings(page) == []
        page.goto(f"{live_server.url}/admin/{paths['new story']}")
        page.fill("[name=article-title]", "")
        with page.expect_navigation():
            page.locator("[name=_save]").first.click()
        expect(page.locator(".errornote")).to_be_visible()
        assert axe_findings(page) == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_state_and_buttons_stay_in_reach_beside_a_preview(page: Page, live_server, language: str):
    user, paths = build_desk(language)
    sign_in(page, live_server.url, user.username, PASSWORD)
    page.goto(f"{live_server.url}/admin/{paths['story']}")
    page.locator(".editor .tiptap").wait_for()
    page.click("[data-preview-toggle]")
    expect(page.locator(".preview")).to_be_visible()
    state, text = page.locator(".story__state").bounding_box(), page.locator(".story__text").bounding_box()
    assert state["y"] + state["height"] <= text["y"]
    for where in ("0", "document.body.scrollHeight"):
        page.evaluate(f"window.scrollTo(0, {where})")
        expect(page.locator("[name=_publish]").first).to_be_in_viewport(ratio=1)
    assert sideways(page) == []
    assert axe_findings(page) == []


def test_list_on_a_phone_names_every_value_and_can_still_be_sorted(page: Page, live_server):
    user, paths = build_desk("sq")
    sign_in(page, live_server.url, user.username, PASSWORD)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/admin/{paths['stories']}")
    cell = page.locator("#result_list tbody td.field-category_name").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").strip('"') == "Kategori"
    title, check = page.locator("#result_list tbody th").first, page.locator("#result_list tbody .action-select").first
    assert check.bounding_box()["x"] > title.bounding_box()["x"]
    with page.expect_navigation():
        page.locator("#result_list thead .sortable a[role=button]").first.click()
    assert "o=" in page.url


def test_stock_sentences_count_in_the_desks_digits(page: Page, live_server):
    user, paths = build_desk("fa")
    sign_in(page, live_server.url, user.username, PASSWORD)
    page.goto(f"{live_server.url}/admin/{paths['stories']}")
    counter = page.locator(".action-counter").first
    expect(counter).to_have_text(re.compile("^[^0-9]*[۰-۹][^0-9]*$"))
    page.locator("#result_list tbody .action-select").first.check()
    expect(counter).to_have_text(re.compile("^[^0-9]*۱[^0-9]*$"))
