"""How the desk writes days and numbers: as the edition in its language does, where there is one."""

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editions import registry
from editions.scripts import calendars, digits
from editions.scripts.calendars import DateStyle

_NUMBERS = re.compile(r"<[^>]*>|&[^;\s]+;|\d+", re.ASCII)


def desk_style(calendar: str = "") -> DateStyle:
    """The style of the active language; in `calendar`, where one is named."""
    language = get_language() or "en"
    edition = registry.all_editions().get(language)
    style = edition.date_style if edition else DateStyle(language)
    return DateStyle(style.language, calendar, style.digits, style.month_names) if calendar else style


def desk_day(day: date | None, *, weekday: bool = False) -> str:
    """A day in words, `21 March 2026`; "" where there is none."""
    return calendars.format_date(day, desk_style(), weekday=weekday) if day else ""


def desk_number(value: int) -> str:
    """Of what was counted so far and no further (`accounts.desk.counting.AtLeast`) with a plus behind it."""
    return digits.format_number(value, desk_style().digits) + ("+" if getattr(value, "is_least", False) else "")


def in_desk_digits(text: str) -> str:
    """A sentence of the desk with its numbers in the desk's digits; marks and entities of HTML stay as they are."""
    family = desk_style().digits
    if family == "latn":
        return text
    return _NUMBERS.sub(lambda found: found[0] if found[0][0] in "<&" else digits.to_digits(found[0], family), text)


def desk_moment(moment: datetime | None, zone: tzinfo | None = None) -> str:
    """A moment in words, `21 March 2026, 14:05`, in `zone`, else in the one that is active; "" where there is none."""
    if not moment:
        return ""
    style, local = desk_style(), timezone.localtime(moment, zone)
    comma = _(", ")
    return f"{calendars.format_date(local, style)}{comma}{calendars.format_time(local, style)}"


def desk_moment_in(moment: datetime, zone: tzinfo) -> str:
    """A moment in words in a time zone, which is named: `21 March 2026, 09:30 (Asia/Tehran)`."""
    return f"{desk_moment(moment, zone)} ({zone})"


def moment_column(field: str, name: Any) -> Callable[[Any], str | None]:
    """A column of a stock list with the moment in `field`, as the desk writes it, sorted by it; or a line of a page
    that is only shown.

    Args:
        field: of the list's model; a date and time that may be missing.
        name: of the column, translated when it is shown.
    """

    @admin.display(description=name, ordering=field, empty_value="–")
    def column(row: Any) -> str | None:
        moment = getattr(row, field)
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), desk_moment(moment)) if moment else None

    column.__name__ = field
    return column
