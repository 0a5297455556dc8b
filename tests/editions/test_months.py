"""Months and weeks of both calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.scripts.calendars import DateStyle, first_day, next_year, parts
from editions.scripts.months import GREGORIAN, JALALI, Month, week_of

PERSIAN, ARABIC = DateStyle("fa", "jalali", "arabext"), DateStyle("ar", "gregorian", "arab", "levant")
CALENDARS = st.sampled_from([GREGORIAN, JALALI])
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "calendar", "written", "first", "last"),
    [
        (date(2026, 3, 21), GREGORIAN, "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 3, 21), JALALI, "1405-01", date(2026, 3, 21), date(2026, 4, 20)),
        (date(2026, 3, 20), JALALI, "1404-12", date(2026, 2, 20), date(2026, 3, 20)),
        # 1403 was a leap year: Esfand had thirty days.
        (date(2025, 3, 20), JALALI, "1403-12", date(2025, 2, 19), date(2025, 3, 20)),
        (date(2024, 2, 29), GREGORIAN, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_month_of_a_day(day, calendar, written, first, last):
    month = Month.of(day, calendar)
    assert (str(month), month.first, month.last) == (written, first, last)
    assert Month.read(written) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "0000-01", "9999-01", "1405-1", "x", "۱۴۰۵-۰۱", "1600-01"]
)
def test_what_is_no_month_is_none(text):
    assert Month.read(text) is None


def test_title_is_in_its_language_and_digits():
    assert Month.read("1405-09").title(PERSIAN) == "آذر ۱۴۰۵"
    assert Month.read("2026-03").title(ARABIC) == "آذار ٢٠٢٦"
    assert Month.read("2026-03").title(PERSIAN) == "مارس ۲۰۲۶"
    assert Month.read("1405-02").title(ARABIC) == "أرديبهشت ١٤٠٥"
    assert Month.read("1405-02").title(DateStyle("sq")) == "Ordibehesht 1405"


def test_weeks_begin_on_monday_and_on_saturday_where_years_are_jalali():
    assert week_of(date(2026, 3, 21), GREGORIAN)[0] == date(2026, 3, 16)
    assert week_of(date(2026, 3, 21), JALALI)[0] == date(2026, 3, 21)


@given(DAYS, CALENDARS)
def test_month_covers_its_day_and_its_weeks_cover_it(day, calendar):
    month = Month.of(day, calendar)
    assert month.first <= day <= month.last
    days = [one for week in month.weeks() for one in week]
    assert days[0] <= month.first
    assert month.last <= days[-1]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) - (month.last - month.first).days <= 14


@given(DAYS, CALENDARS)
def test_months_follow_each_other_without_a_gap(day, calendar):
    month = Month.of(day, calendar)
    assert month.beside(1).first == month.last + timedelta(days=1)
    assert month.beside(1).beside(-1) == month
    assert month.in_calendar(GREGORIAN).calendar == GREGORIAN


@given(DAYS, CALENDARS)
def test_next_year_is_the_first_day_that_has_another_year(day, calendar):
    style = DateStyle("fa", calendar)
    first = next_year(day, style)
    assert parts(first, style)[0] == parts(day, style)[0] + 1
    assert parts(first - timedelta(days=1), style)[0] == parts(day, style)[0]


@given(DAYS, CALENDARS)
def test_year_begins_on_the_first_day_that_has_it(day, calendar):
    style = DateStyle("fa", calendar)
    year = parts(day, style)[0]
    first = first_day(year, style)
    assert first <= day < next_year(day, style) == first_day(year + 1, style)
    assert parts(first, style)[0] == year
    assert parts(first - timedelta(days=1), style)[0] == year - 1


@pytest.mark.parametrize(("year", "calendar"), [(0, GREGORIAN), (12_000, GREGORIAN), (0, JALALI), (9999, JALALI)])
def test_year_that_no_calendar_reaches_has_no_first_day(year, calendar):
    assert first_day(year, DateStyle("fa", calendar)) is None


def test_lunar_years_begin_where_their_table_says():
    style = DateStyle("ar", "hijri")
    assert first_day(1343, style) == date(1924, 8, 2)
    assert first_day(1448, style) == date(2026, 6, 16)
    assert first_day(1501, style) == date(2077, 11, 17)
    assert first_day(1342, style) is None
    assert first_day(1502, style) is None
