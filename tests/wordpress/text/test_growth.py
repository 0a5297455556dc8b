"""Long bodies, whatever they hold; benchmarks measure them."""

import pytest

from editions.richtext.normalise import tidied
from tests.wordpress.text.site import KnownSite, converted
from wordpress.text import convert

UNITS = {
    "words": "Some words of a text that has many. ",
    "lines": "A line\n",
    "paragraphs": "<p>Some <b>bold</b> words and <a href='https://example.org/'>a link</a>.</p>\n",
    "blocks": "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->",
    "entities": "&",
    "elements within elements": "<div>",
    "marks within marks": "<b><i>",
    "lists within lists": "<ul><li>",
    "quotations within quotations": "<blockquote><cite>",
    "tables within tables": "<table><tr><td>",
    "items": "<li>",
    "figures": "<figure><figcaption>",
    "definitions": "<dl><dt>",
    "links": '<a href="x" title="y">',
    "ends": "</div></b></td>",
    "beginnings of tags": '<a "',
    "beginnings of attributes": "<p a=' ",
    "beginnings of comments": "<!--",
    "beginnings of blocks": '<!-- wp:group {"a":[',
    "open blocks": "<!-- wp:gallery --><figure>",
    "brackets": "[",
    "beginnings of shortcodes": '[a="',
    "shortcodes": "[caption][foo_bar a=1]",
    "escaped shortcodes": "[[caption]",
    "captions": '[caption id="attachment_1"]<img src="x.jpg">',
    "scripts": "<script>",
    "raw words": "<xmp>",
    "addresses": "https://example.org/a\n",
    "pictures": '<img src="a.jpg">',
    "breaks": "<br>",
    "all signs": "\"'<>[]&/=",
}


@pytest.mark.once
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", UNITS)
def test_a_long_body_comes_to_an_end(name):
    """Work that grew with the square of the length would not, in the time that a test has."""
    unit = UNITS[name]
    converted(unit * (400_000 // len(unit)))


def test_reusable_blocks_within_each_other_come_to_an_end():
    class Endless(KnownSite):
        def reusable(self, number: int) -> str:
            return "<h2><figure>" * 35 + f'<!-- wp:block {{"ref":{number + 1}}} /-->within' if number < 50 else ""

    found = convert('Before<!-- wp:block {"ref":1} /-->', Endless())
    assert "Before" in found.html
    assert tidied(found.html)[0] == found.html


@pytest.mark.parametrize(
    "name", ["elements within elements", "lists within lists", "tables within tables", "open blocks"]
)
def test_what_is_nested_without_end_keeps_its_words(name):
    found = converted(f"Before{UNITS[name] * 5_000}within")
    assert "Before" in found.html
    assert "within" in found.html
    assert tidied(found.html)[0] == found.html
