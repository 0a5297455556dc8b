"""Follows the log of changes, in every process that keeps pages."""

import heapq
import logging
import math
import os
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from delivery.changes import log
from delivery.changes.connecting import own_connection
from delivery.changes.declared import EVERYTHING
from delivery.changes.positions import Position, Seen, here
from delivery.changes.recent import Recent
from delivery.changes.triggers import installing
from delivery.changes.triggers.postgresql import CHANNEL

logger = logging.getLogger(__name__)

# Seconds: how often SQLite is asked whether its file has changed; how often PostgreSQL's log is read though nobody has
# notified us; how long a thread waits that has lost its database, at first and at most; how often the log is tidied.
POLL, LOOK_ANYWAY, PAUSE, LONGEST_PAUSE, TIDY_EVERY = 0.010, 0.5, 0.1, 1.0, 600.0
# Seconds without an answer, after which the database counts as away.
SILENCE = 10.0


class Follower:
    """Reads what is new in the log and tells of it: at once where somebody asks, within milliseconds by its thread.

    Attributes:
        recent: what it has seen lately; when it begins, what the log still knows.
        is_blind: the database does not tell of changes (its triggers are missing or of another version): nothing may
            be kept, or served from what is kept. True until it has begun.
        next_moment: when the next moment comes, in seconds since the epoch; inf: none is known.
    """

    def __init__(self, on_changes: Callable[[list[Seen]], None]) -> None:
        """`on_changes` is called with what is new, one call at a time, in the thread that looked; it must not look.

        One change with the tag `everything` may stand for all that are not told one by one.
        """
        self.on_changes = on_changes
        self.recent = Recent()
        self._forget()

    def _forget(self) -> None:
        self.is_blind = True
        self.next_moment = math.inf
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._position: Position | None = None
        self._identity = ""
        # Whoever is told has stumbled, and may have missed something.
        self._is_owing = False
        # By when they come; the number keeps two of one moment from being compared further.
        self._moments: list[tuple[float, int, Seen]] = []
        self._numbers = count()
        self._is_connected = False
        self._answered = 0.0

    @property
    def is_connected(self) -> bool:
        """False while the database is away; the thread tries again by itself."""
        if self._thread is not None and time.monotonic() - self._answered > SILENCE:
            return False
        return self._is_connected

    @property
    def identity(self) -> str:
        """Which log it follows (`log.identity`); "" until it has begun."""
        return self._identity

    def look(self, using: BaseDatabaseWrapper | None = None) -> None:
        """Read what is new, and tell of it and of moments that have come, before this returns.

        It uses the calling thread's connection, so within a transaction it sees that transaction's changes too.

        Raises:
            django.db.Error: the database is away; moments have been told of nevertheless.
        """
        using = using or connection
        with self._lock:
            self.tell_due()
            try:
                self._look(using)
            except Error:
                self._is_connected = False
                if not using.in_atomic_block:
                    with suppress(Error):
                        using.close()
                raise
            self._is_connected, self._answered = True, time.monotonic()

    def _look(self, using: BaseDatabaseWrapper) -> None:
        if self._position is None:
            self._begin(using)
            return
        if self._is_owing:
            self._begin_anew(using)
            return
        now, changes = log.read(self._position, using)
        if now.mark < self._position.mark or changes is None:
            # The log is another, or too much has happened to tell it one by one.
            self._begin_anew(using)
            return
        self._position = now
        if not changes:
            return
        for change in changes:
            if change.due is not None:
                heapq.heappush(self._moments, (change.due, next(self._numbers), change))
        self._tell([change for change in changes if change.due is None] + self._come())
        if any(EVERYTHING in change.tags for change in changes):
            # Somebody may have installed other triggers.
            self.is_blind = not installing.are_installed(using)

    def tell_due(self) -> None:
        """Tell of moments that have come; asks no database."""
        if time.time() >= self.next_moment:
            with self._lock:
                self._tell(self._come())

    def _come(self) -> list[Seen]:
        now = time.time()
        come = []
        while self._moments and self._moments[0][0] <= now:
            come.append(heapq.heappop(self._moments)[2])
        self.next_moment = self._moments[0][0] if self._moments else math.inf
        return come

    def _tell(self, changes: list[Seen]) -> None:
        if changes:
            # First of all, so that a page that is being made now is found outdated when it is about to be kept.
            self.recent.add(changes)
            self._tell_of(changes)

    def _tell_of(self, changes: list[Seen]) -> None:
        self._is_owing = True
        self.on_changes(changes)
        self._is_owing = False

    def begin(self, using: BaseDatabaseWrapper | None = None) -> None:
        """Begin anew: what is in the log now counts as told of. For tests, whose transactions are taken back."""
        with self._lock:
            self._begin(using or connection)
            self._is_connected, self._answered = True, time.monotonic()

    def _begin(self, using: BaseDatabaseWrapper) -> None:
        self._identity = log.identity(using)
        now = here(using)
        floor = log.floor(using)
        self._moments = []
        self.next_moment = math.inf
        if floor is None:
            self.recent.begin(now, mark=now.xmax or now.mark, at=now.at)
            self.is_blind = True
            self._position = now
            return
        known = log.read_all(floor, now, using)
        if known is None:
            self.recent.begin(now, mark=now.xmax or now.mark, at=now.at)
        else:
            self.recent.begin(now, mark=floor.mark, at=floor.at)
            self.recent.add(known)
        for moment in log.moments(floor, using):
            if now.sees_line(moment):
                heapq.heappush(self._moments, (moment.due or 0.0, next(self._numbers), moment))
        self.recent.add(self._come())
        self.is_blind = not installing.are_installed(using)
        self._position = now

    def _begin_anew(self, using: BaseDatabaseWrapper) -> None:
        self._begin(using)
        now = here(using)
        self._tell_of([Seen(frozenset([EVERYTHING]), now.number, None, None, now.at)])

    # The thread.

    def start(self) -> None:
        """Start the thread of this process, if it does not run; after a fork too."""
        if self._process != os.getpid():
            self._forget()
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stopping.clear()
                self._answered = time.monotonic()
                self._thread = threading.Thread(target=self._run, name="changes", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        pause = PAUSE
        while not self._stopping.is_set():
            using = own_connection()
            try:
                self._check_identity(using)
                follow = self._follow_sqlite if using.vendor == "sqlite" else self._follow_postgresql
                pause = PAUSE
                follow(using)
            except Error as error:
                if self._is_connected:
                    logger.warning("The log of changes cannot be read: %s", error)
                self._is_connected = False
            except Exception:
                # A mistake of whoever is told must not end the following.
                logger.exception("Following the log of changes")
            finally:
                with suppress(Error):
                    using.close()
            self._wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _wait(self, seconds: float) -> None:
        """Moments come, whether or not the database is there."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._stopping.wait(min(left, 0.05)):
            self.tell_due()

    def _check_identity(self, using: BaseDatabaseWrapper) -> None:
        """After a pause: whether it is the same log, and still has all that we have not seen."""
        with self._lock:
            if self._position is None:
                return
            floor = log.floor(using)
            if log.identity(using) != self._identity or floor is None or self._position.mark < floor.mark:
                self._begin_anew(using)

    def _follow_sqlite(self, using: BaseDatabaseWrapper) -> None:
        """The number changes whenever another connection has committed something; to ask costs microseconds."""
        seen, tidied = None, 0.0
        while not self._stopping.is_set():
            version = log.fetch(using, "PRAGMA data_version")
            if version != seen:
                seen = version
                self.look(using)
            else:
                self._answered = time.monotonic()
                self.tell_due()
            tidied = self._tidy(using, tidied)
            self._stopping.wait(POLL)

    def _follow_postgresql(self, using: BaseDatabaseWrapper) -> None:
        log.listen(using, CHANNEL)
        tidied = 0.0
        while not self._stopping.is_set():
            self.look(using)
            tidied = self._tidy(using, tidied)
            until = min(LOOK_ANYWAY, self.next_moment - time.time())
            # A second thread would be needed to wake this one; that it ends a moment later costs less.
            end = time.monotonic() + max(0.0, until)
            while (left := end - time.monotonic()) > 0 and not self._stopping.is_set():
                if select.select([using.connection], [], [], min(left, 0.1))[0]:
                    log.hear(using)
                    break

    def _tidy(self, using: BaseDatabaseWrapper, tidied: float) -> float:
        now = time.monotonic()
        if tidied and now - tidied < TIDY_EVERY:
            return tidied
        log.tidy(using)
        return now
