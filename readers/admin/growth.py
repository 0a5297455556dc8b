"""Who came and who left by month, as a picture."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi

from accounts.desk.dates import desk_number, desk_style
from editions.scripts.calendars import month_names

# In the picture's own units: height of the half above the line, the half below, and the step from month to month.
ABOVE, BELOW, STEP, BAR, MARGIN = 80, 40, 40, 26, 8


@dataclass(frozen=True)
class Bar:
    """A month: those who joined stand above the line, those who left hang below it."""

    month: date
    joined: int
    left: int
    x: int
    height: int
    depth: int

    @property
    def y(self) -> int:
        return MARGIN + ABOVE - self.height

    @property
    def short(self) -> str:
        """The month's number: a name has no room."""
        return desk_number(self.month.month)

    @property
    def words(self) -> str:
        name = month_names(desk_style(), "gregorian")[self.month.month - 1]
        return f"{name} {desk_number(self.month.year)}"

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


@dataclass(frozen=True)
class Growth:
    """The picture. In right-to-left languages time runs to the left."""

    bars: list[Bar]
    most: int

    line = MARGIN + ABOVE
    height = MARGIN + ABOVE + BELOW + 20
    bar = BAR

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def is_empty(self) -> bool:
        return not self.most


def growth_of(months: list[tuple[date, int, int]]) -> Growth:
    """Of (first day, joined, left), oldest first."""
    most = max((max(joined, 2 * left) for _month, joined, left in months), default=0)
    places = range(len(months))
    steps = reversed(places) if get_language_bidi() else places
    bars = [
        Bar(month, joined, left, step * STEP + (STEP - BAR) // 2, _part(joined, most), _part(left, most))
        for step, (month, joined, left) in zip(steps, months, strict=True)
    ]
    return Growth(bars, most)


def _part(number: int, most: int) -> int:
    """Height of a bar; who is one of thousands is seen all the same."""
    return max(2, round(ABOVE * number / most)) if number else 0
