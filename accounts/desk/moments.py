"""What the desk's picker of days and moments has to know: names, digits, first day of the week, words."""

import json
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editions import registry
from editions.scripts.calendars import DateStyle, month_names, short_weekday, weekday_names


def picker_settings() -> str:
    """As JSON, in the active language and time zone; for static/desk/moment.js."""
    code = get_language() or "en"
    language, edition = code.split("-")[0], registry.all_editions().get(code)
    style = edition.date_style if edition else DateStyle(code)
    weekdays = weekday_names(style)
    settings: dict[str, Any] = {
        # Of the desk's language; the page of an edition's text names that edition's own in its head.
        "calendar": style.calendar,
        "digits": style.digits,
        "months": {calendar: month_names(style, calendar) for calendar in ("gregorian", "jalali")},
        "weekdays": weekdays,
        "weekdaysShort": [short_weekday(name, language) for name in weekdays],
        # Django counts from Sunday, we from Monday.
        "firstWeekday": (int(get_format("FIRST_DAY_OF_WEEK")) + 6) % 7,
        "zone": timezone.get_current_timezone_name(),
        "words": {
            "choose": _("Choose a day"),
            "gregorian": _("Gregorian"),
            "jalali": _("Jalali"),
            "calendar": _("Calendar"),
            "previousMonth": _("Previous month"),
            "nextMonth": _("Next month"),
            "previousYear": _("Previous year"),
            "nextYear": _("Next year"),
            "time": _("Time"),
            "today": _("Today"),
            "now": _("Now"),
            "clear": _("Clear"),
            "cancel": _("Cancel"),
            "apply": _("Apply"),
            "comma": _(", "),
        },
    }
    return json.dumps(settings, ensure_ascii=False)
