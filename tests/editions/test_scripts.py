"""Text per script: digits, dates, slugs, hidden characters."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from editions.scripts.calendars import DateStyle, format_date, format_day_and_month, format_month, local
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.digits import format_number, to_digits, to_latin
from editions.scripts.slugs import is_slug, slugify
from editions.years import check_year

EN, SQ = DateStyle("en"), DateStyle("sq")
AR = DateStyle("ar", digits="arab", month_names="levant")
FA = DateStyle("fa", calendar="jalali", digits="arabext")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (EN, "21 March 2026"),
        (SQ, "21 mars 2026"),
        (AR, "٢١ آذار ٢٠٢٦"),
        (DateStyle("ar", digits="arab", month_names="gulf"), "٢١ مارس ٢٠٢٦"),
        (DateStyle("ar", month_names="maghreb"), "21 مارس 2026"),
        (FA, "۱ فروردین ۱۴۰۵"),
        (DateStyle("fa", calendar="jalali", digits="arabext", month_names="afghan"), "۱ حمل ۱۴۰۵"),
    ],
)
def test_new_years_day_is_written_as_each_edition_writes_it(style, expected):
    assert format_date(date(2026, 3, 21), style) == expected


def test_the_weekday_of_nowruz_1405_is_saturday():
    assert format_date(date(2026, 3, 21), FA, weekday=True) == "شنبه ۱ فروردین ۱۴۰۵"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The last day of a leap year, and of a common one (calendar authority of Iran).
        (date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳"),
        (date(2026, 3, 20), "۲۹ اسفند ۱۴۰۴"),
        (date(2000, 1, 1), "۱۱ دی ۱۳۷۸"),
    ],
)
def test_jalali_leap_years_end_on_the_thirtieth(day, expected):
    assert format_date(day, FA) == expected


def test_a_gregorian_month_names_the_jalali_months_it_spans():
    assert format_month(date(2026, 3, 1), FA) == "اسفند ۱۴۰۴ – فروردین ۱۴۰۵"
    assert format_month(date(2026, 11, 1), FA) == "آبان – آذر ۱۴۰۵"
    assert format_month(date(2026, 12, 5), EN) == "December 2026"


@pytest.mark.parametrize("style", [EN, SQ, AR, FA], ids=lambda style: style.language)
@given(st.one_of(st.dates(), st.datetimes(), st.sampled_from([date.min, date.max, date(621, 3, 21)])))
def test_every_day_that_there_is_can_be_written(style, day):
    for write in (format_date, format_day_and_month, format_month):
        assert write(day, style)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(1, 1, 1), "۱ ژانویه ۱"), (date(621, 1, 1), "۱ ژانویه ۶۲۱"), (date(9999, 12, 31), "۳۱ دسامبر ۹۹۹۹")],
)
def test_a_day_beyond_the_jalali_calendar_is_written_in_the_gregorian_one(day, expected):
    assert format_date(day, FA) == expected


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-11, 11])
def test_a_moment_at_the_edge_of_time_has_a_day_in_every_zone(moment, hours):
    moment = moment.replace(tzinfo=UTC)
    assert local(moment, timezone(timedelta(hours=hours))).year in {1, 9999}


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2201, 1, 1), date.min, date.max, datetime.min])
def test_years_in_which_nothing_can_happen_are_refused(day):
    with pytest.raises(ValidationError, match="between 1900 and 2200"):
        check_year(day)


def test_digits_go_there_and_back_in_every_family():
    for family in ("latn", "arab", "arabext"):
        assert to_latin(to_digits("0123456789", family)) == "0123456789"


def test_large_numbers_get_the_familys_own_separator_and_years_none():
    assert format_number(1234567, "arabext") == "۱٬۲۳۴٬۵۶۷"
    assert format_number(2026, "latn") == "2026"
    assert format_number(12345, "latn") == "12,345"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Bridge That Was Moved", "the-bridge-that-was-moved"),
        ("Don’t panic, it's fine!", "dont-panic-its-fine"),
        ("Çështja e ujit", "çështja-e-ujit"),
        ("می‌رود به خانه‌ها", "می-رود-به-خانه-ها"),
        ("كِتابٌ عن الـماء", "كتاب-عن-الماء"),
        ("سال ۱۴۰۵ و عدد ٣", "سال-1405-و-عدد-3"),
        ("  --  ", ""),
        ("a/b?c#d%e\\f", "a-b-c-d-e-f"),
    ],
)
def test_slugs_keep_the_scripts_own_letters(title, slug):
    assert slugify(title) == slug


def test_a_long_title_is_cut_at_a_word():
    slug = slugify("word " * 60)
    assert len(slug) <= 80
    assert slug.endswith("word")


@given(st.text(max_size=200))
def test_a_slug_of_a_slug_is_itself(text):
    slug = slugify(text)
    assert slug == "" or is_slug(slug)


@given(st.text(max_size=200))
def test_stripping_twice_is_stripping_once(text):
    assert strip_controls(strip_controls(text)) == strip_controls(text)


def test_overrides_and_control_characters_vanish_and_zwnj_stays():
    assert one_line("a\u202eb\x00c\u2067 d\r\n e") == "abc d e"
    assert strip_controls("می\u200cرود") == "می\u200cرود"


def test_turkish_capital_with_a_dot_leaves_no_mark_in_an_address():
    assert slugify("İstanbul’da Işık") == "istanbulda-işık"


def test_breaks_without_width_are_no_part_of_a_title():
    assert one_line("Gar\u200bden\u00ads") == "Gardens"
    assert one_line("می\u200cروم") == "می\u200cروم"
