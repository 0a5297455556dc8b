"""The search page: what it shows, in which order, and how it answers what nobody means well by."""

import re
from datetime import datetime, time, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editions.scripts.calendars import first_day
from search.finding import MOST_COUNTED, PAGE_SIZE
from search.rebuilding import rebuild
from search.services import refresh_things
from seeds.factories import (
    make_article,
    make_book,
    make_category,
    make_edition,
    make_issue,
    make_media_item,
    make_person,
)
from tests.search.finding import found

pytestmark = pytest.mark.django_db

HOSTILE = [
    "", " ", "a", "?!…،؛", "\x00", "a\x00b", '"', '""', "\"'\"", "«", "-", "--", "- -", "-a", "*", "**", "a*", "ab*",
    "AND", "OR", "NOT", "bread AND", "bread OR NOT", "NEAR(a b)", "bread NEAR/2 oven", "title:bread", "^bread", "(",
    ")", "((", "bread)", "{bread}", "bread + oven", "a:*", "a & b", "a | b", "!a", "a <-> b", "\\", "\\'", "';--",
    "' OR 1=1", "%", "_", "%%s", "§bread", "¶een", "¤bread", "¶efa OR ¶een", "\u202e", "\u200c", "\u200c\u200c",
    "ـــ", "ء", "ال",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "🥖", "x" * 10_000, "bread " * 2000,
    "پ" * 10_000, '"bread ' * 500, "-bread " * 500, "<script>alert(1)</script>", "{{ 7*7 }}",
]  # fmt: skip


def page_of(client: Client, code: str = "en", **asked: str) -> str:
    response = client.get(f"/{code}/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return [
        unescape(re.sub(r"<[^>]+>", "", one))
        for one in re.findall(r'<article.*?<h3[^>]*><a href="[^"]+">(.*?)</a>', page, re.S)
    ]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered_kindly(client: Client, typed: str):
    make_article(title="Bread", body="<p>bread and oven</p>")
    for address in ("/en/search/", "/en/search/suggest"):
        response = client.get(address, {"q": typed})
        assert response.status_code == 200
    page = page_of(client, q=typed)
    assert 'role="search"' in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("asked", ["kind=nothing", "category=nothing", "year=x", "year=99999", "sort=x", "kind=topic"])
def test_what_cannot_be_chosen_is_no_choice(client: Client, asked: str):
    make_article(title="Bread")
    assert titles(client.get(f"/en/search/?q=bread&{asked}").content.decode()) == ["Bread"]


@pytest.mark.parametrize("key", ["", "x", "0", "9-1", "0-99999999999999999999", "0--0", "1-2-3", "'"])
def test_malformed_keys_are_unknown_addresses(client: Client, editions, key: str):
    assert client.get("/en/search/", {"q": "bread", "before": key}).status_code == 404


def test_keys_at_the_ends_of_all_numbers_are_answered(client: Client, editions):
    for key in (f"2-{2**63 - 1}", f"0-{-(2**63) + 1}", "1-0"):
        for name in ("before", "after"):
            assert client.get("/en/search/", {"q": "bread", name: key}).status_code == 200


def test_words_are_marked_in_the_original_spelling_and_text_is_escaped(client: Client):
    make_article(edition="fa", title="کِتاب‌های <قدیم>", standfirst="", body="<p>در کتابخانه کتاب &lt;b&gt; بود</p>")
    page = page_of(client, "fa", q="کتاب")
    assert "<mark>کِتاب‌های</mark> &lt;قدیم&gt;" in page
    assert "<mark>کتاب</mark> &lt;b&gt;" in page
    assert "<mark>کتابخانه" not in page


def test_extract_stands_around_the_words_and_is_cut_between_words(client: Client):
    filler = "Lorem ipsum dolor sit amet. " * 60
    make_article(title="Long", standfirst="", body=f"<p>{filler}a copper kettle {filler}</p>")
    page = page_of(client, q="kettle")
    extract = re.search(r'<p class="card__standfirst">(.*?)</p>', page, re.S)[1]
    assert "a copper <mark>kettle</mark>" in extract
    plain = re.sub(r"<[^>]+>", "", extract)
    assert len(plain) < 300
    assert set(plain.strip("…").split()) <= {*filler.split(), "a", "copper", "kettle"}


