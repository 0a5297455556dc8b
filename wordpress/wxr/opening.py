"""An export as a stream of bytes in UTF-8: unpacked, in the encoding that it says it has."""

import codecs
import re
import zlib
from pathlib import Path
from typing import BinaryIO

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# zlib's number for a window of 32 KB behind a header of gzip.
_GZIP = 16 + zlib.MAX_WBITS
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotAnExportError(Exception):
    """The file is no export of WordPress; the message is one line for whoever gave it."""


class OpenedExport:
    """An export that is being read.

    Attributes:
        position, size: in bytes of the file as it lies there, packed or not.
        is_cut: whether a packed file ended before its time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_cut = False
        try:
            self._raw: BinaryIO = path.open("rb")
        except OSError as error:
            raise NotAnExportError(f"{path}: {error.strerror}") from None
        self.size = path.stat().st_size
        head = self._raw.read(4)
        self._raw.seek(0)
        if head.startswith(b"PK\x03\x04"):
            raise NotAnExportError(f"{path} is a ZIP archive: unpack it and give the XML files that are in it.")
        self._unpacker = zlib.decompressobj(_GZIP) if head.startswith(b"\x1f\x8b") else None
        self._begin()

    def _begin(self) -> None:
        self._held = self._read(4096)
        if not self._held.strip():
            raise NotAnExportError(f"{self.path} is empty.")
        mark, name = next(((mark, name) for mark, name in _MARKS if self._held.startswith(mark)), (b"", ""))
        declared = _DECLARED.match(self._held)
        name = name or (declared[1].decode().lower() if declared else "utf-8")
        if name == "utf-8":
            self._held = self._held.removeprefix(mark)
        try:
            # Bytes that mean nothing pass as they are, and are found where they stand.
            is_utf_8 = codecs.lookup(name).name == "utf-8"
            self._decoder = None if is_utf_8 else codecs.getincrementaldecoder(name)(errors="surrogateescape")
        except LookupError:
            raise NotAnExportError(f"{self.path} says that its encoding is “{name}”, which nobody knows.") from None

    @property
    def position(self) -> int:
        return self._raw.tell()

    def read(self, size: int) -> bytes:
        """About so many bytes more, in UTF-8; none at the end."""
        data, self._held = self._held or self._read(size), b""
        if self._decoder is None or not data:
            return data
        try:
            return self._decoder.decode(data).encode("utf-8", "surrogateescape")
        except UnicodeError as error:
            raise NotAnExportError(f"{self.path} is not in the encoding that it says it has: {error}.") from None

    def _read(self, size: int) -> bytes:
        """Some bytes more, unpacked; none at the end."""
        data = self._raw.read(size)
        if self._unpacker is None:
            return data
        plain = b""
        while data and not (plain := self._unpacked(data)):
            data = self._raw.read(size)
        if not plain:
            self.is_cut = self.is_cut or not self._unpacker.eof
        return plain

    def _unpacked(self, data: bytes) -> bytes:
        """What comes out of these bytes; a file may be several that were packed one by one."""
        plain = b""
        while data and self._unpacker is not None and not self.is_cut:
            if self._unpacker.eof:
                if not data.startswith(b"\x1f\x8b"):
                    # Filled up, or something else behind it.
                    break
                self._unpacker = zlib.decompressobj(_GZIP)
            try:
                plain += self._unpacker.decompress(data)
            except zlib.error:
                self.is_cut = True
            data = self._unpacker.unused_data
        return plain

    def close(self) -> None:
        self._raw.close()
