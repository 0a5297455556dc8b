"""What a process has seen lately, to tell whether a page that was made meanwhile is outdated already."""

from collections.abc import Iterable

from delivery.changes.positions import Position

MOST_CHANGES, MOST_TAGS = 5000, 100_000


class Recent:
    """Changes by their tags; the oldest are forgotten when there are too many. Not locked: its follower is."""

    def is_outdated(self, tags: Iterable[str], position: Position) -> bool:
        """Whether a change that `position` does not see has one of the tags; or may have, and is not remembered."""
        raise NotImplementedError
