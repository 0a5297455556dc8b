"""One piece of an export as a tree of elements, by expat; names as they are written, with their prefix."""

import html
import re
from dataclasses import dataclass, field
from xml.parsers import expat

# What XML 1.0 has no place for, and WordPress writes all the same.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_NO_CHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


@dataclass(slots=True)
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.parts[0] if len(self.parts) == 1 else "".join(self.parts)

    def all(self, name: str) -> list["Element"]:
        return [child for child in self.children if child.name == name]

    def words(self, name: str) -> str:
        """The text of the first child of this name; empty where there is none."""
        for child in self.children:
            if child.name == name:
                return child.text
        return ""


class MalformedError(Exception):
    """It is no XML; the message says where and why, in a few words."""


def without_controls(data: bytes) -> tuple[bytes, int]:
    """The bytes without those that XML has no place for, and how many of these there were."""
    clean = _NO_CHARACTER.sub(b"", data.translate(None, _CONTROLS))
    return clean, len(data) - len(clean)


def parse(data: bytes) -> Element:
    """The element that these bytes are, in UTF-8.

    References that only HTML knows, and ampersands that stand for themselves, are read as they are meant.

    Raises:
        MalformedError: it is none.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise MalformedError(f"byte {error.start + 1} is not UTF-8, as the file says it is") from None
    try:
        return _parse(text)
    except MalformedError:
        mended = "".join(
            part if number % 2 else _REFERENCE.sub(_mended, part) for number, part in enumerate(_CDATA.split(text))
        )
        if mended == text:
            raise
        return _parse(mended)


def _mended(reference: re.Match[str]) -> str:
    name = reference[1]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return reference[0]
    meant = html.unescape(reference[0])
    if meant == reference[0]:
        return f"&amp;{name};"
    kept, _count = without_controls(meant.encode("utf-8", "replace"))
    return html.escape(kept.decode())


def _parse(text: str) -> Element:
    root = Element("")
    stack = [root]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def words(data: str) -> None:
        stack[-1].parts.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise MalformedError(f"line {error.lineno}: {expat.ErrorString(error.code)}") from None
    return root.children[0]
