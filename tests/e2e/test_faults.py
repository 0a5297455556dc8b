"""The list of what is wrong with a form leads to each field, wherever a script has put it."""

import pytest
from playwright.sync_api import Page, expect

from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_category
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_link_leads_to_a_field_that_a_tab_hides(page: Page, live_server, editions):
    make_user(role="admin", username="paria", language="fa")
    category = make_category()
    sign_in(page, live_server.url, "paria", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/category/{category.pk}/change/")
    # The tab of the desk's language is open.
    expect(page.locator("[name=slug_fa]")).to_be_visible()
    page.locator("[role=tab]", has_text="Shqip").click()
    page.fill("[name=slug_sq]", "not an address")
    with page.expect_navigation():
        page.click("[name=_save]")
    page.locator("[role=tab]", has_text="English").click()
    expect(page.locator("[name=slug_sq]")).to_be_hidden()
    page.locator(".faults a").click()
    expect(page.locator("[name=slug_sq]")).to_be_focused()


def test_link_leads_to_a_list_that_is_searched(page: Page, live_server, editions):
    make_user(role="admin", username="ada", language="en")
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    page.fill("[name=article-title]", "Gardens")
    page.locator("#credits-group .add-row a").click()
    page.select_option("[name=credits-0-role]", "source")
    with page.expect_navigation():
        page.click("[name=_save]")
    page.locator(".faults a", has_text="erson").click()
    focused = page.evaluate("document.activeElement.closest('.field-person') !== null")
    assert focused
    assert page.evaluate("document.activeElement.classList.contains('select2-selection')")
