"""Blocks of stored HTML, what in them is left alone, and counting as pages count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.lint.blocks import blocks_of
from editions.lint.letters import OPAQUE
from editions.lint.run import Run, Units


def test_blocks_are_those_a_reader_sees_each_with_its_place():
    body = (
        '<p class="lead">One <strong>bold</strong><br>line</p><h2>Two</h2>'
        "<ul><li><p>Three</p><ul><li><p>Four</p></li></ul></li></ul>"
        '<figure class="picture" data-image="3"><figcaption>Five</figcaption></figure><hr>'
        '<figure class="embed"><a href="https://vimeo.com/1">https://vimeo.com/1</a></figure>'
        "<table><tbody><tr><th><p>Six</p></th><td>Seven</td></tr></tbody></table><p></p>"
    )
    assert [(block.run.text, block.tag, block.place) for block in blocks_of(body)] == [
        ("One bold\nline", "p", 0),
        ("Two", "h2", 1),
        ("Three", "p", 2),
        ("Four", "p", 2),
        ("Five", "figcaption", 3),
        ("Six", "p", 6),
        ("Seven", "td", 6),
    ]


def test_code_and_runs_in_another_language_are_spans_of_their_block():
    [block] = blocks_of('<p>a &amp; <bdi lang="fa">سلام</bdi> <code>x, y</code> <bdi>z</bdi></p>')
    assert [block.run.text[start:end] for start, end in block.run.kept] == ["سلام", "x, y"]


def test_quotations_are_verbatim_and_pull_quotes_are_not():
    body = '<blockquote><p>Said</p></blockquote><blockquote class="pullquote"><p>Pulled</p></blockquote><pre>x</pre>'
    assert [block.run.is_verbatim for block in blocks_of(body)] == [True, False, True]


@pytest.mark.parametrize(
    "body", ["", "text alone", "<p>open", "</p></ul>", "<li><p>a</li><p>b", "<bdi lang=fa>a", "<p>&#0;"]
)
def test_html_of_any_kind_is_read_without_failing(body: str):
    assert all(block.run.text and block.place >= 0 for block in blocks_of(body))


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/a,b?c=d",
        "www.example.org",
        "name@example.org",
        "example.org/path",
        "report.pdf",
        "@handle",
        "#tag",
        "+98 21 5555 0147",
        "۰۲۱-۵۵۵۵-۰۱۴۷",
        "(021) 5555-0147",
        "978-3-16-148410-0",
        "9783161484100",
    ],
)
def test_addresses_and_numbers_to_call_are_opaque_and_nothing_around_them(kept: str):
    run = Run(f"ab {kept}, cd")
    assert run.free == f"ab {OPAQUE * len(kept)}, cd"


@pytest.mark.parametrize("text", ["در ۱۲ سال", "12 of 30", "5,000.25", "10:30", "the end. The next", "1404/01/02"])
def test_plain_words_and_numbers_are_not_opaque(text: str):
    assert Run(text).free == text


@given(st.text(alphabet="aی\u200c😀𝒳\n", max_size=40))
def test_units_count_as_a_page_does(text: str):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = units.unit(point)
        assert unit == len(text[:point].encode("utf-16-le")) // 2
        assert units.point(unit) == point


def test_a_place_outside_the_text_is_its_end():
    assert Units("a😀").points([(-4, 99)]) == ((0, 2),)
