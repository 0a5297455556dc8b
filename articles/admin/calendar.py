"""The calendar of the desk: what is planned and what is set, a lane an edition, by month or by week."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.desk.dates import desk_style
from accounts.gate import may_see_drafts, may_share_things
from articles.schedule import Entry, entries_between
from editions import registry
from editions.enums import Calendar
from editions.models import Edition
from editions.scripts import calendars
from editions.scripts.months import JALALI, Month, week_of


@dataclass
class Day:
    """A column of a week."""

    date: date
    weekday: str
    label: str
    is_today: bool
    is_outside: bool


@dataclass
class Lane:
    """A row of a week: an edition, and each of the seven days with what it has then."""

    edition: Edition
    days: list[tuple[Day, list[Entry]]]


@dataclass
class Week:
    days: list[Day]
    lanes: list[Lane] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    calendar: str
    month: Month
    # The first day of the week that is shown; None: the whole month.
    week: date | None
    edition: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Asked":
        edition = registry.all_editions().get(request.GET.get("edition", ""))
        calendar = request.GET.get("calendar", "")
        month = Month.read(request.GET.get("month", ""))
        if calendar not in Calendar.values:
            # The one that is named by a month, the chosen edition's, the one of the desk's language.
            calendar = month.calendar if month else edition.calendar if edition else desk_style().calendar
        day = day_named(request.GET.get("week", ""))
        month = month or Month.of(day or today(edition), calendar)
        week = week_of(day, calendar)[0] if day else None
        return cls(calendar, month.in_calendar(calendar), week, edition.code if edition else "")

    def address(self, **changes: Any) -> str:
        asked: dict[str, Any] = {"calendar": self.calendar, "edition": self.edition, **changes}
        return f"{reverse('admin:calendar')}?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def weeks(self) -> list[list[date]]:
        return [week_of(self.week, self.calendar)] if self.week else self.month.weeks()


def day_named(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def today(edition: Edition | None) -> date:
    return timezone.localdate(timezone=edition.zone if edition else None)


@require_safe
def month_or_week(request: HttpRequest) -> HttpResponse:
    """Of the editions whose drafts the user may read: `?month=` or `?week=`, `?calendar=`, `?edition=`."""
    if not may_share_things(request.user):
        raise PermissionDenied
    asked = Asked.read(request)
    theirs = [one for one in registry.all_editions().values() if may_see_drafts(request.user, one.code)]
    shown = [edition for edition in theirs if asked.edition in ("", edition.code)]
    days = [day for week in asked.weeks for day in week]
    entries = entries_between(days[0], days[-1], shown, request.user)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Calendar"),
        "is_nav_sidebar_enabled": False,
        "asked": asked,
        "heading": heading(asked),
        "weeks": [week(days, asked, shown, entries) for days in asked.weeks],
        "count": len(entries),
        "editions": theirs,
        "links": links(asked),
        "here": request.get_full_path(),
    }
    return render(request, "admin/calendar/calendar.html", context)


def heading(asked: Asked) -> str:
    style = desk_style(asked.calendar)
    if asked.week is None:
        return asked.month.title(style)
    first, last = (calendars.format_date(day, style) for day in (asked.week, asked.week + timedelta(days=6)))
    return f"{first} – {last}"


def week(days: list[date], asked: Asked, editions: list[Edition], entries: list[Entry]) -> Week:
    style, now = desk_style(asked.calendar), timezone.localdate()
    columns = [
        Day(
            day,
            calendars.weekday_name(day, style.language),
            calendars.format_day_and_month(day, style),
            day == now,
            asked.week is None and Month.of(day, asked.calendar) != asked.month,
        )
        for day in days
    ]
    lanes = [
        Lane(
            edition,
            [(day, [one for one in entries if one.day == day.date and one.edition == edition]) for day in columns],
        )
        for edition in editions
    ]
    return Week(columns, lanes)


def links(asked: Asked) -> dict[str, str]:
    """Where the page leads: before, after, now, the other view, the other calendar."""
    other = Calendar.GREGORIAN.value if asked.calendar == JALALI else JALALI
    if asked.week:
        return {
            "before": asked.address(week=asked.week - timedelta(days=7)),
            "after": asked.address(week=asked.week + timedelta(days=7)),
            "now": asked.address(week=timezone.localdate()),
            "month": asked.address(month=Month.of(asked.week + timedelta(days=3), asked.calendar)),
            "other": asked.address(calendar=other, week=asked.week + timedelta(days=3)),
        }
    return {
        "before": asked.address(month=asked.month.beside(-1)) if asked.month.beside(-1).is_known else "",
        "after": asked.address(month=asked.month.beside(1)) if asked.month.beside(2).is_known else "",
        "now": asked.address(),
        "week": asked.address(week=first_day_of_interest(asked.month)),
        "other": asked.address(calendar=other, month=asked.month.in_calendar(other)),
    }


def first_day_of_interest(month: Month) -> date:
    """Today, where it lies in the month, else the month's first day."""
    now = timezone.localdate()
    return now if month.first <= now <= month.last else month.first
