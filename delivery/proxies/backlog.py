"""What the log of changes knows of the time in which no sender of purges ran."""

import time
from dataclasses import replace

from delivery.changes.positions import Position, Seen

# The log remembers an hour. Less than that, so that nothing of it is on its way out while it is read.
LONGEST = 50 * 60.0
# Another machine's clock may have been so many seconds ahead when it wrote how far it was.
CLOCKS_DIFFER = 60.0


def is_known_since(position: Position) -> bool:
    """Whether the log still has every change that `position` does not see."""
    return time.time() - position.at < LONGEST


def since(position: Position) -> list[Seen]:
    """Changes that `position` does not see, and moments that have come since; more rather than less."""
    now = time.time()
    earlier = replace(position, at=position.at - CLOCKS_DIFFER)
    return [one for one in lines() if not earlier.sees(one) and (one.due is None or one.due <= now)]


def lines() -> list[Seen]:
    """The whole log."""
    raise NotImplementedError
