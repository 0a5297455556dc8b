"""The picture that is being kept at this moment, written down: what a killed run left of it is found by the next.

A picture's file is in the storage a moment before its row is in the database. Whoever is killed between the two leaves
a file that nobody knows, and the next run would put the same under another name.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import default_storage

from media_gallery.models import Image

_FOLDER = "images"


class Journal:
    """Marks in a folder, one a process that keeps pictures; each names a digest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def keeping(self, digest: str) -> Iterator[None]:
        """Around the moment from the file to its row."""
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = self.folder / f"{os.getpid()}-{digest}"
        mark.touch()
        try:
            yield
        finally:
            # A run that is killed does not come here.
            mark.unlink(missing_ok=True)

    def clear(self) -> None:
        """Take away what runs that were killed have left."""
        for mark in self.folder.glob("*-*") if self.folder.is_dir() else ():
            pid, _hyphen, digest = mark.name.partition("-")
            if pid.isdecimal() and not _is_somebody_else(int(pid)):
                _forget(digest)
                mark.unlink(missing_ok=True)


def _is_somebody_else(pid: int) -> bool:
    """Whether another process of this number runs."""
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _forget(digest: str) -> None:
    """Delete the files of a picture that no row names."""
    folder = f"{_FOLDER}/{digest[:2]}"
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in default_storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if digest and name.startswith(digest) and not Image.objects.filter(file=path).exists():
                default_storage.delete(path)