def test_best_first_is_title_then_subject_then_mention_and_newest_within():
    now = timezone.now()
    for number, (title, standfirst, body) in enumerate(
        [
            ("A", "", "<p>The kettle.</p>"),
            ("B", "", "<p>The kettle.</p>"),
            ("C", "On a kettle", "<p>.</p>"),
            ("Kettle D", "", "<p>.</p>"),
            ("E", "", "<p>Kettle, kettle, kettle.</p>"),
        ]
    ):
        make_article(title=title, standfirst=standfirst, body=body, published_at=now - timedelta(days=1 + number))
    assert found("kettle") == ["Kettle D", "C", "E", "A", "B"]
    assert found("kettle", is_by_date=True) == ["A", "B", "C", "Kettle D", "E"]


def test_pages_follow_each_other_both_ways_without_gap_or_overlap(client: Client):
    now = timezone.now()
    for number in range(2 * PAGE_SIZE + 3):
        title = f"Kettle {number}" if number % 3 == 0 else f"Text {number}"
        make_article(title=title, body="<p>A kettle.</p>", published_at=now - timedelta(hours=number + 1))
    for sort in ("", "date"):
        seen, address = [], f"/en/search/?q=kettle&sort={sort}"
        pages = []
        while address:
            page = client.get(address).content.decode()
            pages.append(titles(page))
            seen += pages[-1]
            older = re.search(r'rel="next" href="([^"]+)">Older', page)
            newer = re.search(r'rel="prev" href="([^"]+)">Newer', page)
            address = unescape(older[1]) if older else ""
        assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 3
        back = titles(client.get(unescape(newer[1])).content.decode())
        assert back == pages[-2]


def test_search_is_narrowed_by_kind_category_and_year(client: Client):
    above = make_category(name="Kitchen")
    below = make_category(name="Ovens", parent=above)
    make_article(title="Bread one", category=below)
    make_article(title="Bread two", published_at=timezone.now().replace(year=2019, month=7))
    refresh_things([make_book(title="Bread three")])
    assert titles(page_of(client, q="bread", kind="book")) == ["Bread three"]
    assert titles(page_of(client, q="bread", category="kitchen")) == ["Bread one"]
    assert titles(page_of(client, q="bread", year="2019")) == ["Bread two"]
    page = page_of(client, q="bread", category="ovens", kind="book")
    assert titles(page) == []
    assert "Search in all kinds, categories and years" in page


def test_years_are_those_of_the_editions_calendar(client: Client):
    make_article(edition="fa", title="نان", published_at=timezone.now().replace(year=2019, month=7, day=1))
    page = page_of(client, "fa", q="نان", year="1398")
    assert titles(page) == ["نان"]
    assert '<option value="1398" selected>۱۳۹۸</option>' in page


@pytest.mark.parametrize("code", ["en", "fa"])
def test_year_has_its_first_moment_and_its_last(client: Client, code: str):
    edition = make_edition(code)
    year = 2019 if code == "en" else 1398
    first, after = (first_day(number, edition.date_style) for number in (year, year + 1))
    start, end = (datetime.combine(day, time(), edition.zone) for day in (first, after))
    for moment in (start - timedelta(seconds=1), start, end - timedelta(seconds=1), end):
        make_article(edition=code, title=f"Oven of {moment:%Y %m %d}", published_at=moment)
    assert titles(page_of(client, code, q="oven", year=str(year))) == [
        f"Oven of {end - timedelta(seconds=1):%Y %m %d}", f"Oven of {start:%Y %m %d}",
    ]  # fmt: skip
    assert titles(page_of(client, code, q="oven", year="9999")) == []
    assert titles(page_of(client, code, q="oven", year="1")) == []


def test_quoted_words_are_found_as_they_are_spelled_and_in_their_order():
    make_article(title="One", body="<p>The old school bell.</p>")
    make_article(title="Two", body="<p>School for old bells.</p>")
    assert found('"old school"') == ["One"]
    assert found('"Old School" bell') == ["One"]
    assert found('"old sch"') == []
    make_article(edition="ar", title="ثلاثة", body="<p>مدرسة قديمة</p>")
    assert found('"مدرسة"', "ar") == ["ثلاثة"]
    assert found('"مدرسه"', "ar") == []
    assert found("مدرسه", "ar") == ["ثلاثة"]
    assert found("«مدرسة قديمة»", "ar") == ["ثلاثة"]


def test_unwanted_words_and_beginnings():
    make_article(title="Rye bread")
    make_article(title="Wheat bread")
    assert found("bread -rye") == ["Wheat bread"]
    assert found('bread -"rye"') == ["Wheat bread"]
    assert found("whe*") == ["Wheat bread"]
    assert found("bre* -whea") == ["Wheat bread", "Rye bread"]
    assert found("e-mail") == []


