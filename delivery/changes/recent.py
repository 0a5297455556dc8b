"""What a process has seen lately, to tell whether a page that was made meanwhile is outdated already."""

from collections import deque
from collections.abc import Iterable

from delivery.changes.declared import EVERYTHING
from delivery.changes.positions import Position, Seen

MOST_CHANGES, MOST_TAGS = 5000, 100_000


class Recent:
    """Changes by their tags; the oldest are forgotten when there are too many. Its follower calls all but one method.

    Attributes:
        start: where its follower began.
        mark, at: positions below this mark (`Position.mark`), or taken before this, reach back further than is known.
    """

    def __init__(self) -> None:
        self._changes: deque[Seen] = deque()
        self._by_tag: dict[str, list[Seen]] = {}
        self._tags = 0
        self.start: Position | None = None
        self.mark = 0
        self.at = 0.0

    def begin(self, start: Position, *, mark: int, at: float) -> None:
        """Forget all, and begin with a log that is whole from `mark` and the time `at` on."""
        self._changes, self._by_tag, self._tags = deque(), {}, 0
        self.start, self.mark, self.at = start, mark, at

    def add(self, changes: Iterable[Seen]) -> None:
        for change in changes:
            self._changes.append(change)
            self._tags += len(change.tags)
            for tag in change.tags:
                self._by_tag.setdefault(tag, []).append(change)
        while len(self._changes) > MOST_CHANGES or self._tags > MOST_TAGS:
            self._forget(self._changes.popleft())

    def _forget(self, change: Seen) -> None:
        # First of all, so that another thread that asks meanwhile is told "outdated" rather than nothing.
        self.mark = max(self.mark, (change.xid or change.number) + 1)
        self.at = max(self.at, change.due or 0.0)
        self._tags -= len(change.tags)
        for tag in change.tags:
            left = [one for one in self._by_tag[tag] if one is not change]
            if left:
                self._by_tag[tag] = left
            else:
                del self._by_tag[tag]

    def is_outdated(self, tags: Iterable[str], position: Position) -> bool:
        """Whether a change that `position` does not see has one of the tags; or may have, and is not remembered."""
        if not self.reaches(position):
            return True
        by_tag, sees = self._by_tag, position.sees
        for tag in (EVERYTHING, *tags):
            for change in by_tag.get(tag, ()):
                if not sees(change):
                    return True
        return False

    def reaches(self, position: Position) -> bool:
        """Whether all that `position` does not see is remembered, or still to come."""
        start = self.start
        if start is None or position.mark < self.mark or position.at < self.at:
            return False
        # Who read before we began saw no more of the log than we did then; else it was another log, before a backup
        # of the database was put in its place.
        return position.at >= start.at or position.mark <= start.mark
