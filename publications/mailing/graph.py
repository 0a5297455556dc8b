"""The picture of a sending: what became of its letters, and how many were sent in each hour.

Drawn by the server, so that it needs no script; its colours are the desk's (static/desk/mailing.css). Each part has a
pattern and a word besides its colour, and the same figures stand in tables under it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from accounts.desk.dates import desk_style
from editions.scripts.calendars import format_day_and_month, format_time
from mailing.progress import Progress

# In the units of the drawing.
WIDTH, HEIGHT, FOOT, HEAD = 720, 190, 28, 24
MOST_HOURS = 72


@dataclass(frozen=True)
class Part:
    """One of the sums: how many, and where it lies in the bar of all."""

    name: str
    words: str
    count: int
    start: float = 0.0
    size: float = 0.0


@dataclass(frozen=True)
class Bar:
    start: float
    top: float
    size: float
    height: float
    count: int
    hour: datetime
    # The hour in words.
    when: str
    # What stands beneath it; "" of most.
    label: str = ""

    @property
    def middle(self) -> float:
        return round(self.start + self.size / 2, 1)


@dataclass(frozen=True)
class Graph:
    bars: list[Bar]
    most: int

    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - FOOT


def parts_of(progress: Progress) -> list[Part]:
    """All sums, in the order of the bar; those that are nought have no room in it."""
    sums = [
        ("sent", _("sent"), progress.sent),
        ("queued", _("still to be sent"), progress.queued),
        ("bounced", _("came back"), progress.bounced),
        ("refused", _("refused by the mail server"), progress.refused),
        ("left", _("left meanwhile"), progress.left),
        ("failed", _("given up"), progress.failed),
        ("cancelled", _("cancelled"), progress.cancelled),
    ]
    total = sum(count for _name, _words, count in sums) or 1
    # From right to left in a desk that is written so.
    mirrored, place, parts = get_language_bidi(), 0.0, []
    for name, words, count in sums:
        size = WIDTH * count / total
        start = WIDTH - place - size if mirrored else place
        parts.append(Part(name, words, count, round(start, 1), round(size, 1)))
        place += size
    return parts


def graph_of(by_hour: list[tuple[datetime, int]], zone: ZoneInfo) -> Graph:
    """A bar an hour, from the first to the last in which something was sent; the hours of the edition's clock."""
    hours = whole(by_hour)
    if not hours:
        return Graph([], 0)
    most = max(count for _hour, count in hours)
    step = WIDTH / max(len(hours), 6)
    room = HEIGHT - FOOT - HEAD
    mirrored, every, bars = get_language_bidi(), max(1, len(hours) // 6), []
    day = None
    for number, (hour, count) in enumerate(hours):
        local = hour.astimezone(zone)
        height = max(room * count / most, 1.5) if count else 0
        near = number * step
        start = WIDTH - near - step if mirrored else near
        label = format_time(local, desk_style()) if number % every == 0 else ""
        if label and day is not None and local.date() != day:
            label = format_day_and_month(local, desk_style())
        day = local.date() if label else day
        when = {"day": format_day_and_month(local, desk_style()), "time": format_time(local, desk_style())}
        bars.append(
            Bar(
                start=round(start + step * 0.1, 1),
                top=round(HEIGHT - FOOT - height, 1),
                size=round(step * 0.8, 1),
                height=round(height, 1),
                count=count,
                hour=hour,
                when=_("{day}, {time}").format(**when),
                label=label,
            )
        )
    return Graph(bars, most)


def whole(by_hour: list[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    """With the hours between in which nothing was sent; of a sending that took very long, the last of them."""
    if not by_hour:
        return []
    counts = dict(by_hour)
    first, last = min(counts), max(counts)
    first = max(first, last - timedelta(hours=MOST_HOURS - 1))
    hours = int((last - first).total_seconds() // 3600) + 1
    return [(first + timedelta(hours=n), counts.get(first + timedelta(hours=n), 0)) for n in range(hours)]
