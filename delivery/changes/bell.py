"""A counter that the processes of a machine share: who has changed something rings, the others look at the log.

A process that follows the log hears of a change some milliseconds after its commit. Who has just saved and is sent on
to a page must not meet the old one, whichever process answers; so the counter is rung before the answer to whoever
wrote, and compared at each request, which costs a tenth of a microsecond.
"""

import fcntl
import mmap
import os
from pathlib import Path

SIZE = 8


class Bell:
    """The bell of a machine; processes with the same folder hear each other.

    Attributes:
        rings: its one number: how often it was rung, ever. Another one than last time: look at the log.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / "bell").open("a+b")
        if os.fstat(self._file.fileno()).st_size < SIZE:
            self._file.truncate(SIZE)
        self._map = mmap.mmap(self._file.fileno(), SIZE)
        self.rings = memoryview(self._map).cast("Q")

    @property
    def count(self) -> int:
        return self.rings[0]

    def ring(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            self.rings[0] += 1
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        self.rings.release()
        self._map.close()
        self._file.close()
