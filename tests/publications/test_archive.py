"""The archive of a series: by number, with years as its edition counts them."""

import re
from datetime import date

import pytest

from seeds.factories import make_issue, make_series

pytestmark = pytest.mark.django_db

PATH = "/publications/letter/"


@pytest.fixture
def series(editions):
    """Issues of three years, ten a year, put in newest first as old PDFs are."""
    letter = make_series(slug="letter", name="Letter")
    for number in range(30, 0, -1):
        year, month = divmod(number - 1, 10)
        make_issue(
            series=letter,
            number=number,
            editions=["en", "fa"],
            title=f"No. {number}.",
            issued_on=date(2020 + year, month + 1, 5),
        )
    return letter


def shown(html: str) -> list[int]:
    return [int(number) for number in re.findall(r"No\. (\d+)\.", html)]


def years(html: str) -> list[tuple[str, str]]:
    nav = re.search(r'<nav class="months" aria-label="[^"]*">(.*?)</nav>', html)
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', nav[1]) if nav else []


def test_newest_number_stands_first_whenever_it_was_put_in(client, series):
    assert shown(client.get(f"/en{PATH}").content.decode()) == list(range(30, 18, -1))


def test_years_lead_to_the_page_where_they_begin(client, series):
    found = years(client.get(f"/en{PATH}").content.decode())
    assert [words for _address, words in found] == ["2022", "2021", "2020"]
    assert found[0][0] == f"/en{PATH}#y2022"
    for address, year in found:
        html = client.get(address.partition("#")[0]).content.decode()
        assert f'id="y{year}"' in html
    assert shown(client.get(found[1][0].partition("#")[0]).content.decode())[0] == 20


def test_years_are_those_of_the_editions_calendar_and_digits(client, series):
    html = client.get(f"/fa{PATH}").content.decode()
    assert [words for _address, words in years(html)] == ["۱۴۰۱", "۱۴۰۰", "۱۳۹۹", "۱۳۹۸"]
    assert 'id="y1401"' in html


def test_series_of_one_year_names_no_years(client, editions):
    letter = make_series(slug="letter", name="Letter")
    make_issue(series=letter, number=1)
    html = client.get(f"/en{PATH}").content.decode()
    assert years(html) == []
    assert "<h2" in html


@pytest.mark.parametrize(
    "query", ["before=x", "before=0", "before=1", "after=30", "before=-3", "after=۵", "before=" + "9" * 40]
)
def test_page_that_is_none_is_unknown(client, series, query: str):
    assert client.get(f"/en{PATH}?{query}").status_code == 404


def test_walk_there_and_back_meets_every_issue_once(client, series):
    path, met = f"/en{PATH}", []
    while path:
        html = client.get(path).content.decode()
        met += shown(html)
        older = re.search(r'<a class="pager__older" rel="next" href="([^"]+)"', html)
        last, path = path, older[1] if older else ""
    assert met == list(range(30, 0, -1))
    newer = re.search(r'<a class="pager__newer" rel="prev" href="([^"]+)"', client.get(last).content.decode())
    assert shown(client.get(newer[1]).content.decode()) == list(range(18, 6, -1))


def test_hundreds_of_issues_cost_no_more_queries(client, series, django_assert_max_num_queries):
    client.get(f"/en{PATH}")
    with django_assert_max_num_queries(6):
        client.get(f"/en{PATH}?before=20")
