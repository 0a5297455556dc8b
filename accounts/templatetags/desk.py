"""What templates of the desk ask of its language: days and numbers."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html

from accounts.desk import dates
from editions.scripts import calendars

register = template.Library()


@register.filter
def desk_day(moment: date | datetime | None) -> str:
    """`<time>` with the day as the desk writes it; a moment counts in the time zone that is active."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    day = local.date() if isinstance(local, datetime) else local
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), dates.desk_day(day))


@register.filter
def desk_short_day(moment: date | datetime | None) -> str:
    """`<time>` with day and month only."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    text = calendars.format_day_and_month(local, dates.desk_style())
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def desk_time(moment: datetime) -> str:
    """The hour, in the time zone that is active."""
    return calendars.format_time(timezone.localtime(moment), dates.desk_style())


@register.filter
def desk_moment(moment: datetime) -> str:
    """Day and hour as plain words, for sentences."""
    return dates.desk_moment(moment)


@register.filter
def desk_number(value: Any) -> str:
    return dates.desk_number(int(value))
