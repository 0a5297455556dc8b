"""The one way by which HTML gets into the store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.richtext.plain import excerpt, plain_text
from editions.richtext.sanitise import clean_html

EVERY_BLOCK = (
    '<p class="lead">Lead with <strong>bold</strong>, <em>stress</em> and '
    '<a href="https://example.org/">a link</a>.</p>'
    "<h2>Heading</h2><h3>Lower</h3>"
    "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    '<ol start="3"><li><p>Three</p></li></ol>'
    "<blockquote><p>Said</p></blockquote>"
    '<blockquote class="pullquote"><p>Pulled</p></blockquote>'
    '<figure class="picture" data-image="12"><figcaption>Caption</figcaption></figure>'
    '<figure class="embed"><a href="https://vimeo.com/1084537">https://vimeo.com/1084537</a></figure>'
    '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr><tr><td><p>A</p></td><td><p>B</p></td></tr></tbody></table>'
    '<p>می‌رود <bdi lang="en">Latin</bdi></p><hr>'
)


def test_every_allowed_block_passes_unchanged():
    assert clean_html(EVERY_BLOCK) == EVERY_BLOCK


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<p style="color:red">a</p>', "<p>a</p>"),
        ('<iframe src="https://example.org/"></iframe><p>a</p>', "<p>a</p>"),
        ('<p class="evil">a</p>', "<p>a</p>"),
        ('<figure class="picture" data-image="1 or 1"></figure>', '<figure class="picture"></figure>'),
        ('<bdi lang="x y">a</bdi>', "<bdi>a</bdi>"),
        ("<p>a\u202eb\u0007</p>", "<p>ab</p>"),
        ("<p>a&#8238;b&#x2067;c&#65279;</p>", "<p>abc</p>"),
        ('<img src="https://tracker.example/p.gif"><p>a</p>', "<p>a</p>"),
        ("<!-- note --><p>a</p>", "<p>a</p>"),
    ],
)
def test_what_is_not_in_the_schema_does_not_get_in(hostile, kept):
    assert clean_html(hostile) == kept


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p><br></p>", "<p> </p><p></p>", "  "])
def test_a_body_without_content_is_empty(empty):
    assert clean_html(empty) == ""


@given(st.text(alphabet="<>/=\"' apbdivscritlongfuehx:&;\u200c\u0645", max_size=120))
def test_cleaning_twice_is_cleaning_once(html):
    once = clean_html(html)
    assert clean_html(once) == once


def test_plain_text_has_a_line_a_block():
    assert plain_text("<h2>A &amp; B</h2><ul><li><p>one</p></li></ul><p>two<br>three</p>") == "A & B\none\ntwo\nthree"


def test_an_excerpt_ends_at_a_word_with_an_ellipsis():
    assert excerpt("one two three", 9) == "one two…"
    assert excerpt("short", 9) == "short"
