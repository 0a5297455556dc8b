"""Bodies that came from WordPress, opened in the editor."""

import pytest

from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import make_image
from tests.e2e.conftest import sign_in
from wordpress.text import Kept, Nothing, convert

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

CLASSIC = """By the river <a href="https://example.org/" title="A place"><strong><em>there</em> is</strong> a bell</a>.
<em>A <strong>second</strong></em> line, <span lang="fr">une <strong>cloche</strong></span>, H<sub>2</sub>O.

<h1>One</h1><h4>Two</h4>
[caption id="attachment_1"]<img src="a.jpg" class="wp-image-1"> A <em>bell</em>[/caption]
[gallery ids="1,1"]
<ol start="4"><li>Four<ul><li>Below<ol><li>Deep</li></ul></li><li><b>Five</b>

in two parts</li></ol>
<blockquote>Said.<cite>Ann</cite></blockquote>
<table><tr><th>A</th><td></td></tr><tr><td colspan="2"><ul><li>One</li></ul></td></tr></table>
<pre>code &lt;
  more</pre>
https://youtu.be/aqz-KE-bpKQ
<hr>
<a href="/x/"><img src="b.jpg"></a> [audio src="https://example.org/a.mp3"] [foo_bar]
"""
BLOCKS = """<!-- wp:paragraph --><p>One <code>a</code> <s>two</s></p><!-- /wp:paragraph -->
<!-- wp:list --><ul><li>One</li></ul><!-- /wp:list -->
<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Pulled</p><cite>Ann</cite></blockquote></figure>
<!-- /wp:pullquote --><!-- wp:image {"id":1,"align":"wide"} --><figure class="alignwide"><img src="a.jpg"></figure>
<!-- /wp:image --><!-- wp:embed {"url":"https://vimeo.com/1084537"} --><figure><div>https://vimeo.com/1084537</div>
<figcaption>Said of it</figcaption></figure><!-- /wp:embed -->
<!-- wp:code --><pre><code>def one():
    pass</code></pre><!-- /wp:code -->
<!-- wp:footnotes /-->
<!-- wp:paragraph --><p>می‌رود <bdi lang="en">Latin</bdi></p><!-- /wp:paragraph -->"""


class OnePicture(Nothing):
    def __init__(self, number: int) -> None:
        self.number = number

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        return Kept(self.number)


@pytest.mark.parametrize("body", [CLASSIC, BLOCKS], ids=["classic", "blocks"])
def test_a_moved_body_is_written_as_the_editor_would_write_it(page, live_server, body):
    article = make_article(story=make_story(), edition="en", body=convert(body, OnePicture(make_image().pk)).html)
    before = article.body
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=en")
    text = page.locator(".editor .tiptap")
    text.wait_for()
    # Typing and taking it back makes the editor write the whole text anew.
    text.locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    written = page.locator("textarea.rich-text").first.input_value()
    assert without_ids(written).split("<") == without_ids(before).split("<")
