"""What each process does beside serving: it follows the log, opens the disk, lays compressed pages beside plain ones.

One thread for all of it; the follower has its own. No request waits for either.
"""

import contextlib
import logging
import os
import queue
import sqlite3
import sys
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connection

from delivery.changes.following import Follower
from delivery.changes.positions import here
from delivery.pages.disk import Disk
from delivery.pages.entry import Page
from delivery.pages.keys import Key
from delivery.pages.opening import FOLLOWED

logger = logging.getLogger(__name__)
# Seconds between notes of how far purges have come, and between looks for a database that is not there yet.
NOTED_EVERY, TRIED_EVERY = 60.0, 0.2
# Pages that wait to be compressed; more wait by their keys, and are read from the disk when it is their turn.
MOST_WAITING, MOST_KEYS = 1000, 100_000
# How far compressing stands back behind rendering, of 19.
NICE = 10


class Keeper:
    """The thread.

    Args:
        open_disk: opens the disk once the log is followed; None where none is kept, or it is of no use.
        ready: called once with the disk, when pages may be kept.
    """

    def __init__(
        self, follower: Follower, open_disk: Callable[[], Disk | None], ready: Callable[[Disk | None], None]
    ) -> None:
        self.follower, self.open_disk, self.ready = follower, open_disk, ready
        self.disk: Disk | None = None
        self._waiting: queue.Queue[Page | Key | None] = queue.Queue(MOST_KEYS)
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="pages", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(None)
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(10)

    def encode(self, page: Page) -> None:
        """Lay its compressed bodies on the disk, soon."""
        if self.disk:
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(page if self._waiting.qsize() < MOST_WAITING else page.key)

    def _run(self) -> None:
        try:
            if not self._begin():
                return
            self.note()
            noted = time.monotonic()
            _let_others_first()
            while not self._is_over.is_set():
                self._encode_next()
                if time.monotonic() - noted >= NOTED_EVERY:
                    self.note()
                    noted = time.monotonic()
        finally:
            connection.close()

    def _encode_next(self) -> None:
        """Wait for a page, and lay its compressed bodies beside it."""
        try:
            waiting = self._waiting.get(timeout=NOTED_EVERY)
        except queue.Empty:
            return
        if waiting is None or self.disk is None:
            return
        with contextlib.suppress(sqlite3.Error):
            page = waiting if isinstance(waiting, Page) else self.disk.get(waiting)
            if page:
                self.disk.put_encoded(page)

    def _begin(self) -> bool:
        """Follow the log from now on, and open the disk; False: it is over before that."""
        self.follower.start()
        while not self._is_over.is_set():
            try:
                self.follower.look()
                break
            except DatabaseError:
                connection.close()
                self._is_over.wait(TRIED_EVERY)
        else:
            return False
        try:
            self.disk = self.open_disk()
        except (OSError, sqlite3.Error) as error:
            logger.warning("Pages are kept in memory alone: %s", error)
        self.ready(self.disk)
        return True

    def note(self) -> None:
        """Note how far purges have come, and give back what was cleared."""
        if not self.disk:
            return
        with contextlib.suppress(DatabaseError, OSError, sqlite3.Error):
            # Taken first: what is told of afterwards may only be more.
            position = here()
            self.follower.look()
            self.disk.index.set_state(FOLLOWED, str(position))
            self.disk.sweep()
        connection.close()


def _let_others_first() -> None:
    """Let this thread have the processors that nobody who answers a request needs now.

    Linux counts priorities by threads (setpriority(2), notes); elsewhere they are the process's, and stay.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
