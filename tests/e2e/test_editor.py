"""The rich text editor, with a real keyboard."""

import pytest

from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import make_image
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

GOLDEN = (
    '<p class="lead">Lead with <strong>bold</strong>, <em>stress</em>, <s>struck</s>, H<sub>2</sub>O, m<sup>2</sup>, '
    '<code>code</code> and <a href="https://example.org/?a=1&amp;b=2">a link</a>.</p>'
    "<h2>Heading</h2><h3>Lower</h3><h4>Lowest</h4>"
    "<p>One<br>two</p>"
    "<ul><li><p>One</p></li><li><p>Two</p><ul><li><p>Below</p></li></ul></li></ul>"
    '<ol start="3"><li><p>Three</p></li></ol>'
    "<blockquote><p>Said</p></blockquote>"
    '<blockquote class="pullquote"><p>Pulled</p></blockquote>'
    '<figure class="picture" data-image="{number}"><figcaption>Caption with <em>stress</em></figcaption></figure>'
    '<figure class="picture picture--wide" data-image="{number}"><figcaption></figcaption></figure>'
    '<figure class="embed"><a href="https://vimeo.com/1084537">https://vimeo.com/1084537</a></figure>'
    '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr><tr><td><p>A</p></td><td><p>B</p></td></tr></tbody></table>'
    "<pre><code>def one():\n    return 1 &lt; 2\n\n# end</code></pre>"
    '<p class="note">می‌رود <bdi lang="en">Latin</bdi></p><hr><p>End</p>'
)


@pytest.mark.parametrize("code", ["en", "fa"])
def test_every_block_survives_the_editor_byte_for_byte(page, live_server, code):
    image = make_image()
    golden = GOLDEN.format(number=image.pk)
    article = make_article(story=make_story(), edition=code, body=golden)
    assert without_ids(article.body) == golden
    golden = article.body
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={code}")
    text = page.locator(".editor .tiptap")
    text.wait_for()
    assert text.evaluate("element => getComputedStyle(element).direction") == ("rtl" if code == "fa" else "ltr")
    # Typing and taking it back makes the editor write the whole text anew.
    text.locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    # Split at tags, so that a difference is told in a line.
    written = page.locator("textarea.rich-text").first.input_value()
    assert written.split("<") == golden.split("<")


VIDEO = '<figure class="embed"><a href="https://vimeo.com/1084537">https://vimeo.com/1084537</a></figure>'


@pytest.fixture
def editor(page, live_server):
    """The editor of an English article whose text is one paragraph, with the caret at its end."""
    article = make_article(story=make_story(), edition="en", body="<p>Text</p>")
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=en")
    page.locator(".editor .tiptap p").last.click()
    page.keyboard.press("End")
    return page


def press(page, name: str) -> None:
    page.locator(f".toolbar [data-name={name}]").first.click()


def put_video(page) -> None:
    press(page, "video")
    page.fill("#ask-input", "https://vimeo.com/1084537")
    page.click("dialog.ask [type=submit]")


def written(page) -> str:
    return without_ids(page.locator("textarea.rich-text").first.input_value())


def test_what_is_typed_after_inserting_a_video_stands_below_it(editor):
    put_video(editor)
    editor.keyboard.type("More")
    assert written(editor) == f"<p>Text</p>{VIDEO}<p>More</p>"


@pytest.mark.parametrize(("name", "holds"), [("table", "<table>"), ("rule", "<hr>"), ("video", VIDEO)])
def test_a_block_inserted_after_a_video_takes_nothing_away(editor, name, holds):
    put_video(editor)
    if name == "video":
        put_video(editor)
    else:
        press(editor, name)
    assert written(editor).startswith(f"<p>Text</p>{VIDEO}{holds}")


def test_a_block_inserted_on_a_selected_video_takes_nothing_away(editor):
    put_video(editor)
    editor.locator(".editor .tiptap figure.embed").click()
    press(editor, "table")
    assert written(editor).startswith(f"<p>Text</p>{VIDEO}<table>")


def test_caret_stands_in_the_first_cell_of_a_new_table_and_a_paragraph_follows_it(editor):
    press(editor, "table")
    editor.keyboard.type("Head")
    editor.keyboard.press("Control+End")
    editor.keyboard.type("After")
    html = written(editor)
    assert html.startswith("<p>Text</p><table><tbody><tr><th><p>Head</p></th><th><p></p></th>")
    assert html.endswith("</table><p>After</p>")


def test_an_empty_paragraph_makes_room_for_a_block_and_none_is_left_at_the_end(editor):
    editor.keyboard.press("Enter")
    press(editor, "rule")
    assert written(editor) == "<p>Text</p><hr>"


def test_a_block_inserted_above_a_paragraph_adds_none(editor):
    editor.keyboard.press("Enter")
    editor.keyboard.type("Below")
    editor.keyboard.press("ArrowUp")
    put_video(editor)
    editor.keyboard.type("And ")
    assert written(editor) == f"<p>Text</p>{VIDEO}<p>And Below</p>"


FROM_A_WORD_PROCESSOR = (
    '<html xmlns:o="urn:x"><head><style>p { color: red }</style></head><body><!--StartFragment-->'
    '<b style="font-weight:normal" id="whole"><p class="MsoNormal" style="text-align:justify" onclick="window.ran = 1">'
    '<span style="font-weight:700">Bold</span> plain <span style="font-style:italic">slanted</span><o:p></o:p></p>'
    '<script>window.ran = 2</script><img src="x" onerror="window.ran = 3">'
    '<p><a href="javascript:window.ran=4">link</a></p></b><!--EndFragment--></body></html>'
)


def test_what_a_word_processor_pastes_is_plain_text_with_its_bold_words_and_runs_nothing(page, live_server):
    article = make_article(story=make_story(), body="<p></p>")
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    told = []
    page.on("console", lambda message: told.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=en")
    page.locator(".editor .tiptap").click()
    told.clear()
    page.locator(".editor .tiptap").evaluate(
        """(area, html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          area.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }))
        }""",
        FROM_A_WORD_PROCESSOR,
    )
    written = without_ids(page.locator("textarea.rich-text").first.input_value())
    assert written.startswith("<p><strong>Bold</strong> plain <em>slanted</em></p>")
    assert written.endswith("<p>link</p>")
    assert page.evaluate("window.ran") is None
    assert told == []
