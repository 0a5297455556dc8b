"""What holds of every body, whatever it is."""

# Rows of tables, each on its line.
# ruff: noqa: E501

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from editions.richtext.blocks import scan, without_ids
from editions.richtext.identify import identify
from editions.richtext.normalise import tidied
from editions.richtext.plain import plain_text
from tests.wordpress.text.site import UPLOADS, converted

# Letters with and without their marks, ZWNJ and ZWJ, marks of direction, digits of three kinds, quotation marks.
LETTERS = st.sampled_from("آبپتثجچحخدژکگیيىكئۀةإأؤهٔءِّآaeëçxß\u200c\u200d\u200e\u200f\u06450123۴۵۶٤٥٦«»“”’،؛؟.,–—…")
WORDS = st.text(LETTERS, min_size=1, max_size=9).filter(lambda word: word.strip("\u200c\u200d\u200e\u200f") != "")

PIECES = st.sampled_from(
    [
        "One two ", "یک می‌روم ", "\n", "\n\n", " ", "&nbsp;", "&amp;", "&amp;lt;", "&#60;", "<", ">", "[", "]", '"', "'",
        "<p>", "</p>", "<div class='x'>", "</div>", "<strong>", "</strong>", "<em>", "</em>", "<span style='font-weight:bold'>",
        "</span>", '<a href="https://example.org/?a=1&b=2">', '<a href="#x">', '<a href="http://[bad">', "</a>", "<br>", "<br />",
        "<hr>", "<h1>", "</h1>", "<h4>", "</h4>", "<ul>", "<ol start='3'>", "<li>", "</li>", "</ul>", "</ol>", "<blockquote>",
        "<cite>", "</cite>", "</blockquote>", "<table>", "<thead>", "<tr>", "<td colspan=2>", "<th>", "</td>", "</tr>", "</table>",
        "<caption>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<pre>", "</pre>", "<code>", "</code>", "<q>", "</q>",
        f'<img src="{UPLOADS}/2012/03/ferry.jpg" class="alignleft wp-image-12">', "<img src='https://elsewhere.example/x.jpg'>",
        '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>', "<script>alert(1)</script>", "<style>", "<form>",
        "<dl><dt>", "<dd>", "</dl>", "<ruby><rt>", "<svg><a>", "</svg>", "<math>", "<bdi lang=fr>", "</bdi>", "<textarea>",
        "<!--more-->", "<!--nextpage-->", "<!-- x -->", "<!--", "-->", "<?php", "?>", "<!-- wp:paragraph -->", "<!-- /wp:paragraph -->",
        '<!-- wp:image {"id":12} -->', "<!-- /wp:image -->", "<!-- wp:gallery -->", "<!-- /wp:gallery -->", "<!-- wp:html -->",
        '<!-- wp:block {"ref":7} /-->', "<!-- wp:acme/x -->", "<!-- /wp:acme/x -->", "<!-- wp:latest-posts /-->", "<!-- wp:verse -->",
        '[caption id="attachment_12"]', "[/caption]", "[gallery]", "[[gallery]]", "[sic]", "[foo_bar a=1]", "[/foo_bar]", "[vc_row]",
        "\nhttps://youtu.be/aqz-KE-bpKQ\n", "\nhttps://example.org/\n", "[embed]", "[/embed]", "[audio]", "\u202e", "\x00", "\u200c",
    ]
)  # fmt: skip
HOSTILE = st.lists(PIECES, max_size=24).map("".join)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_what_comes_out_is_what_the_desk_would_store(body):
    html = converted(body).html
    assert tidied(html)[0] == html
    assert without_ids(identify(html, salt="en")) == html
    assert scan(html).is_canonical
    assert "<a>" not in html


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_the_beginning_of_a_text_is_its_beginning(body):
    found = converted(body)
    assert found.html.startswith(found.beginning)
    assert tidied(found.beginning)[0] == found.beginning


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_headings_begin_at_the_second_level_and_leave_no_gap(body):
    levels = [1, *(int(level) for level in re.findall(r"<h([1-6])>", converted(body).html))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert 1 not in levels[1:]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_letters_digits_and_invisible_marks_stay_as_they_are(paragraphs):
    lines = [" ".join(words) for words in paragraphs]
    assert plain_text(converted("\n\n".join(lines)).html).split("\n") == lines
    assert plain_text(converted("".join(f"<p>{line}</p>" for line in lines)).html).split("\n") == lines
    blocks = "".join(f"<!-- wp:paragraph -->\n<p>{line}</p>\n<!-- /wp:paragraph -->\n" for line in lines)
    assert plain_text(converted(blocks).html).split("\n") == lines


WRAPPED = [
    "<strong>{}</strong>", "<em>{}", "{}</div>", "<div>{}</div>", "<span lang='fa'>{}</span>", "<ul><li>{}</li></ul>", "<li>{}",
    "<blockquote>{}</blockquote>", "<h3>{}</h3>", "<table><tr><td>{}</td></tr></table>", "[foo_bar a=1]{}[/foo_bar]", "<dd>{}</dd>",
    "<figure>{}</figure>", "<!-- wp:group --><div>{}</div><!-- /wp:group -->", "<a href='/x/'>{}</a>", "<center><font>{}</center>",
    "<pre>{}</pre>", "<form>{}</form>", "<!-- wp:acme/x -->{}<!-- /wp:acme/x -->", "<unknown-thing>{}</unknown-thing>", "{}",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(100, 999), st.sampled_from(WRAPPED), st.sampled_from(WRAPPED)), min_size=1, max_size=8
    )
)
def test_no_word_is_lost_or_said_twice_or_out_of_order(drawn):
    words = [f"w{place}n{number}" for place, (number, _outer, _inner) in enumerate(drawn)]
    body = "\n".join(
        outer.format(inner.format(word)) for word, (_number, outer, inner) in zip(words, drawn, strict=True)
    )
    assert re.findall(r"w\d+n\d+", plain_text(converted(body).html)) == words


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("&<>;#ampltgquo12 "), max_size=30))
def test_words_are_decoded_once(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(converted(f"<p>{escaped}</p>").html) == " ".join(text.split())
