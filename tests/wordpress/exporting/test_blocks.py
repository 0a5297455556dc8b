"""Bodies as blocks of WordPress's editor, and back."""

import json
import re

import pytest
from hypothesis import example, given, settings

from tests.wordpress.exporting.strategies import BODY, PICTURES
from wordpress.exporting.blocks import Body, Picture
from wordpress.exporting.xml import cdata
from wordpress.text import Kept, Nothing, convert
from wordpress.wxr.elements import parse

WORDS = {101: ("", ""), 102: ("A caption of its own", ""), 103: ("Its caption & more", "Mira Stone")}
COMMENT = re.compile(r"<!-- (/?)wp:([a-z/-]+)(?: (\{[^\n]*?\}))? (/?)-->")


class Shelf:
    """A library of three pictures; their numbers in the export are ten times their keys."""

    def picture(self, key: int) -> Picture | None:
        if key not in PICTURES:
            return None
        caption, credit = WORDS[key]
        address = f"https://site.example/files/{key}.jpg"
        return Picture(key * 10, address, 300, 200, alt="What it shows", caption=caption, credit=credit)


class Back(Nothing):
    def __init__(self, notes: str) -> None:
        self.notes = notes

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        return Kept(number // 10, "What it shows", WORDS[number // 10][0]) if number else None

    def own(self, address: str) -> str:
        return address.removeprefix("http://127.0.0.1:8000")

    def meta(self, key: str) -> str:
        return self.notes if key == "footnotes" else ""


def written(html: str) -> tuple[str, str]:
    body = Body(Shelf(), "en")
    return body.write(html), body.lines.footnotes()


def there_and_back(html: str) -> str:
    blocks, notes = written(html)
    # Through the file and its parser, too.
    read = parse(f"<x>{cdata(blocks)}</x>".encode()).text
    return convert(read, Back(notes)).html


@settings(max_examples=300)
@given(BODY)
@example("")
def test_body_comes_back_to_the_letter_with_the_ids_of_its_blocks(html):
    assert there_and_back(html) == html


@settings(max_examples=150)
@given(BODY)
def test_blocks_are_well_nested_and_their_attributes_are_json(html):
    open_blocks = []
    for end, name, attributes, is_void in COMMENT.findall(written(html)[0]):
        assert isinstance(json.loads(attributes or "{}"), dict)
        if end:
            assert open_blocks.pop() == name
        elif not is_void:
            open_blocks.append(name)
    assert open_blocks == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Words.</p>", '<!-- wp:paragraph {"metadata":{"nejat":""}} -->\n<p>Words.</p>\n<!-- /wp:paragraph -->'),
        ('<p class="lead">Words.</p>', '<p class="lead">Words.</p>'),
        ('<p lang="fa">سلام</p>', '<p><bdo lang="fa" dir="rtl">سلام</bdo></p>'),
        ('<p>See <bdi lang="en">BBC</bdi>.</p>', '<p>See <bdo lang="en" dir="ltr">BBC</bdo>.</p>'),
        ("<h3>Part</h3>", '<h3 class="wp-block-heading">Part</h3>'),
        ("<p>[gallery]</p>", "<p>&#91;gallery]</p>"),
        ("<p>https://youtu.be/aqz-KE-bpKQ</p>", "<p>https&#58;//youtu.be/aqz-KE-bpKQ</p>"),
        ('<p><a href="/en/about/">us</a></p>', '<a href="http://127.0.0.1:8000/en/about/">us</a>'),
        ("<ul><li><p>One</p><ol><li><p>Two</p></li></ol></li></ul>", '<li>One<!-- wp:list {"ordered":true'),
        ("<blockquote><p>Said.</p></blockquote>", '<blockquote class="wp-block-quote"><!-- wp:paragraph'),
        (
            '<blockquote class="pullquote"><p>Said.</p></blockquote>',
            '<figure class="wp-block-pullquote"><blockquote><p>',
        ),
        ("<hr>", '<hr class="wp-block-separator has-alpha-channel-opacity"/>'),
        ("<pre><code>a [b]\nc</code></pre>", '<pre class="wp-block-code"><code>a &#91;b]\nc</code></pre>'),
        (
            "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>",
            '<figure class="wp-block-table"><table><tbody><tr><td>1</td></tr></tbody></table></figure>',
        ),
        (
            '<figure class="picture picture--wide" data-image="103"></figure>',
            '<figure class="wp-block-image alignwide size-full"><img src="https://site.example/files/103.jpg"'
            ' alt="What it shows" class="wp-image-1030" width="300" height="200"/><figcaption'
            ' class="wp-element-caption">Its caption &amp; more <small class="nejat-credit">Mira Stone</small>'
            "</figcaption></figure>",
        ),
        (
            '<figure class="gallery"><figure class="picture" data-image="101"></figure><figure class="picture"'
            ' data-image="102"></figure><figcaption>All</figcaption></figure>',
            '</figure>\n<!-- /wp:image --><figcaption class="blocks-gallery-caption wp-element-caption">All'
            "</figcaption>",
        ),
        (
            '<figure class="embed"><a href="https://vimeo.com/1234">https://vimeo.com/1234</a></figure>',
            '<figure class="wp-block-embed is-type-video is-provider-vimeo wp-block-embed-vimeo"><div'
            ' class="wp-block-embed__wrapper">\nhttps://vimeo.com/1234\n</div></figure>',
        ),
    ],
)
def test_each_kind_of_block_is_the_one_of_the_editor(html, found):
    assert found in written(html)[0]


