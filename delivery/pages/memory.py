"""Pages in the memory of this process: the most recently asked for, within a number of bytes, found by what they are
made of."""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from math import inf

from delivery.changes.declared import EVERYTHING
from delivery.pages.entry import Page
from delivery.pages.keys import Key

# Seconds for which an outdated page may stand in for the one that is being made: with what it takes to hear of a
# change, less than one from then on.
STALE_FOR = 0.9


class Memory:
    """At most `limit` bytes of pages; what nobody has asked for longest goes first.

    Attributes:
        pages: those that are true, by their keys, the longest unasked first. Serving reads it without a lock.
        size: bytes in all, those of outdated pages that may still stand in included.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self._outdated: OrderedDict[Key, Page] = OrderedDict()
        # A tag that one page has, most of them, needs no set.
        self._by_tag: dict[str, Page | set[Page]] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Page | None:
        """The page that is true, and now the most recently asked for."""
        page = self.pages.get(key)
        if page is not None:
            self.touch(key)
        return page

    def outdated(self, key: Key, *, now: float | None = None) -> Page | None:
        """A page that was true less than STALE_FOR ago."""
        page = self._outdated.get(key)
        moment = time.time() if now is None else now
        return page if page is not None and 0 <= moment - page.outdated_at < STALE_FOR else None

    def put(self, page: Page) -> None:
        """Keep a page in place of the one before. One that is larger than an eighth of all is not kept."""
        with self._lock:
            for held in (self.pages, self._outdated):
                if page.key in held:
                    self._remove(held[page.key], held)
            page.weight = page.weigh()
            if page.weight > self.limit // 8:
                return
            page.outdated_at = inf
            self.pages[page.key] = page
            self.size += page.weight
            for tag in page.tags:
                self._index(tag, page)
            self._shrink()

    def reweigh(self, page: Page) -> None:
        """After another encoding of it was made."""
        with self._lock:
            if self.pages.get(page.key) is page:
                weight = page.weigh()
                self.size += weight - page.weight
                page.weight = weight
                self._shrink()

    def drop(self, page: Page) -> None:
        """Forget a page at once: it does not stand in either."""
        with self._lock:
            for held in (self.pages, self._outdated):
                if held.get(page.key) is page:
                    self._remove(page, held)

    def outdate(self, tags: Iterable[str], *, at: float | None = None) -> int:
        """Take out the pages that depend on one of `tags`; how many.

        Args:
            at: when they were changed, in seconds since 1970; from then on they may stand in for a while.
        """
        moment = min(time.time(), at) if at is not None else time.time()
        with self._lock:
            self._forget_outdated(moment)
            found: set[Page] = set()
            for tag in tags:
                if tag == EVERYTHING:
                    found.update(self.pages.values())
                    break
                held = self._by_tag.get(tag)
                if isinstance(held, set):
                    found |= held
                elif held is not None:
                    found.add(held)
            for page in found:
                page.outdated_at = moment
                del self.pages[page.key]
                self._unindex(page)
                self._outdated[page.key] = page
            return len(found)

    def clear(self) -> None:
        with self._lock:
            self.pages.clear()
            self._outdated.clear()
            self._by_tag.clear()
            self.size = 0

    def touch(self, key: Key) -> None:
        """Note that a page was asked for."""
        # It may have been taken out a moment ago, by the thread that follows the log.
        with suppress(KeyError):
            self.pages.move_to_end(key)

    def _shrink(self) -> None:
        while self.size > self.limit and self._outdated:
            self._remove(next(iter(self._outdated.values())), self._outdated)
        while self.size > self.limit and self.pages:
            self._remove(next(iter(self.pages.values())), self.pages)

    def _forget_outdated(self, moment: float) -> None:
        for page in list(self._outdated.values()):
            if not 0 <= moment - page.outdated_at < STALE_FOR:
                self._remove(page, self._outdated)

    def _remove(self, page: Page, held: OrderedDict[Key, Page]) -> None:
        del held[page.key]
        self.size -= page.weight
        if held is self.pages:
            self._unindex(page)

    def _index(self, tag: str, page: Page) -> None:
        held = self._by_tag.get(tag)
        if held is None:
            self._by_tag[tag] = page
        elif isinstance(held, set):
            held.add(page)
        else:
            self._by_tag[tag] = {held, page}

    def _unindex(self, page: Page) -> None:
        for tag in page.tags:
            held = self._by_tag.get(tag)
            if isinstance(held, set):
                held.discard(page)
                if not held:
                    del self._by_tag[tag]
            elif held is page:
                del self._by_tag[tag]
