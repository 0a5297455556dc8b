"""The sender of purges: follows the log of changes and tells the proxy, until it was heard.

Only one works at a time, whichever of the site's machines it runs on; another takes over when it stops. How far in the
log all is settled stands in the database, so that what changed while none ran is told by the next. Where the log no
longer reaches back so far, all pages are purged.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from delivery.changes.following import Follower
from delivery.changes.positions import Seen, here
from delivery.proxies import state
from delivery.proxies.asking import NotTakenError
from delivery.proxies.backlog import since
from delivery.proxies.keys import EVERYTHING, to_purge
from delivery.proxies.telling import purge
from delivery.proxies.waiting import Waiting

logger = logging.getLogger(__name__)

# Seconds: between two looks where nothing woke us; between two signs of life; after a failure of the database.
# Before it is looked again whether another sender has gone.
LOOK, SIGN, DATABASE_AWAY, ANOTHERS = 1.0, 20.0, 1.0, 5.0


class Sender:
    """Sends until it is told to stop; or, `once`, until all that has changed by now is purged."""

    def __init__(self, *, once: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        if settings.PURGE is None:
            raise ValueError("PURGE_URL is not set.")
        self.name = secrets.token_hex(8)
        self.waiting = Waiting()
        self._once, self._clock, self._chosen = once, clock, settings.PURGE
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._news: list[Seen] = []
        self._lock = threading.Lock()
        self._follower = Follower(self._hear)
        self._holds = False
        self._sign_at = 0.0

    def stop(self) -> None:
        """End after the call that is under way."""
        self._stopping.set()
        self._woken.set()

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                try:
                    self.step()
                except (DatabaseError, InterfaceError) as error:
                    logger.warning("The database does not answer (%s); tried again in a moment.", str(error).strip())
                    connection.close()
                    self._stopping.wait(DATABASE_AWAY)
                if self._once and (self.waiting.is_failing or (self._holds and self.waiting.is_empty)):
                    break
                self._woken.wait(self._until_next())
                self._woken.clear()
        finally:
            self._follower.stop()
            self._leave()

    def step(self) -> None:
        """Take up what is new, purge what is due, write down how far all is settled."""
        if not self._holds:
            self._begin()
        if self._holds:
            self._look()
            self._purge()
            self._show_life()

    # ---- one at a time ----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Take the work up where the last one left it, if nobody else is at it."""
        held = state.take(self.name)
        if held is None:
            return
        # Before all reading: whatever this position sees, is read.
        mark = here()
        self._follower.begin()
        position = held.position_for(self._chosen)
        changes = since(position, connection) if position else None
        self.waiting.add(to_purge([EVERYTHING] if changes is None else tags_of(changes)), str(mark))
        self._follower.start()
        self._holds = True

    def _show_life(self) -> None:
        now = self._clock()
        if now < self._sign_at:
            return
        self._sign_at = now + SIGN
        if not state.keep(self.name, waiting=self.waiting.count):
            # Somebody else has taken over, while we slept or the database was away; it knows what is not settled.
            logger.warning("Another sender of purges has taken over.")
            self._lose()

    def _lose(self) -> None:
        self._follower.stop()
        self._holds, self.waiting = False, Waiting()

    def _leave(self) -> None:
        if self._holds:
            try:
                state.leave(self.name)
            except (DatabaseError, InterfaceError):
                logger.warning("The database does not answer; another sender takes over in half a minute.")

    # ---- what is new ------------------------------------------------------------------------------------------------

    def _hear(self, changes: list[Seen]) -> None:
        with self._lock:
            self._news += changes
        self._woken.set()

    def _look(self) -> None:
        # Before the look: whatever this position sees, the look tells of.
        mark = here()
        self._follower.look()
        with self._lock:
            news, self._news = self._news, []
        # Without changes too, now and then: how far all is settled must not grow older than the log.
        is_time = self.waiting.is_empty and self._clock() >= self._sign_at
        if news or is_time:
            self.waiting.add(to_purge(tags_of(news)), str(mark))

    # ---- telling ----------------------------------------------------------------------------------------------------

    def _purge(self) -> None:
        now = self._clock()
        if self.waiting.next_at() > now:
            return
        keys = self.waiting.take(now)
        try:
            calls = purge(self._chosen, keys)
        except NotTakenError as error:
            again = self.waiting.failed(self._clock(), error.pause)
            logger.warning("A purge was not taken, tried again in %.0f s: %s", again - self._clock(), error)
            state.note_failure(self.name, str(error), waiting=self.waiting.count)
            return
        state.note_purge(
            self.name,
            calls=calls,
            keys=len(keys),
            settled=self.waiting.done(self._clock()),
            target=state.target_of(self._chosen),
            waiting=self.waiting.count,
        )

    def _until_next(self) -> float:
        return max(0.0, min(LOOK, self.waiting.next_at() - self._clock())) if self._holds else ANOTHERS


def tags_of(changes: list[Seen]) -> set[str]:
    return {tag for change in changes for tag in change.tags}
