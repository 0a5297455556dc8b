"""The old site's files in a folder here: found whatever way their names are spelt."""

import os
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from posixpath import splitext
from urllib.parse import unquote

from wordpress.files.addresses import is_picture, uploads_path
from wordpress.files.attachments import Attachment

# Where uploads are within what people copy from a server.
_WITHIN = ("wp-content/uploads", "uploads", "public_html/wp-content/uploads", "htdocs/wp-content/uploads")
# Folders of uploads that WordPress keeps for itself.
_NOT_FOR_US = frozenset({"cache", "wpcf7_uploads", "backups", "backupbuddy_backups", "wc-logs"})


class NoFolderError(Exception):
    """What was given as a folder of files is none."""


class Folder:
    """The folder of uploads, or one that has it within. Names are read once; links that lead out of it are left.

    Raises:
        NoFolderError: it is no folder.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise NoFolderError(str(path))
        self.root = next((path / within for within in _WITHIN if (path / within).is_dir()), path).resolve()
        # As spelt in composed letters, and without regard to case: the name on the disk.
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for name in sorted(self._names()):
            composed = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "surrogateescape"))
            self._exact.setdefault(composed, name)
            self._folded.setdefault(composed.casefold(), name)
        self._in_order = sorted(self._folded)

    def __len__(self) -> int:
        return len(self._exact)

    def _names(self) -> Iterator[str]:
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name not in _NOT_FOR_US and not name.startswith(".")]
            for name in files:
                path = Path(folder, name)
                if not path.is_symlink() or path.resolve().is_relative_to(self.root):
                    yield path.relative_to(self.root).as_posix()

    def find(self, path: str) -> Path | None:
        """The file at a path below the folder, spelt as it is, decoded, in other letters or case."""
        for spelt in dict.fromkeys((path, unquote(path))):
            composed = unicodedata.normalize("NFC", spelt.lstrip("/"))
            name = self._exact.get(composed) or self._folded.get(composed.casefold())
            if name is not None:
                return self.root / name
        return None

    def candidates(self, attachment: Attachment) -> Iterator[Path]:
        """The files that may stand for an attachment, what is best first; at the end its copies of any size."""
        given: set[Path] = set()
        for path in self._candidates(attachment):
            if path not in given:
                given.add(path)
                yield path

    def _candidates(self, attachment: Attachment) -> Iterator[Path]:
        addresses = [uploads_path(address) for address in attachment.addresses()]
        own = attachment.path
        if own and own not in addresses:
            # A site of a network has its uploads in a folder whose name only its addresses carry.
            addresses.insert(1 if attachment.original else 0, own)
        for path in filter(None, addresses):
            if found := self.find(path):
                yield found
        if is_picture(own or attachment.name):
            yield from self._sized(own or uploads_path(attachment.address))

    def _sized(self, path: str) -> Iterator[Path]:
        """Copies of a picture that no metadata name, the largest first."""
        stem, extension = splitext(unicodedata.normalize("NFC", path).casefold())
        if not stem:
            return
        sizes = []
        for middle, name in self._beside(stem):
            if middle.endswith(extension):
                width, _x, height = middle.removesuffix(extension).partition("x")
                if width.isdigit() and height.isdigit():
                    sizes.append((int(width) * int(height), name))
        yield from (self.root / name for _size, name in sorted(sizes, reverse=True))

    def _beside(self, stem: str) -> Iterator[tuple[str, str]]:
        """(what follows the stem and a hyphen, name on the disk) of the files whose name begins so."""
        begin = f"{stem}-"
        place = bisect_left(self._in_order, begin)
        while place < len(self._in_order) and self._in_order[place].startswith(begin):
            yield self._in_order[place][len(begin) :], self._folded[self._in_order[place]]
            place += 1
