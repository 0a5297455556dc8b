"""Files that have come in part, to be continued: by the next attempt, or by the next run after one that was killed."""

from pathlib import Path
from typing import BinaryIO

from wordpress.files.kinds import HEAD


class DiskError(Exception):
    """What came cannot be written, so nothing more can be taken over."""


class _Written:
    """A file that tells trouble of the disk apart from that of the network."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *_why: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise DiskError(str(error)) from error


class Part:
    """A file that has not wholly come, and beside it the words by which its server knows which one it is."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_suffix(".part")
        self.mark = target.with_suffix(".mark")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def headers(self) -> dict[str, str]:
        """What asks for the rest alone, if the file is still the same (RFC 9110, 13.1.5)."""
        mark = self.mark.read_text(encoding="latin-1") if self.mark.is_file() else ""
        return {"Range": f"bytes={self.size}-", "If-Range": mark} if mark and self.size else {}

    def head(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(HEAD)

    def begins_anew(self, mark: str, *, keep: int) -> None:
        if not keep:
            self.path.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)
        if mark:
            self.mark.parent.mkdir(parents=True, exist_ok=True)
            self.mark.write_text(mark, encoding="latin-1")

    def open(self) -> _Written:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Unbuffered, so that what does not fit is told where it is written.
            return _Written(self.path.open("ab", buffering=0))
        except OSError as error:
            raise DiskError(str(error)) from error

    def done(self) -> None:
        self.path.replace(self.target)
        self.mark.unlink(missing_ok=True)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)
