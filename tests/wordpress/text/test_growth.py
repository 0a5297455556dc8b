"""A body twice as long takes about twice as long, whatever it holds."""

import time

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


def seconds(unit: str, size: int) -> float:
    body = unit * (size // len(unit))
    start = time.process_time()
    converted(body)
    return time.process_time() - start


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_length(name):
    seconds(UNITS[name], 1_000)
    short, long = seconds(UNITS[name], 15_000), seconds(UNITS[name], 120_000)
    # Eight times as long; the square would be sixty-four times.
    assert long < 24 * short + 0.3


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
