"""The second calendar of an edition, and the lunar one among them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from editions.enums import MonthNames
from editions.scripts import hijri
from editions.scripts.calendars import JALALI_MONTHS, MONTHS, DateStyle, format_date
from editions.templatetags.editions import full_day
from seeds.factories import make_edition, make_issue

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # New Year's days and first days of Ramadan as Saudi Arabia published them.
        (date(2023, 7, 19), (1445, 1, 1)),
        (date(2024, 7, 7), (1446, 1, 1)),
        (date(2025, 6, 26), (1447, 1, 1)),
        (date(2023, 3, 23), (1444, 9, 1)),
        (date(2024, 3, 11), (1445, 9, 1)),
        (date(2025, 3, 1), (1446, 9, 1)),
        (date(2026, 2, 18), (1447, 9, 1)),
        # The last day of a year, and the ends of the table.
        (date(2025, 6, 25), (1446, 12, 29)),
        (date(1924, 8, 2), (1343, 1, 1)),
        (date(2077, 11, 16), (1500, 12, 30)),
    ],
)
def test_lunar_dates_are_those_of_umm_al_qura(day, expected):
    assert hijri.from_gregorian(day) == expected


def test_every_day_of_the_table_follows_the_one_before():
    before = hijri.from_gregorian(date(1924, 8, 2))
    day = date(1924, 8, 3)
    while (this := hijri.from_gregorian(day)) is not None:
        year, month, number = before
        following = {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
        assert this in following, day
        assert this[2] <= 30
        assert this[1] <= 12
        before, day = this, day + timedelta(days=1)
    assert day == date(2077, 11, 17)


@pytest.mark.parametrize("day", [date.min, date(1924, 8, 1), date(2077, 11, 17), date.max])
def test_days_beyond_the_table_are_written_in_the_gregorian_calendar(day):
    assert hijri.from_gregorian(day) is None
    assert format_date(day, DateStyle("en", calendar="hijri")) == format_date(day, DateStyle("en"))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (DateStyle("en", "hijri"), "16 Jumada II 1448\u00a0AH"),
        (DateStyle("ar", "hijri", "arab", "levant"), "١٦ جمادى الآخرة ١٤٤٨\u00a0هـ"),
        (DateStyle("fa", "hijri", "arabext"), "۱۶ جمادی‌الثانی ۱۴۴۸\u00a0ه\u200d.ق."),
        (DateStyle("sq", "hijri"), "16 xhumade-theni 1448\u00a0h."),
        # A language of a site's own has the English names.
        (DateStyle("tr", "hijri"), "16 Jumada II 1448\u00a0AH"),
        (DateStyle("ar", "gregorian", "latn", "morocco"), "26 نونبر 2026"),
        (DateStyle("fa", "gregorian", "arabext", "afghan"), "۲۶ نومبر ۲۰۲۶"),
    ],
)
def test_a_day_is_written_in_each_language_and_calendar(style, expected):
    assert format_date(DAY, style) == expected


def test_every_set_of_month_names_has_twelve_names_somewhere():
    sets = {names for _language, names in MONTHS | JALALI_MONTHS}
    assert sets == set(MonthNames.values)
    assert all(len(set(names)) == 12 for names in (MONTHS | JALALI_MONTHS).values())


def test_the_second_date_stands_in_brackets_and_each_is_isolated(db):
    edition = make_edition("fa")
    moment = datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert full_day(moment, edition) == (
        '<bdi><time datetime="2026-11-26T09:00:00Z">۵ آذر ۱۴۰۵</time></bdi> (<bdi>۲۶ نوامبر ۲۰۲۶</bdi>)'
    )
    edition.second_calendar = ""
    assert full_day(moment, edition) == '<time datetime="2026-11-26T09:00:00Z">۵ آذر ۱۴۰۵</time>'
    assert full_day(None, edition) == ""


def test_the_second_date_is_that_of_the_day_in_the_zone_of_the_edition(db):
    edition = make_edition("fa", time_zone="Asia/Tehran")
    # Half past one in the night in Tehran.
    assert "۲۷ نوامبر ۲۰۲۶" in full_day(datetime(2026, 11, 26, 22, tzinfo=UTC), edition)


def test_a_calendar_is_not_its_own_second(db):
    edition = make_edition("en")
    edition.second_calendar = "gregorian"
    with pytest.raises(ValidationError) as raised:
        edition.full_clean()
    assert list(raised.value.message_dict) == ["second_calendar"]
    edition.second_calendar = "hijri"
    edition.full_clean()
    assert edition.second_date_style == replace(edition.date_style, calendar="hijri")


def test_an_issue_says_both_dates_on_its_own_page_and_one_in_lists(client, db, files_dir):
    make_edition("en")
    make_edition("fa")
    issue = make_issue(number=3, editions=("fa",), issued_on=date(2026, 3, 21))
    page = client.get(issue.texts.get().get_absolute_url()).content.decode()
    assert '<bdi><time datetime="2026-03-21">۱ فروردین ۱۴۰۵</time></bdi> (<bdi>۲۱ مارس ۲۰۲۶</bdi>)' in page
    assert "۲۱ مارس" not in client.get("/fa/").content.decode()
