"""The page of an issue: what leads, its sections, what machines and those who hear the page are told."""

import json
import re
from datetime import date

import pytest

from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry
from seeds.factories import make_article, make_category, make_image, make_issue, make_person, make_series, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]

PATH = "/en/publications/letter/7/"


@pytest.fixture
def text(editions) -> IssueEdition:
    """An issue with an article, a section with two, of which the second leads, and an own entry."""
    story = make_story(category=make_category(name="Gardens"), image=make_image())
    story.credits.create(person=make_person(name="Ada"), role="author")
    first, second = make_article(title="First"), make_article(title="Second")
    leads = make_article(title="Leads", story=story, standfirst="Why it leads.")
    issue = make_issue(
        series=make_series(slug="letter", name="Letter"),
        number=7,
        title="Seven",
        with_pdf=True,
        issued_on=date(2026, 5, 3),
    )
    found = issue.texts.get()
    rows = [
        {"article": first},
        {"kind": EntryKind.SECTION, "heading": "Places"},
        {"article": second},
        {"article": leads, "is_lead": True},
        {"kind": EntryKind.OWN, "heading": "A letter", "link": "https://example.org/swifts"},
    ]
    for place, row in enumerate(rows):
        IssueEntry.objects.create(text=found, position=place, **row)
    return found


def headings(html: str) -> list[tuple[str, str]]:
    """(level, words) of what stands inside."""
    inside = html[html.index('class="inside__title"') :]
    return [(level, re.sub("<[^>]+>", "", words)) for level, words in re.findall(r"<(h[34])[^>]*>(.*?)</\1>", inside)]


def test_what_leads_stands_first_and_sections_follow_in_their_order(client, text):
    html = client.get(PATH).content.decode()
    assert headings(html) == [
        ("h3", "Leads"),
        ("h3", "First"),
        ("h3", "Places"),
        ("h4", "Second"),
        ("h4", "A letter"),
    ]
    assert "Why it leads." in html
    assert "By Ada" in html
    assert 'href="https://example.org/swifts"' in html


def test_pictures_have_their_size_so_that_nothing_moves(client, text):
    html = client.get(PATH).content.decode()
    pictures = re.findall(r"<img [^>]*>", html)
    assert pictures
    assert all(re.search(r'width="\d+" height="\d+"', picture) for picture in pictures)


def test_link_to_the_pdf_says_what_it_is_to_those_who_hear_it_alone(client, text):
    html = client.get(PATH).content.decode()
    link = re.search(r'<a class="button"[^>]*type="application/pdf">(.*?)</a>', html)[1]
    words = re.sub("<[^>]+>", "", link)
    assert re.fullmatch(r"Read or download the PDF: Letter, Number 7, 3 May 2026: Seven, English, PDF, \d+ KB", words)


def test_machines_are_told_the_parts(client, text):
    html = client.get(PATH).content.decode()
    (data,) = [
        one for one in map(json.loads, re.findall(r'ld\+json"[^>]*>(.*?)</script>', html)) if "issueNumber" in one
    ]
    assert [part["headline"] for part in data["hasPart"]] == ["First", "Second", "Leads"]
    assert all(part["url"].startswith("http") and part["inLanguage"] == "en" for part in data["hasPart"])


def test_page_costs_the_same_however_much_stands_inside(client, text, django_assert_max_num_queries):
    for place in range(25):
        IssueEntry.objects.create(text=text, position=10 + place, article=make_article())
    client.get(PATH)
    with django_assert_max_num_queries(8):
        assert client.get(PATH).status_code == 200


def test_taken_over_words_of_another_language_are_not_for_readers(client, text):
    IssueEntry.objects.filter(heading__in=["Places", "A letter"]).update(is_untranslated=True)
    html = client.get(PATH).content.decode()
    assert headings(html) == [("h3", "Leads"), ("h3", "First"), ("h3", "Second")]
