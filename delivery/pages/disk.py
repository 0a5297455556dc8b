"""Pages on the machine's disk: shared by its processes, kept when they end, and readable for a server in front.

DATA_DIR/pages/<build>/www/en/about/index.html   (.br, .zst, .gz)
DATA_DIR/pages/<build>/other/3f/3f…              whatever a server in front cannot serve by itself
DATA_DIR/pages/<build>/index.sqlite3             what each was made of
DATA_DIR/pages/live                              leads to the build that is served
"""

import json
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from math import inf
from pathlib import Path
from uuid import uuid4

from delivery.changes.declared import EVERYTHING
from delivery.encodings import encode
from delivery.pages.entry import Page
from delivery.pages.index import Index, numbers_of
from delivery.pages.keys import Key
from delivery.pages.places import ENDINGS, OTHER, WWW, digest_of, place_of

# What a block and the rows of a page take, at least.
BLOCK = 4096
# Pages that are asked for with a query, of which there are more than anyone needs, have a quarter.
PLAIN, ASKED = 0, 1
# Seconds after which it is noted again that somebody has asked for a page.
USED_ANEW = 600
_FEW, _MANY = 500, 300
# Seconds: times of files lie between 2001 and 2018.
_EPOCH = 1_000_000_000


class Disk:
    """The pages of one build.

    Args:
        folder: of the build.
        limit: bytes; the pages that nobody has asked for longest go first.
        is_standard: whether a server in front may serve a page by itself.
    """

    def __init__(self, folder: Path, limit: int, is_standard: Callable[[Page], bool] = lambda page: False) -> None:
        self.folder, self.limit, self.is_standard = folder, limit, is_standard
        for name in (WWW, OTHER, "new"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.index = Index(folder / "index.sqlite3")

    @property
    def size(self) -> int:
        """Bytes that its pages take."""
        with self.index.read() as rows:
            return int(rows.execute("SELECT sum(size) FROM shelf").fetchone()[0])

    def count(self) -> int:
        """How many pages it has."""
        with self.index.read() as rows:
            return int(rows.execute("SELECT count(*) FROM page").fetchone()[0])

    def get(self, key: Key) -> Page | None:
        """The page, if it is here whole."""
        with self.index.read() as rows:
            found = rows.execute(
                "SELECT id, place, head, used FROM page WHERE key = ? AND is_ready", (digest_of(key),)
            ).fetchone()
        if found is None:
            return None
        number, place, packed, used = found
        head = json.loads(zlib.decompress(packed))
        try:
            content = (self.folder / place).read_bytes()
        except OSError:
            content = b""
        if head["digest"] != _digest(content):
            self._remove([number])
            return None
        if time.time() - used > USED_ANEW:
            with suppress(sqlite3.Error), self.index.write() as rows:
                rows.execute("UPDATE page SET used = ? WHERE id = ?", (int(time.time()), number))
        return Page(
            key=key,
            status="200 OK",
            headers=[(name, value) for name, value in head["headers"]],
            content=content,
            tags=head["tags"],
            position=head["position"],
            until=head["until"] if head["until"] is not None else inf,
        )

    def put(self, page: Page, is_outdated: Callable[[], bool]) -> bool:
        """Keep a page; whether it lies here now.

        Args:
            is_outdated: looks at the log, and says whether a change has overtaken the page. It is asked after the page
                is in the index: a change that it does not know yet is followed by a purge that finds the page there.
        """
        content = page.content
        place = place_of(page.key, page.header("content-type"), is_standard=self.is_standard(page))
        new = self.folder / "new" / uuid4().hex
        try:
            _write(new, content, content)
            number = self._enter(page, content, place)
            if is_outdated():
                self._remove([number])
                return False
            return self._place(number, new, self.folder / place)
        except (OSError, sqlite3.Error):
            # A full disk, most likely: the page stays in memory alone.
            return False
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def put_encoded(self, page: Page) -> None:
        """Lay the compressed bodies of a page that a server in front may serve beside it; does nothing for others."""
        place = place_of(page.key, page.header("content-type"), is_standard=self.is_standard(page))
        if not place.startswith(WWW) or not page.is_compressed:
            return
        content, digest = page.content, digest_of(page.key)
        # What somebody has asked for is compressed already.
        bodies = {ending: page.bodies.get(name) or encode(name, content) for name, ending in ENDINGS.items()}
        files = {ending: self.folder / "new" / f"{uuid4().hex}{ending}" for ending in bodies}
        try:
            for ending, file in files.items():
                _write(file, bodies[ending], content)
            with self.index.write() as rows:
                found = rows.execute("SELECT head FROM page WHERE key = ? AND is_ready", (digest,)).fetchone()
                if found is None or json.loads(zlib.decompress(found[0]))["digest"] != _digest(content):
                    return
                more = sum(_blocks(len(body)) for body in bodies.values())
                rows.execute("UPDATE page SET size = size + ? WHERE key = ?", (more, digest))
                for ending, file in files.items():
                    file.rename(f"{self.folder / place}{ending}")
        except (OSError, sqlite3.Error):
            return
        finally:
            for file in files.values():
                with suppress(OSError):
                    file.unlink(missing_ok=True)

    def outdate(self, tags: Iterable[str]) -> None:
        """Remove the pages that depend on one of `tags`.

        If even that cannot be done, all go: a page that cannot be purged must not be found.
        """
        wanted = list(tags)
        try:
            if EVERYTHING in wanted:
                self.clear()
                return
            numbers = numbers_of(wanted)
            found: set[int] = set()
            with self.index.read() as rows:
                for start in range(0, len(numbers), _FEW):
                    few = numbers[start : start + _FEW]
                    marks = ",".join("?" * len(few))
                    found.update(
                        row[0]
                        for row in rows.execute(f"SELECT page FROM tag WHERE tag IN ({marks})", few)  # noqa: S608
                    )
            if len(found) > _MANY and 2 * len(found) > self.count():
                # A rename for all is quicker than a thousand removals, and who has saved waits for it.
                self.clear()
            else:
                self._remove(found)
        except sqlite3.Error:
            self.abandon()

    def forget(self, is_outdated: Callable[[list[str], str], bool]) -> None:
        """Remove the pages of which `is_outdated(tags, position)` says so; for a start, when nobody has followed."""
        with self.index.read() as rows:
            kept = rows.execute("SELECT id, head FROM page").fetchall()
        gone = []
        for number, packed in kept:
            head = json.loads(zlib.decompress(packed))
            if is_outdated(head["tags"], head["position"]):
                gone.append(number)
        self._remove(gone)

    def clear(self) -> None:
        """Remove all pages: at once from their places, then from the disk."""
        old = self.folder / "old" / uuid4().hex
        old.mkdir(parents=True, exist_ok=True)
        with self.index.write() as rows:
            for name in (WWW, OTHER):
                with suppress(FileNotFoundError):
                    (self.folder / name).rename(old / name)
                (self.folder / name).mkdir(exist_ok=True)
            # First the tags, which SQLite drops at a stroke; one by one they would take seconds.
            rows.execute("DELETE FROM tag")
            rows.execute("DELETE FROM page")

    def sweep(self) -> None:
        """Give back the space of what was cleared or never finished."""
        shutil.rmtree(self.folder / "old", ignore_errors=True)
        for file in (self.folder / "new").iterdir():
            with suppress(OSError):
                # Not their own time, which stands for something else: that of their entry in the folder.
                if time.time() - file.stat().st_ctime > 60:
                    file.unlink()

    def abandon(self) -> None:
        """Take the whole build out of its place."""
        with suppress(OSError):
            self.folder.rename(self.folder.with_name(f"old-{uuid4().hex}"))

    def close(self) -> None:
        self.index.close()

    def _enter(self, page: Page, content: bytes, place: str) -> int:
        """Say in the index what a page is made of, before it lies in its place; its number there."""
        head = {
            "headers": page.headers,
            "tags": page.tags,
            "position": page.position,
            "until": None if page.until == inf else page.until,
            "digest": _digest(content),
        }
        packed = zlib.compress(json.dumps(head).encode(), 3)
        shelf = ASKED if page.key.query else PLAIN
        # Rows of tags are small and many: 30 bytes each, in two trees.
        size = _blocks(len(content)) + len(packed) + 60 * len(page.tags)
        with self.index.write() as rows:
            key = digest_of(page.key)
            # One that lies at the same place under another key cannot be; one under the same key is replaced.
            for _number, before in rows.execute("SELECT id, place FROM page WHERE key = ?", (key,)).fetchall():
                self._unlink(before)
            rows.execute("DELETE FROM page WHERE key = ?", (key,))
            entered = rows.execute(
                "INSERT INTO page (key, place, head, size, used, shelf) VALUES (?, ?, ?, ?, ?, ?)",
                (key, place, packed, size, int(time.time()), shelf),
            ).lastrowid
            rows.executemany(
                "INSERT OR IGNORE INTO tag VALUES (?, ?)", [(tag, entered) for tag in numbers_of(page.tags)]
            )
            self._shrink(rows, shelf)
        return entered or 0

    def _shrink(self, rows: sqlite3.Connection, shelf: int) -> None:
        limit = self.limit // 4 if shelf == ASKED else self.limit - self.limit // 4
        while rows.execute("SELECT size FROM shelf WHERE id = ?", (shelf,)).fetchone()[0] > limit:
            oldest = rows.execute(
                "SELECT id, place FROM page WHERE shelf = ? ORDER BY used, id LIMIT 20", (shelf,)
            ).fetchall()
            if not oldest:
                return
            for number, place in oldest:
                self._unlink(place)
                rows.execute("DELETE FROM page WHERE id = ?", (number,))
                if rows.execute("SELECT size FROM shelf WHERE id = ?", (shelf,)).fetchone()[0] <= limit:
                    break

    def _place(self, number: int, new: Path, place: Path) -> bool:
        """Lay a body in its place, unless a purge has come first."""
        with self.index.write() as rows:
            if not rows.execute("UPDATE page SET is_ready = 1 WHERE id = ?", (number,)).rowcount:
                return False
            try:
                new.rename(place)
            except (FileNotFoundError, NotADirectoryError):
                place.parent.mkdir(parents=True, exist_ok=True)
                new.rename(place)
        return True

    def _remove(self, numbers: Iterable[int]) -> None:
        wanted = list(numbers)
        if not wanted:
            return
        with self.index.write() as rows:
            for number in wanted:
                found = rows.execute("SELECT place FROM page WHERE id = ?", (number,)).fetchone()
                if found:
                    # Bodies first: whoever is killed in between leaves a row without one, which is no page.
                    self._unlink(found[0])
            # There may be no room even to say so. They lie nowhere any more; the rows go when they are next looked at.
            with suppress(sqlite3.OperationalError):
                rows.executemany("DELETE FROM page WHERE id = ?", [(number,) for number in wanted])

    def _unlink(self, place: str) -> None:
        path = self.folder / place
        for ending in (*ENDINGS.values(), "") if place.startswith(WWW) else ("",):
            with suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(f"{path}{ending}")


def _write(file: Path, body: bytes, content: bytes) -> None:
    """Write a body of the page `content`, at a time that stands for what it says.

    A server in front makes its validators of a file's time and size: two pages that follow each other within a second
    and have as many bytes must not have the same.
    """
    file.write_bytes(body)
    moment = _EPOCH + int.from_bytes(blake2b(content, digest_size=4).digest(), "big") // 8
    os.utime(file, (moment, moment))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _blocks(size: int) -> int:
    return -(-size // BLOCK) * BLOCK
