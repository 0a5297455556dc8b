"""What stands inside an issue, section by section."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editions.enums import State
from publications.contents import lines_in, lines_of, sections_of
from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry
from seeds.factories import make_article, make_category, make_image, make_issue, make_person, make_series, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(editions) -> IssueEdition:
    return make_issue(series=make_series()).texts.get()


def put(text: IssueEdition, *rows: dict) -> None:
    for place, row in enumerate(rows):
        IssueEntry.objects.create(text=text, position=place, **row)


def section(heading: str, **more) -> dict:
    return {"kind": EntryKind.SECTION, "heading": heading, **more}


def test_lines_stand_beneath_the_heading_before_them(text):
    put(text, {"article": make_article(title="One")}, section("Places"), {"article": make_article(title="Two")},
        {"kind": EntryKind.OWN, "heading": "Three", "link": "https://example.org/"})  # fmt: skip
    sections = sections_of(text)
    assert [(one.heading, [line.heading for line in one.lines]) for one in sections] == [
        ("", ["One"]),
        ("Places", ["Two", "Three"]),
    ]
    assert sections[1].lines[1].address == "https://example.org/"
    assert [line.heading for line in lines_of(text)] == ["One", "Two", "Three"]


def test_section_in_which_readers_see_nothing_is_left_out(text):
    put(text, section("Empty"), section("To come"), {"article": make_article(published=False)})
    assert sections_of(text) == []
    assert [one.heading for one in sections_of(text, with_drafts=True)] == ["To come"]


def test_words_that_are_not_translated_are_not_for_readers(text):
    article = make_article(title="Ours")
    put(text, section("Orte", is_untranslated=True), {"article": article},
        {"kind": EntryKind.OWN, "heading": "Ein Brief", "is_untranslated": True})  # fmt: skip
    assert [(one.heading, [line.heading for line in one.lines]) for one in sections_of(text)] == [("", ["Ours"])]
    assert [line.heading for line in lines_of(text)] == ["Ours"]
    assert sections_of(text, with_drafts=True)[0].heading == "Orte"


def test_one_line_leads_even_where_two_are_marked(text):
    put(text, {"article": make_article(), "is_lead": True}, {"article": make_article(), "is_lead": True})
    assert [line.is_lead for line in lines_in(sections_of(text))] == [True, False]


def test_lead_that_readers_do_not_see_leads_nothing(text):
    put(text, {"article": make_article(published=False), "is_lead": True}, {"article": make_article(), "is_lead": True})
    assert [line.is_lead for line in lines_in(sections_of(text))] == [True]


def test_line_tells_category_people_and_picture_of_its_article_to_come_only_at_the_desk(text, files_dir):
    story = make_story(category=make_category(name="Gardens"), image=make_image())
    story.credits.create(person=make_person(name="Ada"), role="author")
    article = make_article(story=story, published_at=timezone.now() + timedelta(days=1))
    own = make_image()
    put(text, {"article": article, "heading": "Soon"}, {"article": article, "image": own})
    line, other = lines_in(sections_of(text, with_drafts=True))
    assert (line.category, line.byline, line.image) == ("Gardens", "By Ada", story.image)
    assert other.image == own
    (seen,) = lines_in(sections_of(text))
    assert (seen.heading, seen.address, seen.article, seen.category) == ("Soon", "", None, "")


def test_withdrawn_article_keeps_its_heading_and_nothing_else(text):
    article = make_article(title="Gone", standfirst="Names.", state=State.WITHDRAWN)
    put(text, {"article": article})
    (line,) = lines_in(sections_of(text))
    assert (line.heading, line.teaser, line.address, line.article) == ("Gone", "", "", None)


def test_contents_cost_the_same_however_long_they_are(text, django_assert_num_queries):
    put(text, *({"article": make_article()} for _ in range(12)))
    # Entries, bylines, and the editions outside of a request.
    with django_assert_num_queries(3):
        assert len(lines_in(sections_of(text))) == 12


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"heading": "Words"}, {"kind": "own"}),
        ({"kind": "section", "heading": "A", "teaser": "x", "is_lead": True}, {"teaser": "", "is_lead": False}),
        ({"kind": "article", "article": True, "link": "https://example.org/"}, {"link": "", "kind": "article"}),
        ({"kind": "own", "heading": "A", "article": True}, {"article": None}),
    ],
)
def test_entry_holds_what_its_kind_has(text, row: dict, kept: dict):
    entry = IssueEntry(text=text, **{**row, **({"article": make_article()} if "article" in row else {})})
    entry.full_clean()
    assert {name: getattr(entry, name) for name in kept} == kept
