"""The order of the index: a row's place is the second of its publication, and its number within that second.

So the engines walk rows newest first by their own keys and stop when a page is full: a word that every text has costs
no more than a rare one, and what is scheduled lies above the present moment.
"""

from datetime import UTC, datetime, timedelta

from editions.years import FIRST_YEAR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Numbers of rows within their second; 2^28 rows of one installation do not collide.
WIDTH = 1 << 28


# Names of topics and people belong to no moment: they lie below every text.
NAMES_AT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)


def second_of(moment: datetime) -> int:
    """The first place of a moment's second."""
    return ((moment - _EPOCH) // timedelta(seconds=1)) * WIDTH


def place_of(moment: datetime, number: int) -> int:
    """The place of the row with this number."""
    return second_of(moment) + number % WIDTH


def moment_of(place: int) -> datetime:
    """The second of a place."""
    return _EPOCH + timedelta(seconds=place // WIDTH)


def end_of(now: datetime) -> int:
    """Above every place that is live at `now`."""
    return second_of(now) + WIDTH


def end_of_names() -> int:
    """Above every name, and below every text."""
    return second_of(NAMES_AT) + WIDTH
