"""Notes of a text as readers see them."""

import re
from html.parser import HTMLParser

import pytest

from media_gallery.bodies import draw_body
from media_gallery.footnotes import Notes

pytestmark = pytest.mark.django_db


def note(text: str) -> str:
    return f'<span class="footnote">{text}</span>'


class _Parts(HTMLParser):
    """Ids and inner links of a page, in order, and links that stand in links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open = self.nested = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a":
            self.nested += self.open
            self.open += 1
            if (found.get("href") or "").startswith("#"):
                self.links.append(found["href"][1:])

    def handle_endtag(self, tag):
        self.open -= tag == "a"


def test_a_note_becomes_a_number_and_the_notes_a_list_at_the_end(editions):
    html = draw_body(f"<p>a{note('One <em>b</em>')}, c{note('Two')}.</p><p>d</p>", editions["en"], key=7)
    assert html == (
        '<p>a<sup class="noteref"><a id="ref-7-1" href="#note-7-1" role="doc-noteref">1</a></sup>, '
        'c<sup class="noteref"><a id="ref-7-2" href="#note-7-2" role="doc-noteref">2</a></sup>.</p><p>d</p>'
        '<section class="notes" role="doc-endnotes" aria-labelledby="notes-7">'
        '<h2 class="notes__title" id="notes-7">Notes</h2><ol class="notes__list notes__list--latn">'
        '<li id="note-7-1">One <em>b</em> <a class="notes__back" href="#ref-7-1" role="doc-backlink"'
        ' aria-label="Back to the text, at note 1">↑</a></li>'
        '<li id="note-7-2">Two <a class="notes__back" href="#ref-7-2" role="doc-backlink"'
        ' aria-label="Back to the text, at note 2">↑</a></li></ol></section>'
    )


@pytest.mark.parametrize(
    ("code", "number", "family"), [("fa", "۱", "arabext"), ("ar", "١", "arab"), ("sq", "1", "latn")]
)
def test_numbers_are_in_the_editions_digits(editions, code, number, family):
    html = draw_body(f"<p>پل{note('متن')}</p>", editions[code])
    assert f'role="doc-noteref">{number}</a></sup></p>' in html
    assert f"notes__list--{family}" in html
    assert 'href="#note-1"' in html
    assert 'id="note-1"' in html


def test_every_number_leads_to_its_note_and_back_and_no_link_stands_in_another(editions):
    body = (
        f'<h2>Head{note("of a head")}</h2><p><a href="/x/">a{note("in a <a href=https://e.org/>link</a>")} b</a>c</p>'
        f"<ul><li><p>d{note('in a list')}</p></li></ul>"
        f"<table><tbody><tr><td><p>e{note('in a table')}</p></td></tr></tbody></table>"
    ).replace("href=https://e.org/", 'href="https://e.org/"')
    html = draw_body(body, editions["en"])
    parts = _Parts(html)
    assert parts.nested == 0
    assert len(parts.ids) == len(set(parts.ids)) == 9
    assert len(parts.links) == 8
    assert set(parts.links) < set(parts.ids)
    assert 'a b</a><sup class="noteref">' in html
    assert 'aria-label="Head"' in html


def test_a_note_in_a_note_is_part_of_it_and_an_empty_one_is_none(editions):
    html = draw_body(f"<p>a{note('b' + note('c'))}d{note(' ')}</p>", editions["en"])
    assert html.count("doc-noteref") == 1
    assert '<li id="note-1">bc <a' in html
    assert ">d</p>" in html.replace("</sup>d", "</sup>>d")


def test_a_note_in_the_caption_of_a_picture_that_is_gone_goes_with_it(editions):
    html = draw_body(f'<figure class="picture" data-image="9">x{note("y")}</figure><p>b</p>', editions["en"])
    assert html == "<p>b</p>"


def test_a_note_wholly_in_the_other_direction_is_isolated(editions):
    html = draw_body(f"<p>پل{note('On Wells, p. 5.')} و{note('پل On')}</p>", editions["fa"])
    assert '<li id="note-1"><bdi dir="ltr">On Wells, p. 5.</bdi> <a' in html
    assert '<li id="note-2">پل On <a' in html


def test_a_text_drawn_in_parts_counts_on_and_leaves_the_list_to_its_caller(editions):
    notes = Notes(editions["en"], "k", first=3)
    parts = [draw_body(f"<p>a{note(text)}</p>", editions["en"], notes=notes) for text in ("b", "c")]
    assert re.findall(r'id="([^"]+)"', "".join(parts)) == ["ref-k-3", "ref-k-4"]
    assert "doc-endnotes" not in "".join(parts)
    assert '<ol class="notes__list notes__list--latn" start="3">' in notes.drawn()


def test_a_text_without_notes_has_no_list(editions):
    assert Notes(editions["en"]).drawn() == ""
    assert draw_body("<p>a</p>", editions["en"]) == "<p>a</p>"
