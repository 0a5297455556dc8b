"""How many mails a minute, for all senders together: the moments at which they may leave are given out one by one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailing.models import Pace

# Moments are given out no further ahead: who dies with some of them loses that much time, and who is paused as well.
AHEAD = timedelta(seconds=5)
SITE = "site"


class Places:
    """Moments of one rate, held within the caller's transaction until `take` says how many were used."""

    def __init__(self, name: str, rate: int, now: datetime) -> None:
        """`rate`: mails a minute."""
        Pace.objects.get_or_create(name=name, defaults={"free_at": now})
        self._row = Pace.objects.select_for_update().get(name=name)
        self._step = timedelta(minutes=1) / rate
        self._start = max(self._row.free_at, now)
        room = now + AHEAD - self._start
        self.free = int(room / self._step) + 1 if room > timedelta(0) else 0

    def take(self, count: int) -> list[datetime]:
        self._row.free_at = self._start + count * self._step
        self._row.save(update_fields=["free_at"])
        return [self._start + number * self._step for number in range(count)]


def places(rates: Iterable[tuple[str, int | None]], now: datetime) -> list[Places]:
    """Of every rate that is set; always in the order of names, so that no two senders wait for each other."""
    return [Places(name, rate, now) for name, rate in sorted(rates) if rate]


def moments(held: list[Places], count: int, now: datetime) -> list[datetime]:
    """When each of so many mails may leave: as every rate allows."""
    if not held:
        return [now] * count
    return [max(each) for each in zip(*(one.take(count) for one in held), strict=True)]
