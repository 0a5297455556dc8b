"""Notes on blocks, in a real browser: the mark stays with its paragraph, whatever is done around it."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Note
from editions.richtext.blocks import units_of
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from tests.e2e.carets import caret_into
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = {"en": ("First words", "Second words", "Third words", "New"), "fa": ("بند یکم", "بند دوم", "بند سوم", "تازه")}
IDS = ("firstfirst", "secondseco", "thirdthird")
NOTED = ".editor .tiptap .has-note"


@pytest.mark.parametrize("code", ["en", "fa"])
def test_mark_of_a_note_stays_with_its_paragraph(page: Page, live_server, editions, code: str):
    first, second, third, new = WORDS[code]
    body = "".join(f'<p data-block="{key}">{words}</p>' for key, words in zip(IDS, (first, second, third), strict=True))
    article = make_article(story=make_story(), edition=code, body=body, published=False)
    make_user(role="editor", username="ada", editions=[code], language=code)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={code}")
    page.locator(".editor .tiptap").wait_for()
    noted = page.locator(NOTED)
    expect(noted).to_have_count(0)

    caret_into(page, 1)
    expect(page.locator("[data-notes-quoted]")).to_have_text(second)
    page.fill("#note-text", "?")
    page.locator(".notes__new .button").click()
    expect(noted).to_have_text([second])
    note = Note.objects.get()
    assert (note.block, note.quote) == (IDS[1], second)
    # The bar stands where lines begin, and is no part of the text.
    shadow = noted.evaluate("element => getComputedStyle(element).boxShadow")
    assert (" 8px" in shadow) is (code == "fa")
    assert "has-note" not in page.locator("textarea.rich-text").input_value()

    # A paragraph before it, and words in it.
    caret_into(page, 0)
    page.keyboard.press("Enter")
    page.keyboard.type(new)
    expect(noted).to_have_text([second])
    caret_into(page, 2)
    page.keyboard.type(f" {new}")
    expect(noted).to_have_text([f"{second} {new}"])
    # Split, the first half is still what the note is about.
    page.keyboard.press("Enter")
    page.keyboard.type(new)
    expect(noted).to_have_text([f"{second} {new}"])

    # Cut, and pasted behind the last.
    caret_into(page, 2, what="block")
    page.keyboard.press("Control+x")
    expect(noted).to_have_count(0)
    caret_into(page, 3)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+v")
    expect(noted).to_have_text([f"{second} {new}"])
    expect(page.locator(".editor .tiptap > p").last).to_have_class("has-note")

    with page.expect_navigation():
        page.locator(".story__press [name=_save]").click()
    expect(noted).to_have_text([f"{second} {new}"])
    units = {unit.id: unit.words for unit in units_of(Article.objects.get(pk=article.pk).body)}
    assert units[IDS[1]] == f"{second} {new}"

    # The quotation leads there; a note that is resolved marks nothing.
    page.locator(".note__quote").click()
    at = page.locator(".editor .tiptap").evaluate("element => element.editor.state.selection.$from.parent.textContent")
    assert at == f"{second} {new}"
    page.locator(".note > .note__button").click()
    expect(noted).to_have_count(0)
