"""Footnotes and words in other languages, from the editor to the reader."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.e2e.carets import caret_into
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOTED = '<p>{}<span class="footnote">{}</span></p>'


def open_story(page: Page, live_server, article: Article) -> None:
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={article.edition_id}")
    page.locator(".editor .tiptap").first.wait_for()
    caret_into(page, -1)


def written(page: Page) -> str:
    return without_ids(page.locator("textarea.rich-text").first.input_value())


def press(page: Page, name: str) -> None:
    page.locator(f".toolbar [data-name={name}]").first.click()


@pytest.mark.parametrize(
    ("code", "text", "note", "number"),
    [("en", "The well", "Thirty-eight metres.", "1"), ("fa", "چاه", "سی و هشت متر.", "۱")],
)
def test_a_note_is_written_at_the_caret_and_read_at_the_end(page: Page, live_server, code, text, note, number):
    article = make_article(story=make_story(category=make_category()), edition=code, body=f"<p>{text}</p>")
    open_story(page, live_server, article)
    press(page, "footnote")
    dialog = page.locator("dialog.ask--note")
    area = dialog.locator(".tiptap")
    expect(area).to_be_focused()
    expect(area).to_have_attribute("dir", "rtl" if code == "fa" else "ltr")
    page.keyboard.type(note)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.keyboard.type(".")
    assert written(page) == NOTED.format(text, note).replace("</p>", ".</p>")
    expect(page.locator(".editor__notes .editor__note")).to_have_text(note)
    with page.expect_navigation():
        page.locator("[name=_publish]").first.click()

    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    reference = page.locator("[role=doc-noteref]")
    expect(reference).to_have_text(number)
    reference.click()
    assert page.evaluate("document.querySelector(':target').textContent").startswith(note)
    entry = page.locator("[role=doc-endnotes] li")
    assert entry.evaluate("one => getComputedStyle(one.parentElement).listStyleType") == (
        "persian" if code == "fa" else "decimal"
    )
    page.locator("[role=doc-backlink]").click()
    assert page.evaluate("document.querySelector(':target').textContent") == number


def test_a_note_is_changed_where_it_stands_or_in_the_list_and_goes_when_nothing_is_left_of_it(page: Page, live_server):
    article = make_article(story=make_story(category=make_category()), body=NOTED.format("Text", "Old"))
    open_story(page, live_server, article)
    page.locator(".editor-note").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("New")
    page.click("dialog .ask__apply")
    assert written(page) == NOTED.format("Text", "New")
    page.locator(".editor__note").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    page.click("dialog .ask__apply")
    assert written(page) == "<p>Text</p>"
    expect(page.locator(".editor__notes")).to_be_hidden()
    page.keyboard.press("Control+z")
    assert written(page) == NOTED.format("Text", "New")
    page.locator(".editor__note").click()
    page.keyboard.type(" not kept")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert written(page) == NOTED.format("Text", "New")


def test_a_note_holds_bold_words_and_links_and_is_no_part_of_the_link_before_it(page: Page, live_server):
    article = make_article(
        story=make_story(category=make_category()), body='<p><a href="https://example.org/">Text</a></p>'
    )
    open_story(page, live_server, article)
    press(page, "footnote")
    dialog = page.locator("dialog.ask--note")
    page.keyboard.type("See it")
    page.keyboard.press("Control+Shift+ArrowLeft")
    dialog.locator("[data-name=bold]").click()
    dialog.locator("[data-name=link]").click()
    page.fill("#ask-input", "https://example.org/b")
    page.click("dialog:has(#ask-input) [type=submit]")
    dialog.locator(".ask__apply").click()
    assert written(page) == (
        '<p><a href="https://example.org/">Text</a><span class="footnote">See '
        '<a href="https://example.org/b"><strong>it</strong></a></span></p>'
    )


WORD = (
    '<p class=MsoNormal>The well<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span>'
    "<span>[1]</span></span></span></a> is old.</p>"
    '<div style="mso-element:footnote-list"><br clear=all><hr align=left size=1 width="33%">'
    '<div style="mso-element:footnote" id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title="">'
    "<span class=MsoFootnoteReference><span>[1]</span></span></a> Very <i>deep</i>.</p></div></div>"
)
DOCS = (
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span>The well</span><sup>'
    '<a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> is old.</span></p>'
    '<hr><div><p dir="ltr"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Very <i>deep</i>.</span></p></div></b>'
)
OFFICE = (
    '<p>The well<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> is old.</p>'
    '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Very '
    "<i>deep</i>.</p></div>"
)
WEB = (
    '<p>The well<sup id="fnref:1"><a href="https://example.org/a#fn:1">1</a></sup> is old.</p>'
    '<section><h2></h2><ol><li id="fn:1"><p>Very <i>deep</i>. <a href="https://example.org/a#fnref:1">↩</a></p></li></ol>'
    "</section>"
)
OURS = (
    '<p>The well<sup class="noteref"><a id="ref-7-1" href="#note-7-1" role="doc-noteref">1</a></sup> is old.</p>'
    '<section role="doc-endnotes"><ol><li id="note-7-1">Very <em>deep</em>. '
    '<a href="#ref-7-1" role="doc-backlink">↑</a></li></ol></section>'
)


def paste(page: Page, html: str) -> None:
    page.locator(".editor .tiptap").evaluate(
        """(area, html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          area.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }))
        }""",
        html,
    )


@pytest.mark.parametrize("html", [WORD, DOCS, OFFICE, WEB, OURS], ids=["word", "docs", "office", "web", "ours"])
def test_pasted_footnotes_are_notes(page: Page, live_server, html):
    open_story(page, live_server, make_article(story=make_story(category=make_category()), body="<p></p>"))
    paste(page, html)
    assert written(page).replace("<hr>", "").removesuffix("<p></p>") == (
        '<p>The well<span class="footnote">Very <em>deep</em>.</span> is old.</p>'
    )


def test_pasted_links_within_a_page_that_are_no_footnotes_lose_nothing(page: Page, live_server):
    open_story(page, live_server, make_article(story=make_story(category=make_category()), body="<p></p>"))
    paste(page, '<p>See <a href="#b">2</a> and <a href="#c">above</a>.</p><p id="b">2 Bees</p><p id="c">Cats</p>')
    text = page.locator(".editor .tiptap")
    expect(text).to_contain_text("See 2 and above.")
    expect(text).to_contain_text("2 Bees")
    expect(text).to_contain_text("Cats")
    assert "footnote" not in written(page)


@pytest.mark.parametrize("code", ["en", "fa"])
def test_words_and_a_paragraph_are_given_a_language(page: Page, live_server, code):
    other, direction = ("fa", "rtl") if code == "en" else ("en", "ltr")
    article = make_article(story=make_story(category=make_category()), edition=code, body="<p>one two</p><p>three</p>")
    open_story(page, live_server, article)
    languages = page.locator(".toolbar__languages").first
    expect(languages).to_have_value("")
    languages.select_option(other)
    last = page.locator(".editor .tiptap p").last
    expect(last).to_have_attribute("lang", other)
    assert last.evaluate("one => getComputedStyle(one).direction") == direction
    expect(languages).to_have_value(other)
    caret_into(page, 0, what="words")
    languages.select_option("ur")
    assert written(page).startswith('<p><bdi lang="ur">one two</bdi></p>')
    caret_into(page, 1)
    languages.select_option("?")
    page.fill("#ask-input", "no language")
    page.click("dialog.ask [type=submit]")
    expect(page.locator(".ask__message")).not_to_be_empty()
    page.fill("#ask-input", "ku-Arab")
    page.click("dialog.ask [type=submit]")
    assert written(page).endswith('<p lang="ku-Arab">three</p>')
    expect(languages).to_have_value("ku-Arab")
    with page.expect_navigation():
        page.locator("[name=_publish]").first.click()

    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    paragraph = page.locator('.prose p[lang="ku-Arab"]')
    assert paragraph.evaluate("one => getComputedStyle(one).direction") == "rtl"
    marked = page.locator('.prose bdi[lang="ur"]')
    assert marked.evaluate("one => [getComputedStyle(one).direction, getComputedStyle(one).unicodeBidi]") == [
        "rtl",
        "isolate",
    ]
    assert "Vazirmatn" in marked.evaluate("one => getComputedStyle(one).fontFamily")


def test_a_language_is_taken_back(page: Page, live_server):
    body = '<blockquote lang="fr"><p>one</p></blockquote><p>two <bdi lang="de">three</bdi></p>'
    open_story(page, live_server, make_article(story=make_story(category=make_category()), body=body))
    languages = page.locator(".toolbar__languages").first
    page.keyboard.press("ArrowLeft")
    expect(languages).to_have_value("de")
    languages.select_option("")
    page.locator(".editor .tiptap blockquote").click()
    expect(languages).to_have_value("fr")
    languages.select_option("")
    assert written(page) == "<blockquote><p>one</p></blockquote><p>two three</p>"
