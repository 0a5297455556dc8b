"""Where pages are kept, nearest first: this process's memory, the machine's disk, and what nodes share."""

import logging
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from delivery.changes.following import Follower
from delivery.changes.positions import Position, Seen
from delivery.pages.builds import make_live
from delivery.pages.disk import Disk
from delivery.pages.entry import CACHE_STATUS, Headers, Page
from delivery.pages.keeper import Keeper
from delivery.pages.kept import Kept
from delivery.pages.keys import Key
from delivery.pages.memory import Memory
from delivery.pages.opening import forget_outdated, open_disk

if TYPE_CHECKING:
    from delivery.pages.shared import Shared

logger = logging.getLogger(__name__)
# What differs from page to page without a word from us: a server in front sets its own.
_OWN = frozenset({"content-type", "content-length", "etag", "last-modified", CACHE_STATUS.lower()})
# Times that a page is looked for anew because changes come in meanwhile.
_TRIES = 20


class Stores:
    """The pages of a process, and of those that it shares them with.

    Attributes:
        plain, asked: pages in memory without and with a query, of which there may be any number.
        is_ready: the log is followed, so pages may be kept.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.plain, self.asked = Memory(kept.memory - kept.memory // 4), Memory(kept.memory // 4)
        self.disk: Disk | None = None
        self.shared = self._open_shared() if kept.redis else None
        self.follower = Follower(self._outdate)
        self.keeper = Keeper(self.follower, self._open, self._begin)
        self._ready = threading.Event()
        # Purges that have begun and ended: a page that is taken from the disk meanwhile may be from before.
        self._begun = self._ended = 0
        self._was_blind = False
        self._in_use = -1

    @property
    def is_ready(self) -> bool:
        """Whether pages may be kept, and served from what is kept."""
        if not self._ready.is_set():
            return False
        if self.follower.is_blind:
            if not self._was_blind:
                logger.warning("The database does not tell of changes: no pages are kept until `migrate` has run.")
                self.clear()
            self._was_blind = True
            return False
        self._was_blind = False
        return True

    def start(self) -> None:
        self.keeper.start()

    def begin(self) -> None:
        """Begin at once in this thread, with none beside: for tests."""
        self.follower.begin()
        self._begin(self._open())

    def wait_until_ready(self, seconds: float) -> bool:
        return self._ready.wait(seconds)

    def stop(self) -> None:
        self._ready.clear()
        self.keeper.stop()
        self.follower.stop()
        for store in (self.disk, self.shared):
            if store:
                store.close()
        self.disk = None

    def memory_of(self, key: Key) -> Memory:
        return self.asked if key.query else self.plain

    def in_memory(self, key: Key) -> Page | None:
        """A page of this process that its own moment has not overtaken."""
        page = self.memory_of(key).get(key)
        return page if page and self._is_current(page) else None

    def find(self, key: Key) -> Page | None:
        """A page from wherever it is kept, now in memory."""
        if page := self.in_memory(key):
            return page
        memory = self.memory_of(key)
        for _try in range(_TRIES):
            begun, ended = self._begun, self._ended
            page = self._further_out(key)
            if page is None or not self._is_current(page):
                return None
            memory.put(page)
            if begun == ended and begun == self._begun:
                return page
            memory.drop(page)
            time.sleep(0.001)
        return None

    def keep(self, page: Page) -> bool:
        """Keep a page everywhere, unless a change has overtaken it while it was rendered; whether it is kept."""
        memory = self.memory_of(page.key)
        # First to where purges find it, then the question: a change is noticed by the one or by the other.
        memory.put(page)
        if self.is_outdated(page.tags, page.position):
            memory.drop(page)
            return False
        if self.disk:
            self._put(self.disk, page)
        if self.shared:
            self.shared.put(page)
        return True

    def look(self) -> None:
        """Look at the log, if the database is there."""
        try:
            self.follower.look()
        except DatabaseError:
            connection.close_if_unusable_or_obsolete()

    def _open_shared(self) -> "Shared":
        # Only here: the engine's client is large.
        from delivery.pages.shared import Shared

        return Shared(self.kept.redis, self.kept.build, self.is_outdated, lambda: self.follower.identity)

    def is_outdated(self, tags: Iterable[str], position: str) -> bool:
        """Whether a change has come that was not seen from a position, as far as this process knows."""
        return self.follower.recent.is_outdated(tags, Position.of(position))

    def clear(self) -> None:
        for memory in (self.plain, self.asked):
            memory.clear()
        if self.disk:
            self.disk.outdate(["everything"])

    def is_standard(self, page: Page) -> bool:
        """Whether a server in front may serve a page: with its own headers, which say the same."""
        told: Headers = [(name, value) for name, value in page.headers if name.lower() not in _OWN]
        return (page.key.host, page.key.is_secure) == self.kept.site and frozenset(told) == self.kept.standard

    def _further_out(self, key: Key) -> Page | None:
        page = self.disk.get(key) if self.disk else None
        if page is None and self.shared and (page := self.shared.get(key)) and self.disk:
            self._put(self.disk, page)
        return page

    def _put(self, disk: Disk, page: Page) -> None:
        if disk.put(page, lambda: self._is_overtaken(page)):
            self.keeper.encode(page)

    def _is_current(self, page: Page) -> bool:
        return time.time() < page.until or not self.follower.is_connected

    def _is_overtaken(self, page: Page) -> bool:
        try:
            self.follower.look()
        except DatabaseError:
            # Nobody knows.
            return True
        return self.is_outdated(page.tags, page.position)

    def _outdate(self, changes: list[Seen]) -> None:
        """Called by the follower with what is new."""
        self._begun += 1
        try:
            tags = frozenset[str]().union(*(change.tags for change in changes))
            for memory in (self.plain, self.asked):
                memory.outdate(tags)
            if self.disk:
                self.disk.outdate(tags)
        finally:
            self._ended += 1

    def _open(self) -> Disk | None:
        if not self.kept.disk:
            return None
        folder, self._in_use = make_live(self.kept.folder, self.kept.build)
        # From here on the follower's purges reach it, before anything on it is looked at.
        self.disk = open_disk(folder, self.kept.disk, self.is_standard)
        forget_outdated(self.disk, self.follower.recent, self.follower.identity)
        return self.disk

    def _begin(self, disk: Disk | None) -> None:
        self.disk = disk
        self._ready.set()
