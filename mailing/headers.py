"""Header fields for the wire: folded, 7-bit clean, never more than one line of somebody's making (RFC 5322, 2047)."""

import re
from binascii import b2a_base64
from email.utils import parseaddr

_PLAIN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")
_USUAL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# Characters in a line; bytes of text in an encoded word, which makes 72 characters of them.
WIDTH = 76
_WORD = 45


class BadAddress(ValueError):
    """An address that no mail can be sent to; its text says why."""


def one_line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()


def text_field(name: str, text: str) -> bytes:
    """A field of free text, such as Subject."""
    return f"{name}: {_free(one_line(text), len(name) + 2)}\r\n".encode("ascii")


def raw_field(name: str, value: str) -> bytes:
    """A field whose value is written as it is, on one line: ASCII, such as List-Unsubscribe."""
    return f"{name}: {one_line(value)}\r\n".encode("ascii")


def mailbox_field(field: str, name: str, address: str) -> bytes:
    """A field of one name and address, such as From."""
    name = one_line(name)
    if not name:
        return raw_field(field, address)
    if _ATOMS.fullmatch(name) and len(name) <= WIDTH and "=?" not in name:
        shown = name
    elif name.isascii() and len(name) <= WIDTH and "=?" not in name:
        shown = '"{}"'.format(re.sub(r'(["\\])', r"\\\1", name))
    else:
        shown = _words(name)
    line = shown.rpartition("\r\n")[2]
    start = len(field) + 2 if line is shown else 0
    gap = "\r\n " if start + len(line) + len(address) + 3 > WIDTH else " "
    return f"{field}: {shown}{gap}<{address}>\r\n".encode("ascii")


def _free(text: str, start: int) -> str:
    if not text:
        return ""
    if not _PLAIN.fullmatch(text) or "=?" in text or max(map(len, text.split(" "))) > WIDTH - start:
        return _words(text, start)
    lines, line = [], ""
    for word in text.split(" "):
        if line and start + len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, start = word, 1
        else:
            line = f"{line} {word}" if line else word
    return "\r\n ".join([*lines, line])


def _words(text: str, start: int = 10) -> str:
    """Encoded words, one a line; no letter is cut in two."""
    words, word = [], b""
    room = _WORD - 3 * max(0, start // 4)
    for letter in text:
        raw = letter.encode("utf-8", "replace")
        if len(word) + len(raw) > max(room, 12):
            words.append(word)
            word, room = b"", _WORD
        word += raw
    words.append(word)
    return "\r\n ".join(f"=?utf-8?b?{b2a_base64(one, newline=False).decode()}?=" for one in words)


def wire_address(address: str) -> str:
    """The address as servers without extensions know it: the host in its ASCII form.

    Raises:
        BadAddress: there is none, or its local part is not ASCII.
    """
    if _USUAL.fullmatch(address):
        return address
    _name, bare = parseaddr(one_line(address))
    local, _at, host = bare.rpartition("@")
    if not local or not host:
        raise BadAddress(f"{address!r} is no mail address.")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise BadAddress(f"{address!r} has no host that mail can be sent to.") from None
    if not local.isascii():
        raise BadAddress(f"{address!r} has letters before the @ that mail servers do not know.")
    wired = f"{local}@{host}"
    if not _ADDRESS.fullmatch(wired) or set("<>\\,;") & set(wired):
        raise BadAddress(f"{address!r} is no mail address.")
    return wired
