"""XML as WordPress's exports have it."""

import re
from datetime import UTC, datetime, tzinfo

# What XML 1.0 has no place for, half surrogates too.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NEVER = "0000-00-00 00:00:00"


def clean(text: str) -> str:
    """Text without the characters that XML has no place for."""
    return _NO_CHARACTER.sub("", text)


def cdata(text: str) -> str:
    # A carriage return would come back as the end of a line, whatever is written.
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def element(name: str, text: str | int) -> str:
    """An element that holds words; numbers and nothing stand bare, as WordPress has them."""
    if isinstance(text, int):
        return f"<{name}>{text}</{name}>"
    return f"<{name}>{cdata(text)}</{name}>"


def moment(value: datetime | None, zone: tzinfo = UTC) -> str:
    """2024-05-01 12:00:00 by the clock of a zone; zeros where there is none."""
    return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}" if value else NEVER


def rfc822(value: datetime | None) -> str:
    if value is None:
        return ""
    utc = value.astimezone(UTC)
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    # Not strftime's names, which follow the language of the process.
    return f"{days[utc.weekday()]}, {utc.day:02} {months[utc.month - 1]} {utc.year:04} {utc:%H:%M:%S} +0000"
