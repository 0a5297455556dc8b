"""What templates ask of the edition: its dates, digits, menu and switcher."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editions import registry
from editions.columns import translated as translated_value
from editions.frame import Frame, frame_of
from editions.head import Head, absolute
from editions.making import until
from editions.models import Edition
from editions.scripts import calendars, digits
from editions.switcher import Choice, choices_of

register = template.Library()


@register.filter
def number(value: int | None, edition: Edition) -> str:
    """A whole number in the edition's digits."""
    return "" if value is None else digits.format_number(int(value), edition.digits)


@register.filter
def file_size(size: int | None, edition: Edition) -> str:
    """Bytes as "2.4 MB" or "310 KB" (powers of 1000) in the edition's digits; "" where the size is not known."""
    if size is None:
        return ""
    if size < 950_000:
        return _("{size} KB").format(size=digits.format_decimal(max(size / 1e3, 1), edition.digits, places=0))
    return _("{size} MB").format(size=digits.format_decimal(size / 1e6, edition.digits))


@register.filter
def in_digits(text: Any, edition: Edition) -> str:
    """Any text with its European digits written in the edition's."""
    return digits.to_digits(str(text), edition.digits)


@register.filter
def day(moment: date | datetime | None, edition: Edition) -> str:
    """`<time>` with the date in the edition's calendar and digits, and the moment in ISO."""
    if moment is None:
        return ""
    local, stamp = moment, moment.isoformat()
    if isinstance(moment, datetime):
        local, stamp = calendars.local(moment, edition.zone), stamp_of(moment)
    return format_html('<time datetime="{}">{}</time>', stamp, calendars.format_date(local, edition.date_style))


@register.filter
def full_day(moment: date | datetime | None, edition: Edition) -> str:
    """The date of `day`, in brackets after it that in the edition's second calendar; each isolated from the other."""
    first, style = day(moment, edition), edition.second_date_style
    if moment is None or style is None:
        return first
    local = calendars.local(moment, edition.zone) if isinstance(moment, datetime) else moment
    return format_html("<bdi>{}</bdi> (<bdi>{}</bdi>)", first, calendars.format_date(local, style))


@register.filter
def short_day(moment: datetime, edition: Edition) -> str:
    """`<time>` with day and month only, for columns of dates."""
    local = calendars.local(moment, edition.zone)
    return format_html(
        '<time datetime="{}">{}</time>', stamp_of(moment), calendars.format_day_and_month(local, edition.date_style)
    )


def stamp_of(moment: datetime) -> str:
    """The moment as `datetime` attributes carry it: in UTC, to the second."""
    return calendars.local(moment, UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


@register.simple_tag
def copyright_years(edition: Edition) -> str:
    """ "2005–2026" in the edition's calendar and digits."""
    today = timezone.now().astimezone(edition.zone).date()
    this_year = calendars.parts(today, edition.date_style)[0]
    until(datetime.combine(calendars.next_year(today, edition.date_style), time(), edition.zone))
    first = edition.copyright_from
    if first and edition.calendar == "jalali":
        # The Jalali year in which the Gregorian one mostly lies.
        first = calendars.parts(date(first, 7, 1), edition.date_style)[0]
    years = f"{first}–{this_year}" if first and first < this_year else str(this_year)
    return digits.to_digits(years, edition.digits)


@register.simple_tag
def edition_link(text: Any, address: str = "") -> SafeString:
    """A link to a text's page in its own edition, named by the edition in its own language.

    Args:
        address: of another page about the text; that is no translation of the page it stands on.
    """
    edition = registry.all_editions()[text.edition_id]
    rel = format_html(' hreflang="{}" rel="alternate"', edition.language) if not address else ""
    return format_html(
        '<a href="{}" lang="{}" dir="{}"{}>{}</a>',
        address or text.get_absolute_url(), edition.language, edition.direction, rel, edition.endonym,
    )  # fmt: skip


@register.simple_tag
def text_in(obj: Any, field: str, edition: Edition) -> str:
    """A translated field in this edition and no other."""
    return translated_value(obj, field, edition.code)


@register.simple_tag
def frame(edition: Edition) -> Frame:
    """The menu and footer that surround every page of the edition."""
    return frame_of(edition)


@register.simple_tag
def place_in(frame: Frame, head: Head | None = None) -> str:
    """The page's path where the menu leads to it, and so marks it; else ""."""
    return frame.place_of(head.path) if head else ""


@register.simple_tag
def switcher(edition: Edition, head: Head | None = None) -> list[Choice]:
    """Each visible edition with the address of this page in it, or of its home where it has no such page."""
    return choices_of(edition, head.alternates if head else {})


@register.filter
def full_address(path: str) -> str:
    return absolute(path)
