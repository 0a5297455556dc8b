"""One render per page, however many ask for it at once: threads, processes of a machine, and nodes wait for each other.

A lock is one of 256 files, by a digest of the page's key: two pages that share one wait for each other now and then,
which costs a few milliseconds, and no address that somebody thinks of makes another file.
"""

import fcntl
import os
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from delivery.pages.keys import Key
from delivery.pages.places import digest_of

if TYPE_CHECKING:
    from delivery.pages.shared import Shared

SLOTS = 256
# Seconds: whoever renders that long has died or is about to; the others go on by themselves.
PATIENCE = 10.0
_PAUSE = 0.002


class Turn:
    """One page's turn to be rendered; `begin` it, and `end` it whatever happens."""

    def __init__(self, key: Key, thread_lock: threading.Lock, path: Path | None, shared: "Shared | None") -> None:
        self._key, self._thread_lock, self._path, self._shared = key, thread_lock, path, shared
        self._file = -1
        self._mark: str | None = None
        self._is_held = False

    def begin(self, *, wait: float = 0.0) -> bool:
        """Whether it is ours now.

        Args:
            wait: seconds for which to wait until others have done.
        """
        end = time.monotonic() + wait
        self._is_held = self._thread_lock.acquire(timeout=wait) if wait else self._thread_lock.acquire(blocking=False)
        if not self._is_held:
            return False
        for lock in (self._lock_file, self._lock_nodes):
            while not lock():
                if time.monotonic() >= end:
                    self.end()
                    return False
                time.sleep(_PAUSE)
        return True

    def end(self) -> None:
        if self._shared and self._mark:
            self._shared.end(self._key, self._mark)
            self._mark = None
        if self._file >= 0:
            # Closing unlocks.
            os.close(self._file)
            self._file = -1
        if self._is_held:
            self._is_held = False
            self._thread_lock.release()

    def _lock_file(self) -> bool:
        """Whether no other process has it; where no file can be made, none is asked."""
        if self._path is None:
            return True
        try:
            if self._file < 0:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def _lock_nodes(self) -> bool:
        if self._shared is None:
            return True
        self._mark = self._shared.begin(self._key)
        return self._mark is not None


class Turns:
    """The turns of all pages.

    Args:
        folder: where processes of this machine meet; None: each is for itself.
        shared: where nodes meet; None: each is for itself.
    """

    def __init__(self, folder: Path | None = None, shared: "Shared | None" = None) -> None:
        self.folder, self.shared = folder, shared
        self._locks = [threading.Lock() for _ in range(SLOTS)]
        if folder:
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)

    def of(self, key: Key) -> Turn:
        # Not Python's own hash, which every process salts for itself.
        slot = digest_of(key)[0]
        return Turn(key, self._locks[slot], self.folder / f"{slot:02x}" if self.folder else None, self.shared)


class Passing:
    """Addresses whose answers were not kept a moment ago: nobody waits for them, nothing is recorded.

    Args:
        most: of them; the oldest are forgotten.
        seconds: for which each is remembered.
    """

    def __init__(self, most: int = 2000, seconds: float = 10.0) -> None:
        self.most, self.seconds = most, seconds
        self._until: OrderedDict[Key, float] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, key: Key) -> None:
        with self._lock:
            self._until.pop(key, None)
            self._until[key] = time.monotonic() + self.seconds
            while len(self._until) > self.most:
                self._until.popitem(last=False)

    def __contains__(self, key: Key) -> bool:
        return self._until.get(key, 0.0) > time.monotonic()

    def count(self) -> int:
        return len(self._until)