def test_all_kinds_are_found_in_the_edition_that_publishes_them_and_in_no_other(client: Client):
    make_article(title="Kettle article", edition="en")
    things = [make_media_item(title="Kettle cartoon", editions=["en"]), make_book(title="Kettle book", editions=["en"])]
    make_issue(title="Kettle issue", editions=["en"])
    refresh_things(things)
    rebuild()
    page = page_of(client, q="kettle")
    assert sorted(titles(page)) == ["Kettle article", "Kettle book", "Kettle cartoon", "Kettle issue"]
    assert found("kettle", "fa") == []
    for address in re.findall(r'<h3[^>]*><a href="([^"]+)"', page):
        assert client.get(address).status_code == 200


def test_names_that_have_all_words_are_offered_above(client: Client):
    person = make_person(name="Mira Halvorsen")
    make_article(title="Quince jam", authors=[person])
    refresh_things([person])
    page = page_of(client, q="mira halvorsen")
    assert 'href="/en/people/mira-halvorsen/"' in page
    assert 'href="/en/people/mira-halvorsen/"' not in page_of(client, q="mira jam")


def test_misspelled_word_is_put_right_from_the_editions_own_words(client: Client, editions):
    make_article(title="The Library of seeds")
    make_article(edition="fa", title="کتابخانه‌ها")
    assert ">Library seeds</bdi>" in page_of(client, q="librarz seeds")
    assert "Did you mean" not in page_of(client, q="xylophone")
    assert "Did you mean" not in page_of(client, "sq", q="librarz")
    assert "کتابخانه" in re.search(r"<bdi>(.*?)</bdi>", page_of(client, "fa", q="کتبخانه"))[1]


def test_words_of_drafts_are_never_proposed(client: Client):
    make_article(title="Secretum", published=False)
    make_article(title="Confidentia", published_at=timezone.now() + timedelta(days=1))
    assert "Did you mean" not in page_of(client, q="secretam")
    assert "Did you mean" not in page_of(client, q="confidentja")


def test_suggestions_are_names_then_titles_whose_last_word_may_be_begun(client: Client):
    person = make_person(name="Bruna Leka")
    refresh_things([person])
    make_article(title="Brushes of a painter")
    make_article(title="A painter’s brush", published_at=timezone.now() + timedelta(days=1))
    response = client.get("/en/search/suggest", {"q": "bru"})
    assert response.json()["suggestions"] == [
        {"text": "Bruna Leka", "address": "/en/people/bruna-leka/", "kind": "Person"},
        {"text": "Brushes of a painter", "address": "/en/articles/brushes-of-a-painter/", "kind": "Article"},
    ]
    assert response.headers["Cache-Control"] == "public, max-age=60"
    told = client.get("/en/search/suggest", {"q": "painter bru"}).json()["suggestions"]
    assert [one["text"] for one in told] == ["Brushes of a painter"]


def test_count_is_capped_and_says_so(client: Client, monkeypatch):
    monkeypatch.setattr("search.finding.MOST_COUNTED", 11)
    monkeypatch.setattr("search.views.MOST_COUNTED", 11)
    for number in range(12):
        make_article(title=f"Kettle {number}")
    assert "More than 11 results" in page_of(client, q="kettle")
    assert MOST_COUNTED > 11
    make_article(title="Medlar")
    assert "1 result<" in page_of(client, q="medlar")


@pytest.mark.parametrize(
    ("asked", "is_indexed"),
    [
        ({}, True),
        ({"q": "bread"}, True),
        ({"q": "cheap watches"}, False),
        ({"q": "bread", "kind": "article"}, False),
        ({"utm": "x"}, True),
    ],
)
def test_search_engines_get_the_form_for_all_searches(client: Client, asked, is_indexed):
    make_article(title="Bread")
    response = client.get("/en/search/", asked)
    page = response.content.decode()
    assert ('<meta name="robots" content="noindex">' not in page) is is_indexed
    assert ("X-Robots-Tag" not in response.headers) is is_indexed
    assert re.search(r'<link rel="canonical" href="[^"?]+/en/search/">', page)


def test_unknown_address_offers_a_search(client: Client, editions):
    page = client.get("/fa/articles/no-such-thing/").content.decode()
    assert 'role="search" action="/fa/search/"' in page


def test_search_costs_the_same_however_much_there_is(client: Client):
    counts = []
    for more in range(2):
        for number in range(PAGE_SIZE + 2):
            make_article(title=f"Kettle {more} {number}", authors=[make_person()])
        client.get("/en/search/", {"q": "kettle"})
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/search/", {"q": "kettle"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_edition_that_is_hidden_is_not_searched(client: Client, editions):
    make_article(edition="sq", title="Buka")
    edition = editions["sq"]
    edition.is_visible = False
    edition.save()
    assert client.get("/sq/search/", {"q": "buka"}).status_code == 404
