"""The Hijri (lunar) calendar by the reckoning of Umm al-Qura, which Saudi Arabia publishes.

The lengths of its months follow no rule that one could compute, so they are a table: those of the calendar
"islamic-umalqura" as the Unicode CLDR and ICU define it, from 1 Muharram 1343 (2 August 1924) to the end of 1500
(16 November 2077). Communities that look for the new moon may begin a month a day later or earlier.
"""

from bisect import bisect_right
from datetime import date
from functools import cache
from itertools import accumulate

FIRST_YEAR = 1343
FIRST_DAY = date(1924, 8, 2)
# Three hexadecimal digits a year, one bit a month from Muharram on: set where it has 30 days, clear where 29.
LENGTHS = (
    "956acaba4bd25d92dc96d54daa5b52ba55b49b655729754b6a3752b6556aaab52bc95d4ada55caad69574ab94b"
    "aa5b52b6a5752768b745b5555a95b49da4dd26e936aaad54db25d52da95b4aba55b49b64b715b4ab5a55d25e92"
    "ec96d4ae996b4aba93d49da4db2ab94baa5b52ba95b2ab5555c4bd23d91da95b4ab5a56d2b693b49b6556a9754"
    "b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6a56e4db25b52b6a5ad2ae92f49764b6a56acad6"
    "55d49da4dd16d955aa5b52da95b4ad5956ca6e4aea4f52b6956aaab54bd25d92ea96d4ada95b4aba55b29b54d6"
    "a97547693749b5556aa6b52b"
)


@cache
def _starts() -> list[int]:
    """Ordinals of the first days of all months in the table, and of the day after the last."""
    bits = f"{int(LENGTHS, 16):0{len(LENGTHS) * 4}b}"
    return list(accumulate((29 + int(bit) for bit in bits), initial=FIRST_DAY.toordinal()))


def from_gregorian(day: date) -> tuple[int, int, int] | None:
    """Year, month (1 to 12) and day of the month; None for days beyond the table."""
    starts, ordinal = _starts(), day.toordinal()
    if not starts[0] <= ordinal < starts[-1]:
        return None
    index = bisect_right(starts, ordinal) - 1
    return FIRST_YEAR + index // 12, index % 12 + 1, ordinal - starts[index] + 1


def first_day(year: int) -> date | None:
    """Of a year; None beyond the table."""
    index = (year - FIRST_YEAR) * 12
    return date.fromordinal(_starts()[index]) if 0 <= index < len(_starts()) else None
