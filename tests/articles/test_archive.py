"""The archive by month: every month can be reached, named as its edition names it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.archive.months import latest_months
from editions.enums import State
from seeds.factories import make_article, make_edition

NAMES = re.compile(r'<nav class="months".*?</nav>', re.S)


def at(year: int, month: int, day: int = 5, hour: int = 12, **fields):
    """An article of that moment (UTC), of the English edition unless another is named."""
    return make_article(**{"edition": "en", "published_at": datetime(year, month, day, hour, tzinfo=UTC), **fields})


def months_on(client: Client, path: str) -> list[tuple[str, str, str]]:
    """(address, name, number of articles) of the months that a page offers."""
    [part] = NAMES.findall(client.get(path).content.decode())
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a> <span class="months__count">\(([^)]+)\)', part)


def beside(client: Client, path: str) -> dict[str, tuple[str, str]]:
    html = client.get(path).content.decode()
    links = re.findall(r'<a class="adjacent__(prev|next)" href="([^"]+)"><span>[^<]+</span>([^<]+)</a>', html)
    return {place: (address, name) for place, address, name in links}


def test_list_leads_to_the_months_of_the_last_year_that_have_articles(client, editions):
    for month in (3, 3, 5):
        at(2024, month)
    at(2023, 4), at(2023, 3)
    assert months_on(client, "/en/articles/") == [
        ("/en/archive/2024/5/", "May 2024", "1"),
        ("/en/archive/2024/3/", "March 2024", "2"),
    ]


def test_months_are_written_as_the_edition_writes_them_and_say_what_they_span(client, editions):
    at(2024, 3, edition="fa"), at(2024, 3, edition="fa")
    at(2024, 3, edition="ar")
    assert months_on(client, "/fa/articles/") == [("/fa/archive/2024/3/", "اسفند ۱۴۰۲ – فروردین ۱۴۰۳", "۲")]
    [(_address, _name, count)] = months_on(client, "/ar/articles/")
    assert count == "١"


def test_month_begins_and_ends_in_the_time_zone_of_the_edition(client, editions):
    edition = editions["fa"]
    edition.time_zone = "Asia/Tehran"
    edition.save()
    at(2024, 1, 31, 23, edition="fa", title="Late")
    assert [address for address, _name, _count in months_on(client, "/fa/articles/")] == ["/fa/archive/2024/2/"]
    assert "Late" in client.get("/fa/archive/2024/2/").content.decode()
    assert client.get("/fa/archive/2024/1/").status_code == 404


def test_month_leads_on_to_the_months_before_and_after_however_long_the_silence(client, editions):
    for year, month in ((1999, 1), (2010, 12), (2024, 5)):
        at(year, month)
    assert beside(client, "/en/archive/2010/12/") == {
        "prev": ("/en/archive/1999/1/", "January 1999"),
        "next": ("/en/archive/2024/5/", "May 2024"),
    }
    assert set(beside(client, "/en/archive/1999/1/")) == {"next"}
    assert set(beside(client, "/en/archive/2024/5/")) == {"prev"}


def test_month_page_offers_the_latest_months_and_marks_its_own(client, editions):
    at(2024, 3), at(2024, 5)
    html = client.get("/en/archive/2024/3/").content.decode()
    assert '<a href="/en/archive/2024/3/" aria-current="page">March 2024</a>' in html
    assert len(months_on(client, "/en/archive/2024/3/")) == 2


def test_only_what_readers_see_is_counted_or_led_to(client, editions):
    at(2024, 5)
    at(2024, 5, published=False), at(2024, 5, state=State.WITHDRAWN), at(2024, 4, edition="sq")
    at(2024, 3, unpublish_at=timezone.now() - timedelta(days=1))
    make_article(edition="en", published_at=timezone.now() + timedelta(days=70))
    assert months_on(client, "/en/articles/") == [("/en/archive/2024/5/", "May 2024", "1")]
    assert beside(client, "/en/archive/2024/5/") == {}


def test_edition_without_articles_has_no_archive(client, editions):
    assert "months" not in client.get("/en/articles/").content.decode().partition("<main")[2]


@pytest.mark.django_db
def test_months_cost_one_query_however_many_there_are(django_assert_num_queries):
    edition = make_edition("en")
    for month in range(1, 13):
        at(2024, month)
    with django_assert_num_queries(1):
        assert len(latest_months(edition, datetime(2024, 12, 5, 12, tzinfo=UTC))) == 12


def test_article_leads_to_its_month_and_a_draft_does_not(client, editions):
    article = at(2024, 5)
    assert (
        '<a class="article__month" href="/en/archive/2024/5/">'
        in client.get(article.get_absolute_url()).content.decode()
    )


def test_sitemap_lists_every_month(client, editions):
    for year, month in ((1999, 1), (2010, 12), (2010, 12)):
        at(year, month)
    at(2020, 1, published=False)
    found = re.findall(r"<loc>[^<]+(/en/archive/[^<]+)</loc>", client.get("/sitemap/en/pages.xml").content.decode())
    assert found == ["/en/archive/1999/1/", "/en/archive/2010/12/"]


def test_year_shows_its_months_with_their_counts_and_leads_to_the_other_years(client, editions):
    at(2024, 3), at(2024, 3), at(2024, 12), at(2022, 1)
    html = client.get("/en/archive/2024/").content.decode()
    counts = re.findall(r'<li>(?:<a href="([^"]+)">|<span>)([^<]+)</\w+><span class="year__count">(\d+)</span>', html)
    assert len(counts) == 12
    assert [found for found in counts if found[2] != "0"] == [
        ("/en/archive/2024/3/", "March 2024", "2"),
        ("/en/archive/2024/12/", "December 2024", "1"),
    ]
    assert re.findall(r'<a href="(/en/archive/\d+/)"', html.partition('id="years"')[2]) == [
        "/en/archive/2024/",
        "/en/archive/2023/",
        "/en/archive/2022/",
    ]
    assert client.get("/en/archive/2021/").status_code == 404
    assert client.get("/en/archive/").content == client.get("/en/archive/2024/").content


def test_a_gregorian_year_names_the_jalali_years_it_spans(client, editions):
    at(2024, 3, edition="fa")
    assert "۱۴۰۲ – ۱۴۰۳" in client.get("/fa/archive/2024/").content.decode()


@pytest.mark.parametrize(
    ("code", "first", "heads"),
    [
        ("en", "1", ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]),
        ("sq", "1", ["Hë", "Ma", "Më", "En", "Pr", "Sh", "Di"]),
        ("fa", "۱۱", ["ش", "ی", "د", "س", "چ", "پ", "ج"]),
    ],
)
def test_month_is_a_calendar_of_its_days_as_the_edition_writes_them(client, editions, code, first, heads):
    at(2024, 3, 5, edition=code), at(2024, 3, 5, edition=code), at(2024, 3, 31, 10, edition=code)
    table = client.get(f"/{code}/archive/2024/3/").content.decode().partition('<table class="calendar">')[2]
    table = table.partition("</table>")[0]
    assert re.findall(r">([^<]+)</th>", table) == heads
    cells = [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td>(.*?)</td>", table, re.S)]
    days = [cell for cell in cells if cell]
    assert len(days) == 31
    assert days[0] == first
    assert len(cells) % 7 == 0
    assert re.findall(r'href="([^"]+)"', table) == [f"/{code}/archive/2024/3/5/", f"/{code}/archive/2024/3/31/"]


def test_day_shows_its_articles_in_the_time_zone_of_the_edition(client, editions):
    edition = editions["fa"]
    edition.time_zone = "Asia/Tehran"
    edition.save()
    at(2024, 1, 31, 23, edition="fa", title="Late")
    html = client.get("/fa/archive/2024/2/1/").content.decode()
    assert "Late" in html
    assert "<h1" in html
    assert "۱۲ بهمن ۱۴۰۲" in html
    assert client.get("/fa/archive/2024/1/31/").status_code == 404


@pytest.mark.parametrize("path", ["2024/2/30/", "2024/13/1/", "0/1/1/", "99999/1/1/", "2024/0/", "0/", "99999/"])
def test_a_day_month_or_year_that_there_is_not_is_not_found(client, editions, path):
    at(2024, 2)
    assert client.get(f"/en/archive/{path}").status_code == 404


def test_edition_without_articles_has_no_years(client, editions):
    assert client.get("/en/archive/").status_code == 404
