"""Language tags of runs and blocks of a text."""

import pytest

from editions.richtext.directions import directed
from editions.richtext.sanitise import clean_html
from editions.scripts.tags import direction_of, tidy_tag


@pytest.mark.parametrize(
    ("tag", "tidy"),
    [
        ("fa", "fa"), ("FA-ir", "fa-IR"), ("KU-arab", "ku-Arab"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"),
    ],
)  # fmt: skip
def test_well_formed_tags_are_kept_in_the_usual_letters(tag, tidy):
    assert tidy_tag(tag) == tidy
    assert clean_html(f'<p lang="{tag}">a</p>') == f'<p lang="{tidy}">a</p>'
    assert clean_html(f'<blockquote lang="{tag}"><p><bdi lang="{tag}">a</bdi></p></blockquote>') == (
        f'<blockquote lang="{tidy}"><p><bdi lang="{tidy}">a</bdi></p></blockquote>'
    )


@pytest.mark.parametrize(
    "tag", ["", "x", "english", "en_US", "en-", "-fa", "fa ir", "en-x-private", "١٢", "fa\n", "e1"]
)
def test_other_tags_are_dropped(tag):
    assert tidy_tag(tag) is None
    assert clean_html(f'<p lang="{tag}">a</p>') == "<p>a</p>"


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("fa", "rtl"), ("ar-EG", "rtl"), ("ckb", "rtl"), ("ku", "ltr"), ("ku-Arab", "rtl"), ("ur", "rtl"),
        ("he", "rtl"), ("yi", "rtl"), ("ar-Latn", "ltr"), ("az-Arab", "rtl"), ("en", "ltr"), ("el", "ltr"),
        ("zh-Hant", "ltr"), ("?", "ltr"),
    ],
)  # fmt: skip
def test_direction_is_that_of_the_language_or_of_the_script_that_is_named(tag, direction):
    assert direction_of(tag) == direction


@pytest.mark.parametrize("page", ["ltr", "rtl"])
def test_what_says_its_language_is_drawn_in_its_direction_whatever_its_letters(page):
    html = '<p lang="fa">ABC</p><blockquote lang="el"><p>پل</p></blockquote><p>a ب <bdi lang="ur">XY</bdi></p>'
    drawn = directed(html, page)
    assert drawn.startswith('<p lang="fa" dir="rtl">ABC</p><blockquote lang="el" dir="ltr"><p')
    assert drawn.endswith('<p>a ب <bdi lang="ur" dir="rtl">XY</bdi></p>')


def test_a_language_in_an_item_or_a_cell_has_its_direction_too():
    html = '<ul><li><p lang="fa">x</p></li></ul>'
    assert directed(html, "ltr") == '<ul><li><p lang="fa" dir="rtl">x</p></li></ul>'


@pytest.mark.parametrize("empty", ['<p lang="fa"></p>', '<p lang="fa"><br></p>'])
def test_an_empty_paragraph_in_another_language_is_no_text(empty):
    assert clean_html(empty) == ""
