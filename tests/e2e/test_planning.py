"""The board by keyboard, and a text's way through review with notes, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Notice
from articles.enums import Stage
from articles.models import Article, Note
from editions.enums import State
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.editions import make_editions
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def focused(page: Page) -> tuple[int, int]:
    """Row and column of the cell that has the focus; (-1, -1) where none has."""
    found = page.evaluate(
        "(() => { const cell = document.activeElement;"
        " return cell.cellIndex === undefined ? [-1, -1] : [cell.parentElement.rowIndex, cell.cellIndex] })()"
    )
    return tuple(found)


@pytest.mark.parametrize(
    ("language", "onward", "backward"), [("en", "ArrowRight", "ArrowLeft"), ("fa", "ArrowLeft", "ArrowRight")]
)
def test_board_is_walked_with_the_arrow_keys(page: Page, live_server, language: str, onward: str, backward: str):
    make_editions()
    make_user(role="editor", username="erin", language=language)
    for number in range(3):
        make_article(story=make_story(working_title=f"Story {number}"), published_at=timezone.now() - timedelta(days=1))
    sign_in(page, live_server.url, "erin", PASSWORD)
    page.goto(f"{live_server.url}/admin/board/")
    table = page.locator("table[role=grid]")
    expect(table).to_be_visible()
    # One stop for the Tab key.
    assert page.locator("table [tabindex='0']").count() == 1
    table.locator("tbody th").first.focus()
    assert focused(page) == (1, 0)
    page.keyboard.press(onward)
    assert focused(page) == (1, 1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press(onward)
    assert focused(page) == (2, 2)
    page.keyboard.press(backward)
    page.keyboard.press("ArrowUp")
    assert focused(page) == (1, 1)
    page.keyboard.press("Control+End")
    assert focused(page) == (3, 4)
    page.keyboard.press("Home")
    assert focused(page) == (3, 0)
    # Into a cell, along its links, and out again.
    page.keyboard.press(onward)
    page.keyboard.press("F2")
    assert page.evaluate("document.activeElement.className") == "board__state"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "board__plan"
    page.keyboard.press("Escape")
    assert focused(page) == (3, 1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/articles/story/*/change/?edition=en")


def test_text_is_handed_in_remarked_returned_and_approved(page: Page, live_server):
    make_editions()
    writer = make_user(role="contributor", editions=["fa"], username="mira", language="fa")
    make_user(role="editor", editions=["fa"], username="erin", language="en")
    article = make_article(
        edition="fa",
        title="باغ",
        body="<p>بند نخست.</p><p>بند دوم.</p>",
        published=False,
        created_by=writer,
        story=make_story(created_by=writer, category=make_category()),
    )
    address = f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=fa"

    sign_in(page, live_server.url, "mira", PASSWORD)
    page.goto(address)
    page.locator(".editor .tiptap p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" تازه.")
    page.click("button[name=_stage][value=review]")
    expect(page.locator(".stage__words")).to_be_visible()
    assert page.locator(".editor").count() == 0
    stored = Article.objects.get(pk=article.pk)
    assert (stored.stage, "تازه" in stored.body) == (Stage.REVIEW, True)

    # What the open page would still send is not the other person's.
    page.goto("about:blank")
    page.context.clear_cookies()
    sign_in(page, live_server.url, "erin", PASSWORD)
    expect(page.locator("#waiting")).to_contain_text("باغ")
    page.click("section[aria-labelledby=waiting-review] a")
    page.locator(".editor .tiptap p").last.click()
    expect(page.locator("[data-notes-quoted]")).to_contain_text("بند دوم")
    page.fill("#note-text", "@mira، این بند را ببین. @nobody")
    page.click(".notes__new button.button")
    expect(page.locator("[data-notes-told]")).to_contain_text("@nobody")
    expect(page.locator(".note__quote")).to_contain_text("بند دوم")
    note = Note.objects.get()
    assert list(note.mentioned.all()) == [writer]
    # Nothing of it is a change of the story: the page may be left without a question.
    page.click(".note__button[value=resolve]")
    expect(page.locator(".note--resolved")).to_be_visible()
    page.click(".stage__note summary")
    page.fill("#stage-note", "کوتاه‌تر")
    page.click("button[name=_stage][value=writing]")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    assert Article.objects.get(pk=article.pk).stage == Stage.WRITING
    assert {one.kind for one in Notice.objects.filter(user=writer)} == {"mention", "returned"}

    # What the open page would still send is not the other person's.
    page.goto("about:blank")
    page.context.clear_cookies()
    sign_in(page, live_server.url, "mira", PASSWORD)
    expect(page.locator("section[aria-labelledby=waiting-returned]")).to_contain_text("باغ")
    page.goto(f"{live_server.url}/admin/notices/")
    page.locator("a[data-notice]").first.click()
    page.wait_for_url("**/change/?edition=fa**")
    page.goto(f"{live_server.url}/admin/notices/")
    expect(page.locator(".notice--unread")).to_have_count(1)
    page.goto(address)
    page.click("button[name=_stage][value=review]")
    # What the open page would still send is not the other person's.
    page.goto("about:blank")
    page.context.clear_cookies()
    sign_in(page, live_server.url, "erin", PASSWORD)
    page.goto(address)
    page.click("button[name=_stage][value=approved]")
    expect(page.locator(".standing--approved").first).to_be_visible()
    page.click("[name=_publish]")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state, stored.stage) == (State.PUBLISHED, Stage.WRITING)
