"""An issue composed in a real browser: with the mouse, with the keyboard alone, and without a script."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from publications.models import Issue, IssueEntry
from seeds.factories import PASSWORD, make_article, make_category, make_issue, make_series, make_story, make_user
from tests.e2e.conftest import sign_in
from tests.e2e.looking import axe_findings

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TITLES = ["The fig tree", "The well", "A loom tuned by ear"]


@pytest.fixture
def issue(editions) -> Issue:
    """A draft in English and Persian with one article inside, and two more to choose."""
    gardens = make_category(name="Gardens")
    articles = [make_article(title=title, story=make_story(category=gardens)) for title in TITLES]
    make_user(role="admin", username="mina")
    return make_issue(series=make_series(), editions=["en", "fa"], articles=articles[:1], published=False)


def opened(page: Page, live_server, issue: Issue, code: str = "en") -> Page:
    sign_in(page, live_server.url, "mina", PASSWORD)
    page.goto(f"{live_server.url}/admin/publications/issue/{issue.pk}/change/?edition={code}")
    return page


def rows(page: Page) -> Locator:
    return page.locator("[data-list] > [data-entry]")


def titles(page: Page) -> list[str]:
    return [
        row.locator("[data-title]").text_content() or ""
        if row.get_attribute("data-kind") == "article"
        else row.locator("[name$=-heading]").input_value()
        for row in rows(page).all()
    ]


def pick(page: Page, title: str) -> Locator:
    return page.locator("[data-pick]", has_text=title)


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".composer__foot [name=_save]").click()


def stored() -> list[str]:
    return [str(entry) for entry in IssueEntry.objects.all()]


def test_issue_is_composed_with_the_mouse(page: Page, live_server, issue: Issue):
    opened(page, live_server, issue)
    expect(rows(page)).to_have_count(1)
    pick(page, "The well").locator("[data-add-pick]").click()
    expect(pick(page, "The well")).to_have_class(re.compile("pick--inside"))
    # An article is dragged before the first, and a row to the end.
    pick(page, "A loom").drag_to(rows(page).first, target_position={"x": 60, "y": 2})
    assert titles(page) == ["A loom tuned by ear", "The fig tree", "The well"]
    contents = page.locator(".composer__contents").bounding_box()
    rows(page).first.locator("[data-grip]").drag_to(
        page.locator(".composer__add"), target_position={"x": 30, "y": (contents or {})["height"] and 20}
    )
    assert titles(page) == ["The fig tree", "The well", "A loom tuned by ear"]
    page.locator("[data-add=section]").click()
    page.keyboard.type("Places")
    rows(page).nth(1).locator("[name$=-is_lead]").check()
    rows(page).nth(0).locator("[data-remove]").click()
    expect(rows(page).nth(0).locator("[data-gone]")).to_be_visible()
    rows(page).nth(0).locator("[data-undo]").click()
    rows(page).nth(2).locator("[data-remove]").click()
    save(page)
    assert stored() == ["The fig tree", "The well", "Places"]
    assert [str(entry) for entry in IssueEntry.objects.filter(is_lead=True)] == ["The well"]


def test_issue_is_composed_with_the_keyboard_alone(page: Page, live_server, issue: Issue):
    opened(page, live_server, issue)
    status = page.locator("#composer [data-status]")
    page.locator("[name=find-q]").focus()
    page.keyboard.type("well")
    page.keyboard.press("Enter")
    expect(page.locator("[data-pick]")).to_have_count(1)
    pick(page, "The well").locator("[data-add-pick]").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("The well")
    assert titles(page) == ["The fig tree", "The well"]
    rows(page).nth(1).locator("summary").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(status).to_have_text(re.compile("The well.: place 1 of 2"))
    assert titles(page) == ["The well", "The fig tree"]
    assert page.evaluate("document.activeElement.closest('[data-entry]') === document.querySelector('[data-entry]')")
    page.keyboard.press("Alt+ArrowUp")
    expect(status).to_contain_text("is the first already")
    rows(page).nth(0).locator("[data-move='1']").focus()
    page.keyboard.press("Space")
    assert titles(page) == ["The fig tree", "The well"]
    rows(page).nth(0).locator("[data-remove]").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("was removed")
    # The focus stands on what takes it back.
    page.keyboard.press("Enter")
    expect(status).to_contain_text("is back at place 1")
    page.locator("[name=text-title]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert stored() == ["The fig tree", "The well"]


def test_issue_is_composed_without_a_script(browser: Browser, live_server, issue: Issue):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    opened(page, live_server, issue)

    def press(button: Locator) -> None:
        with page.expect_navigation():
            button.click()

    press(pick(page, "The well").locator("[data-add-pick]"))
    press(page.locator("[data-add=own]"))
    rows(page).nth(2).locator("[name$=-heading]").fill("A letter")
    press(rows(page).nth(2).locator("[data-move='-1']"))
    assert titles(page) == ["The fig tree", "A letter", "The well"]
    rows(page).nth(0).locator("[name$=-DELETE]").check()
    page.fill("[name=find-q]", "loom")
    press(page.locator("[data-go]"))
    press(page.locator(".composer__foot [name=_save]"))
    assert stored() == ["A letter", "The well"]
    context.close()


def test_preview_beside_follows_what_is_composed(page: Page, live_server, issue: Issue):
    opened(page, live_server, issue)
    page.locator("[data-preview-toggle]").click()
    frame = page.frame_locator(".preview__frame:not(.preview__frame--waiting)")
    expect(frame.locator(".contents__heading")).to_have_count(1)
    page.locator("[data-add=section]").click()
    page.keyboard.type("Places")
    pick(page, "The well").locator("[data-add-pick]").click()
    expect(frame.locator(".inside__name")).to_have_text("Places")
    assert IssueEntry.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_composer_has_no_fault_that_a_machine_finds(page: Page, live_server, issue: Issue, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, live_server, issue)
    page.locator("[data-add=own]").click()
    page.locator("[data-add=section]").click()
    rows(page).first.locator("[data-remove]").click()
    assert axe_findings(page) == []
