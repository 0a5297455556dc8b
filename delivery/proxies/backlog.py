"""What has changed since a sender of purges last settled anything, as far as the log still knows."""

import time

from django.db.backends.base.base import BaseDatabaseWrapper

from delivery.changes import log
from delivery.changes.positions import Position, Seen

# Another machine's clock may have been so many seconds ahead when it wrote how far it was.
CLOCKS_DIFFER = 60.0


def since(position: Position, using: BaseDatabaseWrapper) -> list[Seen] | None:
    """Changes that `position` does not see, and moments that have come since; more rather than less.

    None: the log no longer reaches back so far, or there are too many.
    """
    floor = log.floor(using)
    if floor is None or position.mark < floor.mark:
        return None
    now, changes = log.read(position, using)
    if changes is None or now.mark < position.mark:
        return None
    moment = time.time()
    come = log.moments(log.Floor(floor.mark, position.at - CLOCKS_DIFFER), using)
    return [
        *(change for change in changes if change.due is None),
        *(one for one in come if one.due is not None and one.due <= moment),
    ]
