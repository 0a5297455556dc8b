"""Follows the log of changes, in every process that keeps pages."""

from collections.abc import Callable

from delivery.changes.positions import Seen
from delivery.changes.recent import Recent


class Follower:
    """Reads what is new in the log and tells of it: at once where somebody asks, within milliseconds by its thread.

    Attributes:
        recent: what it has seen lately, and when it began: what the log still knew.
        is_connected: False while the database is away; it tries again by itself.
        is_blind: the database does not tell of changes (its triggers are missing or of another version): nothing may
            be kept or served from what is kept.
        next_moment: when the next moment comes, in seconds since the epoch; inf: none is known.
    """

    recent: Recent
    is_connected: bool
    is_blind: bool
    next_moment: float

    def __init__(self, on_changes: Callable[[list[Seen]], None]) -> None:
        """`on_changes` is called with what is new, one call at a time, in the thread that looked; it must not look."""

    def look(self) -> None:
        """Read what is new, and tell of it and of moments that have come, before this returns.

        It uses the calling thread's connection, so within a transaction it sees that transaction's changes too.

        Raises:
            DatabaseError: the database is away; moments have been told of nevertheless.
        """

    def tell_due(self) -> None:
        """Tell of moments that have come; asks no database."""

    def start(self) -> None:
        """Start the thread of this process, if it does not run; after a fork too."""

    def stop(self) -> None:
        """End the thread."""

    def begin(self) -> None:
        """Begin anew: what is in the log now counts as told of. For tests, whose transactions are taken back."""
