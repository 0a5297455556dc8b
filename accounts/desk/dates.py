"""How the desk writes days and numbers: as the edition in its language does, where there is one."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editions import registry
from editions.scripts import calendars, digits
from editions.scripts.calendars import DateStyle


def desk_style(calendar: str = "") -> DateStyle:
    """The style of the active language; in `calendar`, where one is named."""
    language = get_language() or "en"
    edition = registry.all_editions().get(language)
    style = edition.date_style if edition else DateStyle(language)
    return DateStyle(style.language, calendar, style.digits, style.month_names) if calendar else style


def desk_day(day: date | None, *, weekday: bool = False) -> str:
    """A day in words, `21 March 2026`; "" where there is none."""
    return calendars.format_date(day, desk_style(), weekday=weekday) if day else ""


def desk_moment(moment: datetime) -> str:
    """A day in words and the hour, `21 March 2026, 10:05`, in the time zone that is active."""
    style, local = desk_style(), timezone.localtime(moment)
    return f"{calendars.format_date(local, style)}{_(', ')}{calendars.format_time(local, style)}"


def desk_number(value: int) -> str:
    return digits.format_number(value, desk_style().digits)
