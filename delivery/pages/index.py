"""What lies on disk, in a small SQLite file that all processes of the machine share: pages, and their tags.

A body lies in its place only while a row here says what it was made of, so a process that is killed at any moment
leaves nothing behind that a purge would not find.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, place TEXT NOT NULL, head BLOB NOT NULL,
    size INTEGER NOT NULL, used INTEGER NOT NULL, shelf INTEGER NOT NULL, is_ready INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS page_used ON page (shelf, used);
CREATE TABLE IF NOT EXISTS tag (tag INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (tag, page)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tag_page ON tag (page);
CREATE TABLE IF NOT EXISTS shelf (id INTEGER PRIMARY KEY, size INTEGER NOT NULL);
INSERT OR IGNORE INTO shelf VALUES (0, 0), (1, 0);
CREATE TRIGGER IF NOT EXISTS page_in AFTER INSERT ON page BEGIN
    UPDATE shelf SET size = size + NEW.size WHERE id = NEW.shelf; END;
CREATE TRIGGER IF NOT EXISTS page_grown AFTER UPDATE OF size ON page BEGIN
    UPDATE shelf SET size = size + NEW.size - OLD.size WHERE id = NEW.shelf; END;
CREATE TRIGGER IF NOT EXISTS page_out AFTER DELETE ON page BEGIN
    UPDATE shelf SET size = size - OLD.size WHERE id = OLD.shelf; DELETE FROM tag WHERE page = OLD.id; END;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Index:
    """One connection for all threads of a process; `write` holds the lock of all processes."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        # A killed process loses nothing by this; after a machine that has gone down, all is begun anew (disk.py).
        for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-1000", "temp_store=MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            yield self._connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction, alone among all processes; taken back if its block raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                # SQLite itself takes back what finds no room on the disk.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def state(self, name: str) -> str:
        with self.read() as rows:
            found = rows.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def set_state(self, name: str, value: str) -> None:
        with self.write() as rows:
            rows.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def close(self) -> None:
        with self._lock:
            self._connection.close()


@lru_cache(maxsize=4096)
def number_of(tag: str) -> int:
    """What stands for a tag in the index. Two that had the same would be purged together, and nothing worse."""
    return int.from_bytes(blake2b(tag.encode(), digest_size=8).digest(), "big", signed=True)


def numbers_of(tags: Iterable[str]) -> list[int]:
    return [number_of(tag) for tag in tags]
