"""A stream of XML cut into its items, authors and terms, by bytes, so that one that is broken spoils none but itself.

Nothing is parsed here: what begins and ends a piece is found outside CDATA sections and comments. However long the
file, no more of it is held than the piece that is being read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

READ = 1 << 18
# A piece that is longer than this is none that WordPress wrote; the way is lost in it.
LONGEST = 256 << 20
# So much may stand before the first piece or between two, and is held.
MOST_BETWEEN = 1 << 20
NAMES = b"item|wp:author|wp:category|wp:tag|wp:term"
_OPENING = re.compile(rb"<!\[CDATA\[|<!--|<!DOCTYPE|<(" + NAMES + rb")(?=[\s>])", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rb"<!\[CDATA\[|<!--|</" + name + rb"\s*>")
    for name in (b"item", b"wp:author", b"wp:category", b"wp:tag", b"wp:term")
}
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
# So much is kept when the buffer is searched again: a mark may be cut by the end of what was read.
_OVERLAP = 16
_NEXT_ITEM = re.compile(rb"</item\s*>\s*(?=<item[\s>])")


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Piece:
    """`name` is the element's, empty for what stands between the pieces; `is_whole` is False where the file broke."""

    name: str
    data: bytes
    is_whole: bool = True


class DoctypeError(Exception):
    """The file brings definitions of its own, as no export does and attacks do (entity bombs, external entities)."""


class Pieces:
    """The pieces of a stream, in order."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._buffer = bytearray()
        self._is_over = False

    def __iter__(self) -> Iterator[Piece]:
        while True:
            found = self._opening()
            if found is None:
                yield Piece("", self._take(len(self._buffer)))
                if self._is_over:
                    return
                continue
            start, name = found
            if start:
                yield Piece("", self._take(start))
            end = self._end_of(name)
            yield Piece(name.decode(), self._take(end or len(self._buffer)), is_whole=end is not None)

    def give_back(self, data: bytes) -> bytes:
        """Look again at what comes after the first item of a piece that could not be parsed; that first item.

        A CDATA section that is not closed takes the items after it in.
        """
        following = _NEXT_ITEM.search(data)
        if following is None:
            return data
        self._buffer[:0] = data[following.end() :]
        return data[: following.end()]

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _more(self) -> bool:
        """Read on; False at the end."""
        if not self._is_over:
            data = self._stream.read(READ)
            self._is_over = not data
            self._buffer += data
        return not self._is_over

    def _opening(self) -> tuple[int, bytes] | None:
        """Where the next piece begins, and which. None: there is none, or a lot of something else before it."""
        place = 0
        while True:
            match = _OPENING.search(self._buffer, place)
            if match is None:
                place = max(place, len(self._buffer) - _OVERLAP)
                if len(self._buffer) > MOST_BETWEEN or not self._more():
                    return None
            elif match[1]:
                return match.start(), bytes(match[1])
            elif match[0].upper() == b"<!DOCTYPE":
                raise DoctypeError
            else:
                after = self._behind(_ENDS[bytes(match[0]).upper()], match.end())
                if after is None:
                    return None
                place = after

    def _end_of(self, name: bytes) -> int | None:
        """Where the piece that the buffer begins with is over; None: nowhere."""
        place = len(name) + 1
        closing = _CLOSING[name]
        while True:
            match = closing.search(self._buffer, place)
            if match is None:
                place = max(place, len(self._buffer) - _OVERLAP)
                if len(self._buffer) > LONGEST or not self._more():
                    return None
            elif match[0].startswith(b"</"):
                return match.end()
            else:
                after = self._behind(_ENDS[bytes(match[0])], match.end())
                if after is None:
                    return None
                place = after

    def _behind(self, mark: bytes, place: int) -> int | None:
        """Where the section that is open is over; None: nowhere."""
        while (found := self._buffer.find(mark, place)) < 0:
            place = max(place, len(self._buffer) - _OVERLAP)
            if len(self._buffer) > LONGEST or not self._more():
                return None
        return found + len(mark)