def test_notes_are_the_editors_with_their_words_in_its_field():
    blocks, notes = written('<p>The well<span class="footnote">Deep, <em>very</em>.</span> and on.</p>')
    (note,) = json.loads(notes)
    name = note["id"]
    assert note["content"] == "Deep, <em>very</em>."
    assert f'well<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">1</a></sup> and' in blocks
    assert blocks.endswith("<!-- wp:footnotes /-->")


def test_picture_that_is_gone_leaves_its_caption_and_is_named():
    body = Body(Shelf(), "en")
    html = body.write('<figure class="picture" data-image="999"><figcaption>The bridge.</figcaption></figure>')
    assert "<p>The bridge.</p>" in html
    assert "999" not in html
    assert body.lacking == ["picture"]


def test_what_was_edited_and_added_in_wordpress_is_read_as_it_is_there():
    blocks, notes = written('<p data-block="aaaaaaaaaa">Old words.</p><p data-block="bbbbbbbbbb">Stays.</p>')
    edited = blocks.replace("Old words.", "New <strong>words</strong>.") + (
        "\n\n<!-- wp:columns --><div class='wp-block-columns'><!-- wp:paragraph --><p>Added.</p><!-- /wp:paragraph -->"
        "</div><!-- /wp:columns --><script>alert(1)</script>"
    )
    found = convert(edited, Back(notes))
    assert found.html == (
        '<p data-block="aaaaaaaaaa">New <strong>words</strong>.</p><p data-block="bbbbbbbbbb">Stays.</p><p>Added.</p>'
    )
    assert [(one.what, one.name) for one in found.leftovers] == [("element", "script")]


def test_caption_that_is_written_beneath_a_picture_in_wordpress_is_the_texts_own():
    blocks, notes = written('<figure class="picture" data-image="102"><figcaption></figcaption></figure>')
    found = convert(blocks.replace("A caption of its own", "Another"), Back(notes))
    assert "<figcaption>Another</figcaption>" in found.html


def test_hostile_html_in_a_marked_block_is_sanitised():
    html = '<p onclick="x()">A<script>b()</script></p>'
    block = f'<!-- wp:html {{"metadata":{{"nejat":"aaaaaaaaaa"}}}} -->\n{html}\n<!-- /wp:html -->'
    assert convert(block, Back("")).html == '<p data-block="aaaaaaaaaa">A</p>'
