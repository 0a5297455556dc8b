"""What templates of the desk ask: days and numbers in its language, and the values of a list with their names."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from accounts.desk import dates
from accounts.desk.faults import Fault, faults_of
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
def desk_moment(moment: datetime | None) -> str:
    """`<time>` with day and hour, in the time zone that is active."""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), dates.desk_moment(moment)) if moment else ""


@register.filter
def desk_moment_words(moment: datetime | None) -> str:
    """The same without a mark, for within a sentence."""
    return dates.desk_moment(moment)


@register.filter
def desk_number(value: Any) -> str:
    return dates.desk_number(int(value))


@register.filter(is_safe=True)
def desk_digits(sentence: Any) -> str:
    """A sentence of the desk, or its mark-up, with its numbers in the desk's digits."""
    return dates.in_desk_digits(str(sentence))


@register.filter
def with_names(cells: Iterable[SafeString], headers: Iterable[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row of a stock list, each with its column's name as `data-label`; choosing and editing need none.

    Args:
        cells: `<td …>` and `<th …>` as the stock list makes them.
        headers: its columns in the same order, with their `text`.
    """
    for cell, header in zip(cells, [*headers, {}], strict=False):
        name = "" if "action-checkbox" in cell[:80] else capfirst(strip_tags(str(header.get("text", ""))))
        named = format_html(' data-label="{}"', name) if name and cell.startswith("<td") else ""
        # Both halves are the stock list's own, escaped by it.
        yield mark_safe(cell[:3] + named + cell[3:])  # noqa: S308


@register.simple_tag(takes_context=True)
def faults_here(context: Any) -> list[Fault]:
    """What keeps the form of a stock page from being saved; none of a page that was not sent."""
    return faults_of(context["adminform"].form, context.get("inline_admin_formsets") or ())
