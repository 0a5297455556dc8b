"""File sizes and months as an edition writes them."""

from datetime import date

import pytest
from django.utils import translation

from editions.models import Edition
from editions.scripts.calendars import DateStyle, format_date, format_month
from editions.templatetags.editions import file_size


@pytest.mark.parametrize(
    ("size", "digits", "written"),
    [
        (2_400_000, "latn", "2.4 MB"),
        (2_400_000, "arabext", "۲٫۴ MB"),
        (2_000_000, "arab", "٢ MB"),
        (310_200, "latn", "310 KB"),
        (960_000, "latn", "1 MB"),
        (12, "latn", "1 KB"),
        (None, "latn", ""),
    ],
)
def test_file_size_stands_in_the_editions_digits(size, digits, written):
    with translation.override("en"):
        assert file_size(size, Edition(code="en", digits=digits)) == written


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("tr", "21 Mart 2026", "Mart 2026"),
        # With a day before it a Russian month stands in the genitive.
        ("ru", "21 марта 2026", "Март 2026"),
        ("prs", "21 March 2026", "March 2026"),
        ("sq", "21 mars 2026", "mars 2026"),
    ],
)
def test_months_of_an_added_language_are_its_own_or_english(language, day, month):
    with translation.override("fa"):
        assert format_date(date(2026, 3, 21), DateStyle(language)) == day
        assert format_month(date(2026, 3, 21), DateStyle(language)) == month
