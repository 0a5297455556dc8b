"""Runs of the other direction are isolated, over tags and lines; what stands alone is left as it is."""

from xml.etree import ElementTree

import pytest

from publications.printing.directions import isolate


def isolated(html: str, direction: str = "rtl") -> str:
    root = ElementTree.fromstring(html)  # noqa: S314
    isolate(root, direction)
    return ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>کتاب Old Man, and the Sea. را</p>", '<p>کتاب <bdi dir="ltr">Old Man, and the Sea</bdi>. را</p>'),
        ("<p>کتاب The <em>New</em> Library است</p>", '<p>کتاب <bdi dir="ltr">The <em>New</em> Library</bdi> است</p>'),
        ("<p>در Python 3.13 است</p>", '<p>در <bdi dir="ltr">Python 3.13</bdi> است</p>'),
        ("<p>سال 2026 و ۱۴۰۵</p>", "<p>سال 2026 و ۱۴۰۵</p>"),
        ("<p>یک Wort اینجا</p>", "<p>یک Wort اینجا</p>"),
        ('<p>و <bdi dir="ltr">The New</bdi> است</p>', '<p>و <bdi dir="ltr">The New</bdi> است</p>'),
        ('<p dir="ltr">The New one</p>', '<p dir="ltr">The New one</p>'),
        ("<p>A b<img /> c d</p>", '<p><bdi dir="ltr">A b</bdi><img /> <bdi dir="ltr">c d</bdi></p>'),
    ],
)
def test_latin_words_in_a_text_from_right_to_left(html, expected):
    assert isolated(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>They say باغ و آب here</p>", '<p>They say <bdi dir="rtl">باغ و آب</bdi> here</p>'),
        ("<p>In 1405 (۱۴۰۵) too</p>", "<p>In 1405 (۱۴۰۵) too</p>"),
        ('<div><p dir="rtl">باغ و آب</p></div>', '<div><p dir="rtl">باغ و آب</p></div>'),
    ],
)
def test_persian_words_in_a_text_from_left_to_right(html, expected):
    assert isolated(html, "ltr") == expected


def test_words_and_their_order_are_kept():
    html = "<p>الف <a>one two</a>، three <strong>چهار</strong> five, six<br />هفت eight nine</p>"
    before = "".join(ElementTree.fromstring(html).itertext())  # noqa: S314
    assert "".join(ElementTree.fromstring(isolated(html)).itertext()) == before  # noqa: S314
