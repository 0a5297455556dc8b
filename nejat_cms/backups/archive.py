"""The file of a backup: a tar whose parts are compressed each for itself, and which ends with its manifest.

rows/LABEL.jsonl.gz      a model's rows, a JSON array a line, in the order of `columns` in the manifest
files.jsonl.gz           the names of uploads, with the SHA-256 of what they hold
blobs/ab/abcd…           what uploads hold, each content once, named by its SHA-256
editions/…               languages that `add_edition` has added, with their migrations
secret_key, mirror_key   unless they come from the environment, or there are none
manifest.json            what there must be: format, migrations, counts, SHA-256 of each part
manifest.json.sha256     of the manifest; the last part, so that a file that was cut off is known by its absence
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST, DIGEST, FILES = "manifest.json", "manifest.json.sha256", "files.jsonl.gz"
# Of DATA_DIR: what signs sessions and links, unless it comes from the environment, and what signs mirrors.
KEY, MIRROR_KEY = "secret_key", "mirror_key"
BLOCK = 1024 * 1024
# Signs of one line of JSON that no honest row reaches: 256 MB.
LONGEST_LINE = 256 * BLOCK


class Unusable(Exception):
    """A file that is no backup, or none that can be restored here; the text says why, in one line."""


@dataclass
class Writer:
    """Writes the parts one after the other; `close` ends the file with its manifest."""

    file: IO[bytes]
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tar = tarfile.open(fileobj=self.file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115

    def lines(self, name: str, rows: Iterable[Any]) -> int:
        """Write a part of JSON lines; returns how many. It is spooled beside the file first: a tar asks for sizes."""
        count = 0
        with tempfile.TemporaryFile(dir=Path(self.file.name).parent) as spool:
            with gzip.GzipFile(filename="", fileobj=spool, mode="wb", compresslevel=4, mtime=0) as packed:
                for row in rows:
                    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
                    # Surrogates cannot be stored by any of our databases; should one have got in, it fails here.
                    packed.write(text.encode() + b"\n")
                    count += 1
            size = spool.tell()
            spool.seek(0)
            self.part(name, spool, size)
        return count

    def part(self, name: str, stream: IO[bytes], size: int, tell: Callable[[int], None] = lambda size: None) -> str:
        """Write a part of exactly `size` bytes; returns its SHA-256."""
        reader = Hashing(stream, tell)
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, reader)
        digest = reader.hash.hexdigest()
        if not name.startswith("blobs/"):
            self.parts[name] = {"size": size, "sha256": digest}
        return digest

    def close(self, manifest: dict[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **manifest, "parts": self.parts}, ensure_ascii=False, indent=1).encode()
        self.part(MANIFEST, io.BytesIO(text), len(text))
        line = f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()
        self.part(DIGEST, io.BytesIO(line), len(line))
        self.tar.close()
        self.file.flush()
        os.fsync(self.file.fileno())


class Hashing(io.RawIOBase):
    """Reads through to another stream, and hashes what it reads."""

    def __init__(self, stream: IO[bytes], tell: Callable[[int], None]) -> None:
        self.stream, self.hash, self.tell_size = stream, hashlib.sha256(), tell

    def read(self, size: int = -1) -> bytes:
        got = self.stream.read(size)
        self.hash.update(got)
        self.tell_size(len(got))
        return got


class Reader:
    """A backup that has been looked through: every part is whole and as the manifest says.

    Args:
        path: the file.
        tell: hears how many bytes have been checked.

    Raises:
        Unusable: it is damaged, cut off, no backup at all, or of a newer format.
    """

    def __init__(self, path: Path, tell: Callable[[int], None] = lambda size: None) -> None:
        self.path = path
        # Where each part lies: (first byte, size).
        self.places: dict[str, tuple[int, int]] = {}
        try:
            digests = self._look_through(tell)
        except FileNotFoundError:
            raise Unusable(f"{path} is not there.") from None
        except (tarfile.TarError, EOFError, OSError) as error:
            raise Unusable(f"{path} is no backup, or damaged: {error}.") from None
        self.manifest = self._manifest(digests)
        self._compare(digests)

    def _look_through(self, tell: Callable[[int], None]) -> dict[str, str]:
        """The SHA-256 of each part, by its name."""
        digests = {}
        with tarfile.open(self.path, "r:") as tar:
            while (info := tar.next()) is not None:
                # The tar remembers every part that it has seen; of a hundred thousand files that is a lot.
                tar.members = []  # type: ignore[attr-defined]
                if not info.isfile() or info.name in digests:
                    raise Unusable(f"{self.path} is damaged: {info.name} is not what a backup holds.")
                found = hashlib.sha256()
                for block in self._read(info.offset_data, info.size):
                    found.update(block)
                    tell(len(block))
                digests[info.name] = found.hexdigest()
                self.places[info.name] = (info.offset_data, info.size)
                if info.name.startswith("blobs/") and digests[info.name] != info.name.rpartition("/")[2]:
                    raise Unusable(f"{self.path} is damaged: the content of {info.name} is another.")
        return digests

    def _read(self, start: int, size: int) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(start)
            left = size
            while left:
                block = file.read(min(BLOCK, left))
                if not block:
                    raise Unusable(f"{self.path} is cut off.")
                left -= len(block)
                yield block

    def _manifest(self, digests: dict[str, str]) -> dict[str, Any]:
        if not {MANIFEST, DIGEST} <= set(digests):
            raise Unusable(
                f"{self.path} is no whole backup: it has no manifest at its end, so it was cut off or is another file."
            )
        text = self.content(MANIFEST)
        if self.content(DIGEST).split(b" ")[0].decode("ascii", "replace") != digests[MANIFEST]:
            raise Unusable(f"{self.path} is damaged: its manifest is not the one that was written.")
        try:
            manifest = json.loads(text)
            number = int(manifest["format"])
        except (ValueError, KeyError, TypeError):
            raise Unusable(f"{self.path} is damaged: its manifest cannot be read.") from None
        if number > FORMAT:
            raise Unusable(
                f"{self.path} is of format {number}, and this version of Nejat CMS reads {FORMAT}:"
                " upgrade first, then restore."
            )
        return manifest

    def _compare(self, digests: dict[str, str]) -> None:
        parts = self.manifest["parts"]
        for name, said in parts.items():
            if digests.get(name) != said["sha256"]:
                raise Unusable(f"{self.path} is damaged: {name} is {'changed' if name in digests else 'missing'}.")
        known = {*parts, MANIFEST, DIGEST}
        blobs = set()
        for row in self.lines(FILES):
            blobs.add(blob_name(row["sha256"]))
        there = {name for name in digests if name not in known}
        if there != blobs:
            name = min(there ^ blobs)
            raise Unusable(f"{self.path} is damaged: {name} is {'missing' if name in blobs else 'not expected'}.")

    def content(self, name: str) -> bytes:
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        return self._read(*self.places[name])

    def lines(self, name: str) -> Iterator[Any]:
        """The rows of a part of JSON lines, one at a time."""
        start, size = self.places[name]
        with self.path.open("rb") as file, gzip.GzipFile(fileobj=Span(file, start, size)) as packed:
            while line := packed.readline(LONGEST_LINE):
                yield json.loads(line)


class Span(io.RawIOBase):
    """A stretch of a file, read as if it were a file."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        file.seek(start)
        self.file, self.left = file, size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        got = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(got)
        return got


def blob_name(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"
