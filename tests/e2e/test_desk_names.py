"""What Chromium tells a screen reader of the desk: every field, button and link has a name."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.audit import record
from accounts.enums import AuditAction
from editions.models import MenuItem
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_person
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue, make_release, make_series
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIELDS = {"textbox", "searchbox", "combobox", "spinbutton", "checkbox", "radio", "listbox", "slider", "ColorWell"}
NAMED = FIELDS | {"button", "link", "tab", "tabpanel", "dialog"}


def nameless(page: Page) -> list[str]:
    """Roles of what has no name of those that need one, as the browser computes both."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    shown = [node for node in nodes if not node["ignored"]]
    roles = [(node.get("role", {}).get("value"), node.get("name", {}).get("value", "")) for node in shown]
    assert any(role in NAMED for role, _name in roles)
    return [role for role, name in roles if role in NAMED and not name.strip()]


@pytest.fixture
def desk(page: Page, live_server, editions) -> Page:
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    return page


@pytest.mark.parametrize("language", ["en", "fa"])
def test_pages_of_the_desk_leave_nothing_without_a_name(desk: Page, live_server, language: str):
    category, image, series = make_category(), make_image(), make_series()
    article = make_article(edition="en", category=category)
    MenuItem.objects.create(target="", address="https://example.org/", position=1)
    issue = make_issue(series=series, editions=["en"], articles=[article])
    release, item, book = make_release(article), make_media_item(), make_book()
    desk.select_option("select[name=language]", language)
    desk.click("form:has(select[name=language]) button")
    for path in (
        "",
        "articles/story/",
        f"articles/story/{article.story_id}/change/?edition=en",
        "articles/category/",
        f"articles/category/{category.pk}/change/",
        "media_gallery/mediaitem/",
        f"media_gallery/mediaitem/{item.pk}/change/",
        "media_gallery/image/",
        f"media_gallery/image/{image.pk}/change/",
        f"publications/issue/{issue.pk}/change/",
        f"publications/book/{book.pk}/change/",
        "publications/series/",
        f"publications/release/{release.pk}/change/",
        "editions/edition/",
        "editions/edition/en/change/",
        "editions/menuitem/",
        "accounts/user/",
        "board/",
        "calendar/",
    ):
        desk.goto(f"{live_server.url}/admin/{path}")
        assert (path, nameless(desk)) == (path, [])


def test_choice_is_named_by_its_label_and_by_what_is_chosen(desk: Page, live_server):
    book = make_book(authors=[make_person(name="Ada")])
    desk.goto(f"{live_server.url}/admin/publications/book/{book.pk}/change/?edition=en")
    box = desk.locator("#id_book_authors-0-person + .select2-container [role=combobox]")
    expect(box).to_have_accessible_name(re.compile("^Person.*Ada"))
    desk.click(".add-row a")
    expect(desk.locator("#id_book_authors-1-person + .select2-container [role=combobox]")).to_have_accessible_name(
        re.compile("^Person")
    )


def test_row_of_a_list_names_its_fields_by_column_and_thing(desk: Page, live_server):
    category = make_category()
    desk.goto(f"{live_server.url}/admin/articles/category/")
    expect(desk.locator("#id_form-0-position")).to_have_accessible_name(f"Order: {category}")


def test_sign_in_page_has_a_heading(page: Page, live_server, editions):
    page.goto(f"{live_server.url}/admin/login/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")


def test_log_opens_where_an_entry_has_many_details(desk: Page, live_server):
    category = make_category()
    record(AuditAction.SETTING, category, by=None, detail={"position": [1, 2], "slug": ["a", "b"], "parent": [1, 3]})
    desk.goto(f"{live_server.url}/admin/accounts/auditentry/")
    expect(desk.locator(".field-detail_short").first).to_contain_text("…")
