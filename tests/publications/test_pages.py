"""Pages of series, issues and books as readers get them."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from editions.enums import State
from publications.models import IssueEdition, IssueEntry
from seeds.factories import make_article, make_book, make_image, make_issue, make_person, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsletter(editions):
    return make_series(slug="newsletter", name="Nejat NewsLetter", editions=["en", "fa"])


def text_of(issue, code="en") -> IssueEdition:
    return IssueEdition.objects.get(issue=issue, edition=code)


def test_overview_shows_each_series_with_its_newest_covers_first(client, newsletter):
    for number in range(1, 8):
        issue = make_issue(series=newsletter, number=number, title=f"Autumn {number}")
        IssueEdition.objects.filter(issue=issue).update(published_at=timezone.now() - timedelta(days=100 - number))
    make_book(title="Forty Loaves", editions=["en"])
    page = client.get("/en/publications/").content.decode()
    assert re.findall(r"Autumn \d", page) == ["Autumn 7", "Autumn 6", "Autumn 5", "Autumn 4"]
    assert "Forty Loaves" in page


def test_overview_of_an_edition_without_publications_says_so(client, newsletter):
    assert "Nothing has been published here yet." in client.get("/en/publications/").content.decode()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(621, 1, 1), date(9999, 12, 31)])
def test_no_date_of_an_issue_takes_a_page_down(client, newsletter, day):
    """The desk refuses such dates; an import or an older version may have brought one all the same."""
    make_issue(series=newsletter, number=1, editions=["en", "fa"], issued_on=day)
    for code in ("en", "fa"):
        for path in ("", "publications/", "publications/newsletter/", "publications/newsletter/1/"):
            assert client.get(f"/{code}/{path}").status_code == 200


def test_series_pages_by_key_and_repeats_no_issue(client, newsletter):
    for number in range(1, 16):
        issue = make_issue(series=newsletter, number=number, title=f"Autumn {number}.")
        IssueEdition.objects.filter(issue=issue).update(published_at=timezone.now() - timedelta(days=100 - number))
    first = client.get("/en/publications/newsletter/").content.decode()
    older = re.search(r'<a class="pager__older" rel="next" href="([^"]+)">Older Posts', first)[1]
    second = client.get(older).content.decode()
    shown = re.findall(r"Autumn (\d+)\.", first) + re.findall(r"Autumn (\d+)\.", second)
    assert shown == [str(number) for number in range(15, 0, -1)]
    assert "Newer Posts" in second
    assert 'hreflang="x-default"' not in second


def test_books_stand_in_a_grid_with_their_subtitles(client, editions):
    books = make_series(kind="books", slug="books")
    make_book(series=books, title="Forty Loaves", subtitle_en="A baker’s year")
    page = client.get("/en/publications/books/").content.decode()
    assert page.count("<article") == 1
    assert "Forty Loaves" in page
    assert "A baker’s year" in page


def test_series_that_the_edition_does_not_name_is_unknown_there(client, newsletter):
    make_issue(series=newsletter, number=1, editions=["en", "sq"])
    assert client.get("/sq/publications/newsletter/").status_code == 404
    assert client.get("/sq/publications/newsletter/1/").status_code == 404
    assert (
        'hreflang="sq"'
        not in re.search("<link rel=.*", client.get("/en/publications/newsletter/1/").content.decode())[0]
    )


def test_issue_shows_number_and_date_as_the_edition_writes_them(client, newsletter):
    make_issue(series=newsletter, number=14, editions=["fa"], issued_on=date(2026, 3, 21), title="آب", with_pdf=True)
    page = client.get("/fa/publications/newsletter/14/").content.decode()
    assert "۱۴" in page
    assert '<time datetime="2026-03-21">۱ فروردین ۱۴۰۵</time>' in page
    assert re.search(r'href="/files/documents/[^"]+\.pdf"', page)


@pytest.mark.parametrize("key", ["014", "0", "x", "14x", "-14", "١٤", "۱۴", "9" * 40, "14 "])
def test_issue_has_one_address_in_european_digits(client, newsletter, key):
    make_issue(series=newsletter, number=14)
    assert client.get("/en/publications/newsletter/14/").status_code == 200
    assert client.get(f"/en/publications/newsletter/{key}/").status_code == 404


def test_contents_link_articles_only_while_readers_can_open_them(client, newsletter):
    live = make_article(title="The bridge that moved")
    withdrawn = make_article(title="The well", standfirst="Two names.", state=State.WITHDRAWN)
    draft = make_article(title="Not written yet", published=False)
    future = make_article(title="Of tomorrow", published_at=timezone.now() + timedelta(days=1))
    issue = make_issue(series=newsletter, number=1, articles=[live, withdrawn, draft, future])
    IssueEntry.objects.create(text=text_of(issue), heading="A letter", teaser="From the lock-keeper.", position=9)
    page = client.get("/en/publications/newsletter/1/").content.decode()
    contents = page[page.index("Inside this issue") : page.index("</ol>", page.index("Inside this issue"))]
    headings = [re.sub("<[^>]+>", "", found) for found in re.findall(r"<h3[^>]*>(.*?)</h3>", contents)]
    assert headings == ["The bridge that moved", "The well", "A letter"]
    assert contents.count("<a ") == 1
    assert live.get_absolute_url() in contents
    assert live.standfirst in contents
    assert "Two names." not in contents
    assert "From the lock-keeper." in contents


def test_own_heading_and_teaser_stand_before_the_articles(client, newsletter):
    article = make_article(title="Long official title")
    issue = make_issue(series=newsletter, number=1, articles=[article])
    IssueEntry.objects.filter(text=text_of(issue)).update(heading="Short", teaser="In a word.")
    page = client.get("/en/publications/newsletter/1/").content.decode()
    assert f'<a href="{article.get_absolute_url()}">Short</a>' in page
    assert "In a word." in page
    assert "Long official title" not in page


def test_issue_leads_to_its_neighbours_by_number_in_its_edition(client, newsletter):
    make_issue(series=newsletter, number=1, title="One")
    make_issue(series=newsletter, number=2, title="Two", editions=["fa"])
    make_issue(series=newsletter, number=3, title="Three")
    make_issue(series=newsletter, number=5, title="Five")
    page = client.get("/en/publications/newsletter/3/").content.decode()
    nav = page[page.index('<nav class="adjacent"') :]
    assert 'href="/en/publications/newsletter/1/" rel="prev"' in nav
    assert 'href="/en/publications/newsletter/5/" rel="next"' in nav
    assert "Two" not in nav


def test_alternates_are_the_editions_where_the_issue_is_live(client, newsletter):
    issue = make_issue(series=newsletter, number=1, editions=["en", "fa"])
    page = client.get("/en/publications/newsletter/1/").content.decode()
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page) == ["en", "fa", "x-default"]
    IssueEdition.objects.filter(issue=issue, edition="fa").update(state=State.DRAFT)
    page = client.get("/en/publications/newsletter/1/").content.decode()
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page) == ["en", "x-default"]


def test_draft_and_future_issues_are_unknown_and_withdrawn_ones_gone(client, newsletter):
    make_issue(series=newsletter, number=1, published=False)
    future = make_issue(series=newsletter, number=2)
    IssueEdition.objects.filter(issue=future).update(published_at=timezone.now() + timedelta(days=1))
    gone = make_issue(series=newsletter, number=3)
    IssueEdition.objects.filter(issue=gone).update(state=State.WITHDRAWN)
    found = [client.get(f"/en/publications/newsletter/{number}/").status_code for number in (1, 2, 3, 4)]
    assert found == [404, 404, 410, 404]


def test_short_address_of_an_issue_leads_to_it(client, newsletter):
    make_issue(series=newsletter, number=1)
    page = client.get("/en/publications/newsletter/1/").content.decode()
    short = re.search(r'data-copy="(/s/[^"]+)"', page)[1]
    assert client.get(short).headers["Location"] == "/en/publications/newsletter/1/"


def test_book_shows_its_facts_in_the_editions_digits(client, editions, files_dir):
    author = make_person(name="Mira Halvorsen", editions=["en"], name_fa="میرا هالورسن")
    books = make_series(kind="books", slug="books")
    make_book(
        series=books, title="Water", title_fa="آب و سنگ", slug_fa="آب-و-سنگ", authors=[author], isbn="9780000000002",
        year=2024, publisher_fa="نشر نجات", cover=make_image(), with_pdf=True,
    )  # fmt: skip
    page = client.get("/fa/publications/books/آب-و-سنگ/").content.decode()
    for words in ("آب و سنگ", "میرا هالورسن", "نشر نجات", "۲۰۲۴", '<bdi dir="ltr">9780000000002</bdi>', ".pdf"):
        assert words in page
    assert '"@type":"Book"' in page


def test_pages_stay_within_their_query_budget(client, newsletter, files_dir, django_assert_max_num_queries):
    articles = [make_article() for _ in range(6)]
    for number in range(1, 15):
        make_issue(series=newsletter, number=number, articles=articles, cover=make_image(), with_pdf=True)
    books = make_series(kind="books", slug="books")
    book = make_book(series=books, authors=[make_person(), make_person()], cover=make_image())
    for path in ("", "newsletter/", "newsletter/7/", "books/", f"books/{book.slug_en}/"):
        with django_assert_max_num_queries(8):
            assert client.get(f"/en/publications/{path}").status_code == 200
