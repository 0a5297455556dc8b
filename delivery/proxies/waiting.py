"""What is to be purged, until it was: twice, and then never thought of again.

Twice, because a page can be under way when it is purged: made just before the change, and kept by the proxy just after.
Some seconds later nothing of before the change can come any more, and the second purge takes what had come.
"""

from dataclasses import dataclass, field

from delivery.proxies.keys import EVERYTHING, key

# Seconds between the two: longer than a page takes to be made, to serve in place of a new one, and to arrive.
AGAIN_AFTER = 5.0
# More keys than these are told as one: of all pages.
MOST_WAITING = 1000
# Pauses after failures, in seconds; the last one again and again.
PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0)


@dataclass
class Batch:
    """Keys that wait for a purge, and the mark of the log up to which all is settled when they were purged twice."""

    keys: dict[str, None] = field(default_factory=dict)
    mark: str = ""
    due: float = 0.0


class Waiting:
    """Times are those of a clock of seconds that the caller reads."""

    def __init__(self) -> None:
        self._first = Batch()
        self._second: list[Batch] = []
        self._tried: list[Batch] = []
        self._failures = 0
        self._closed_until = 0.0

    def add(self, keys: list[str], mark: str) -> None:
        """These keys as well; `mark` is that of the log after the changes that they are of."""
        self._first.keys.update(dict.fromkeys(keys))
        self._first.mark = mark
        if len(self._first.keys) > MOST_WAITING or key(EVERYTHING) in self._first.keys:
            self._first.keys = {key(EVERYTHING): None}

    @property
    def count(self) -> int:
        """Keys that wait for their first purge."""
        return len(self._first.keys)

    @property
    def is_empty(self) -> bool:
        return not (self._first.keys or self._first.mark or self._second)

    def next_at(self) -> float:
        """When there is something to do; infinity: nothing waits."""
        if self._first.keys or self._first.mark:
            due = 0.0
        elif self._second:
            due = self._second[0].due
        else:
            return float("inf")
        return max(due, self._closed_until)

    def take(self, now: float) -> list[str]:
        """Keys to purge now, in one go; `done` or `failed` says what came of it."""
        if now < self._closed_until:
            return []
        self._tried = [batch for batch in self._second if batch.due <= now]
        keys = dict(self._first.keys)
        for batch in self._tried:
            keys.update(batch.keys)
        return [key(EVERYTHING)] if key(EVERYTHING) in keys else list(keys)

    def done(self, now: float) -> str:
        """What was taken is purged; the mark up to which all is settled now, "" where that is no news."""
        self._failures, self._closed_until = 0, 0.0
        settled = self._tried[-1].mark if self._tried else ""
        self._second = self._second[len(self._tried) :]
        self._tried = []
        if self._first.keys:
            self._second.append(Batch(self._first.keys, self._first.mark, now + AGAIN_AFTER))
        elif self._first.mark:
            # Changes that no page shows: settled as soon as what came before them is.
            if self._second:
                self._second[-1].mark = self._first.mark
            else:
                settled = self._first.mark
        self._first = Batch()
        return settled

    def failed(self, now: float, pause: float | None) -> float:
        """Nothing was purged; when it is tried again. `pause`: seconds that the other side asked for."""
        wait = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        self._tried = []
        self._closed_until = now + max(wait, pause or 0.0)
        return self._closed_until

    @property
    def is_failing(self) -> bool:
        return self._failures > 0
