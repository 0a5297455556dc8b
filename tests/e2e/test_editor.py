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
