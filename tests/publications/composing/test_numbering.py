"""The next issue of a series."""

from datetime import date

import pytest

from publications.composing.numbering import name_of, next_day, next_issues
from seeds.factories import make_edition, make_issue, make_series

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("last", "coming"),
    [
        ([], TODAY),
        ([(1, date(2026, 5, 20))], TODAY),
        ([(2, date(2026, 5, 28)), (1, date(2026, 5, 21))], date(2026, 6, 4)),
        ([(2, date(2026, 5, 15)), (1, date(2026, 4, 15))], date(2026, 6, 15)),
        ([(2, date(2026, 12, 1)), (1, date(2026, 11, 1))], date(2027, 1, 1)),
        ([(2, date(2026, 5, 31)), (1, date(2026, 4, 30))], date(2026, 7, 1)),
        # Long ago: what comes next comes today.
        ([(2, date(2020, 5, 28)), (1, date(2020, 5, 21))], TODAY),
        # Dates that make no rhythm.
        ([(2, date(2026, 5, 21)), (1, date(2026, 5, 21))], TODAY),
        ([(2, date(2026, 5, 1)), (1, date(2026, 5, 21))], TODAY),
    ],
)
def test_next_day_follows_the_rhythm_of_the_last_two(last: list, coming: date):
    assert next_day(last, TODAY) == coming


@pytest.mark.django_db
def test_series_that_came_out_last_comes_first_and_lists_of_books_not_at_all(editions):
    older, newer, new = make_series(), make_series(), make_series()
    make_series(kind="books")
    make_issue(series=older, number=4, issued_on=date(2026, 3, 1))
    make_issue(series=newer, number=9, issued_on=date(2026, 5, 1))
    assert [(one.series, one.number) for one in next_issues(TODAY)] == [(newer, 10), (older, 5), (new, 1)]


@pytest.mark.django_db
def test_issue_is_named_by_series_and_number_as_the_edition_writes_them():
    issue = make_issue(series=make_series(name_fa="خبرنامه"), number=14)
    assert name_of(issue, make_edition("fa")) == "خبرنامه ۱۴"
