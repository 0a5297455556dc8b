"""Bodies for the wire, encoded once for all recipients: what is each one's own is put between pieces that are ready.

Both encodings are 7-bit clean with lines of at most 76 characters (RFC 2045), so that servers change nothing and
signatures hold.
"""

import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Mapping
from typing import Protocol

from mailing.composing import PLACE

_LINES = re.compile(r"\r\n|\r|\n")
# Bytes in a line of base64: 76 characters.
_WIDTH = 57


class Body(Protocol):
    """A text of the mould, encoded; `cast` puts values in."""

    encoding: str

    def cast(self, values: Mapping[str, str]) -> bytes: ...


def body_of(text: str) -> Body:
    """Quoted-printable for Latin letters, base64 for scripts of which it would make three characters a byte."""
    raw = text.encode()
    n_foreign = sum(byte > 127 for byte in raw)
    return Base64Body(text) if n_foreign * 6 > len(raw) else QuotedBody(text)


def wire_lines(text: str) -> bytes:
    return _LINES.sub("\r\n", text).encode()


def pieces_of(text: str) -> list[str]:
    """Fixed text and names of places by turns, beginning and ending with text."""
    return PLACE.split(text)


class QuotedBody:
    """Around a place the line is broken softly, so that no line depends on how long the value is."""

    encoding = "quoted-printable"

    def __init__(self, text: str) -> None:
        pieces = pieces_of(_LINES.sub("\r\n", text))
        *fixed, last = pieces[::2]
        self._fixed = [_quoted(piece.encode()) for piece in fixed]
        self._names = pieces[1::2]
        self._end = _qp(last.encode())

    def cast(self, values: Mapping[str, str]) -> bytes:
        made: list[bytes] = []
        for name, fixed in zip(self._names, self._fixed, strict=True):
            made += (fixed, _quoted(wire_lines(values.get(name, ""))))
        return b"".join((*made, self._end))


def _qp(raw: bytes) -> bytes:
    # It breaks lines in the manner of the text's own first line, if there is one.
    return b2a_qp(raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _quoted(raw: bytes) -> bytes:
    """Ends with a soft line break, if there is anything."""
    if not raw:
        return b""
    # With a letter at the end nothing depends on where the piece ends: no space is its line's last.
    made = _qp(raw + b"x")[:-1]
    return made if made.endswith(b"=\r\n") else made + b"=\r\n"


class Base64Body:
    """Three bytes make four characters, so a piece is kept in the three forms that the bytes before it may ask for."""

    encoding = "base64"

    def __init__(self, text: str) -> None:
        pieces = pieces_of(_LINES.sub("\r\n", text))
        self._fixed = [_in_three_forms(piece.encode()) for piece in pieces[::2]]
        self._names = pieces[1::2]

    def cast(self, values: Mapping[str, str]) -> bytes:
        made: list[bytes] = []
        rest = _add(made, b"", self._fixed[0])
        for name, fixed in zip(self._names, self._fixed[1:], strict=True):
            raw = rest + wire_lines(values.get(name, ""))
            whole = len(raw) - len(raw) % 3
            made.append(_wrapped(raw[:whole]))
            rest = _add(made, raw[whole:], fixed)
        made.append(_wrapped(rest))
        return b"".join(made)


# By how many of its bytes go to what came before: (those bytes, the middle encoded, the bytes left over).
_Forms = tuple[tuple[bytes, bytes, bytes], ...]


def _in_three_forms(raw: bytes) -> _Forms:
    forms = []
    for taken in range(3):
        body = raw[taken:]
        whole = len(body) - len(body) % 3
        forms.append((raw[:taken], _wrapped(body[:whole]), body[whole:]))
    return tuple(forms)


def _add(made: list[bytes], rest: bytes, fixed: _Forms) -> bytes:
    """Put a fixed piece behind what is left over from before; what is left over now."""
    head, middle, tail = fixed[-len(rest) % 3]
    joined = rest + head
    if len(joined) % 3:
        # The piece is shorter than what is lacking.
        return joined
    if joined:
        made.append(b2a_base64(joined, newline=False) + b"\r\n")
    made.append(middle)
    return tail


def _wrapped(raw: bytes) -> bytes:
    lines = (b2a_base64(raw[start : start + _WIDTH], newline=False) for start in range(0, len(raw), _WIDTH))
    return b"".join(line + b"\r\n" for line in lines)
