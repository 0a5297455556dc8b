"""Notes to a place in a text, as they are stored."""

import pytest

from editions.richtext.blocks import units_of, without_ids
from editions.richtext.diff import diff_html
from editions.richtext.footnotes import taken_out
from editions.richtext.identify import identify
from editions.richtext.plain import plain_text
from editions.richtext.sanitise import clean_html

NOTED = '<p>The well<span class="footnote">Deep, says <a href="https://example.org/">the book</a>.</span> is old.</p>'


def test_a_note_passes_unchanged_and_keeps_its_block():
    stored = identify(NOTED, salt="en")
    assert without_ids(stored) == NOTED
    assert identify(stored, stored, "en") == stored
    assert len(units_of(stored)) == 1


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p><span>a</span> <span style='color:red'>b</span></p>", "<p>a b</p>"),
        ('<p><span class="x">a<span class="footnote">b</span></span></p>', '<p>a<span class="footnote">b</span></p>'),
        ('<p><span lang="fa">a</span></p>', "<p>a</p>"),
        ('<p>a<span class="footnote" lang="fa" title="t">b</span></p>', '<p>a<span class="footnote">b</span></p>'),
        (
            '<p><a href="/x/" title="<span>">a</a><span>b</span></p>',
            '<p><a href="/x/" title="&lt;span&gt;">a</a>b</p>',
        ),
    ],
)
def test_spans_that_are_no_notes_are_given_up_for_what_they_hold(html, kept):
    assert clean_html(html) == kept


def test_blocks_in_a_note_do_not_lose_their_words():
    stored = without_ids(identify('<ul><li>a<span class="footnote"><p>b</p><p>c</p></span></li></ul>'))
    assert plain_text(stored).split() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("html", "text", "notes"),
    [
        ("<p>a</p>", "<p>a</p>", []),
        (NOTED, "<p>The well is old.</p>", ['Deep, says <a href="https://example.org/">the book</a>.']),
        (
            '<p>a<span class="footnote">b<span class="footnote">c</span></span>d<span class="footnote">e</span></p>',
            "<p>ad</p>",
            ['b<span class="footnote">c</span>', "e"],
        ),
    ],
)
def test_notes_are_taken_out_of_their_sentences(html, text, notes):
    assert taken_out(html) == (text, notes)


def test_plain_text_has_its_notes_last():
    assert plain_text(f"{NOTED}<p>Next</p>") == "The well is old.\nNext\nDeep, says the book."
    assert plain_text(f"{NOTED}<p>Next</p>", with_notes=False) == "The well is old.\nNext"


def test_a_note_is_part_of_what_is_translated_and_told_apart_from_its_sentence():
    [unit] = units_of(NOTED)
    [other] = units_of(NOTED.replace("Deep", "Shallow"))
    assert unit.words == "The well [Deep, says the book.] is old."
    assert unit.hash != other.hash
    assert unit.addresses == ("https://example.org/",)


def test_a_comparison_shows_which_words_of_a_note_were_changed():
    html = diff_html(NOTED, NOTED.replace("Deep", "Shallow"))
    assert '<del><span class="footnote">Deep</span></del>' in html
    assert '<ins><span class="footnote">Shallow</span></ins>' in html
    assert "The well" in html.partition("<del>")[0]
