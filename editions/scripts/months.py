"""Months and weeks as a calendar shows them, Gregorian or Jalali. Days are `date`s: Gregorian, whatever is shown."""

from dataclasses import dataclass
from datetime import date, timedelta

import jdatetime

from editions.scripts.calendars import DateStyle, month_name
from editions.scripts.digits import to_digits

GREGORIAN, JALALI = "gregorian", "jalali"
# The first day of the week, as `date.weekday()` counts: Monday, and Saturday where years are Jalali.
FIRST_DAY = {GREGORIAN: 0, JALALI: 5}
# Years that every date arithmetic here can do.
YEARS = {GREGORIAN: range(1900, 2201), JALALI: range(1279, 1579)}


@dataclass(frozen=True)
class Month:
    """A month of one calendar, by its own numbers."""

    calendar: str
    year: int
    number: int

    @classmethod
    def of(cls, day: date, calendar: str) -> "Month":
        if calendar == JALALI:
            jalali = jdatetime.date.fromgregorian(date=day)
            return cls(calendar, jalali.year, jalali.month)
        return cls(calendar, day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Of "2026-03" or "1405-01": the year says which calendar is meant; None for anything else."""
        year, _dash, number = text.partition("-")
        if not (text.isascii() and len(year) == 4 and len(number) == 2 and year.isdigit() and number.isdigit()):
            return None
        for calendar, years in YEARS.items():
            if int(year) in years and 1 <= int(number) <= 12:
                return cls(calendar, int(year), int(number))
        return None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        if self.calendar == JALALI:
            return jdatetime.date(self.year, self.number, 1).togregorian()
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.beside(1).first - timedelta(days=1)

    def beside(self, step: int) -> "Month":
        """The month so many later, or earlier."""
        count = self.year * 12 + self.number - 1 + step
        return Month(self.calendar, count // 12, count % 12 + 1)

    @property
    def is_known(self) -> bool:
        return self.year in YEARS[self.calendar]

    def in_calendar(self, calendar: str) -> "Month":
        """The other calendar's month in which most of this one lies."""
        return self if calendar == self.calendar else Month.of(self.first + timedelta(days=15), calendar)

    def weeks(self) -> list[list[date]]:
        """Whole weeks that cover it."""
        start = week_of(self.first, self.calendar)[0]
        count = (self.last - start).days // 7 + 1
        return [week_of(start + timedelta(weeks=number), self.calendar) for number in range(count)]

    def title(self, style: DateStyle) -> str:
        """`March 2026`, `فروردین ۱۴۰۵`."""
        named = DateStyle(style.language, self.calendar, style.digits, style.month_names)
        return to_digits(f"{month_name(self.number, named)} {self.year}", style.digits)


def week_of(day: date, calendar: str) -> list[date]:
    """The seven days of the week of `day`, from the calendar's first one."""
    start = day - timedelta(days=(day.weekday() - FIRST_DAY[calendar]) % 7)
    return [start + timedelta(days=number) for number in range(7)]
