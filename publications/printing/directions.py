"""Words of the other direction within a text, isolated as a whole.

WeasyPrint orders the letters of each piece of text between two tags by itself, and of each line of it: it sets the
pieces one after the other in the direction of their block. A run of Latin words in a Persian paragraph that is broken
over two lines, or has a word of it in italics, would come out in the wrong order. In an element of its own direction
it does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

_INLINE = {"a", "em", "strong", "s", "sub", "code", "span", "cite", "time", "b", "i"}
# What keeps what it holds as it is.
_OWN = {"bdi", "pre", "code", "style", "script", "title", "svg"}
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LTR = "A-Za-z\u00aa-\u02b8\u0370-\u058f\u1e00-\u1ffe"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_STRONG = {"rtl": re.compile(f"[{_LTR}]"), "ltr": re.compile(f"(?![{_DIGITS}])[{_RTL}]")}
_BASE = {"rtl": re.compile(f"(?![{_DIGITS}])[{_RTL}]"), "ltr": re.compile(f"[{_LTR}]")}
_TOKENS = {
    direction: re.compile(
        f"(?P<strong>{strong.pattern}+)|(?P<base>{_BASE[direction].pattern}+)|(?P<digit>[{_DIGITS}]+)|.", re.S
    )
    for direction, strong in _STRONG.items()
}
_OTHER = {"rtl": "ltr", "ltr": "rtl"}


@dataclass
class _Unit:
    """Text or an element; `kind`: S of the other direction, B of the block's own, D digits, N neither, X a stop."""

    kind: str
    text: str = ""
    element: ElementTree.Element | None = None


def isolate(root: ElementTree.Element, direction: str) -> None:
    """Put `bdi` with its direction around runs of the other direction, in all of the tree.

    Args:
        direction: of the root, where it does not say one.
    """
    direction = root.get("dir") or direction
    if root.tag in _OWN or direction not in _STRONG:
        return
    for child in list(root):
        isolate(child, direction)
    units = list(_units(root, direction))
    runs = list(_runs(units))
    if runs:
        _rebuild(root, units, runs, _OTHER[direction])


def _units(parent: ElementTree.Element, direction: str) -> Iterator[_Unit]:
    yield from _of_text(parent.text, direction)
    for child in parent:
        yield _Unit(_kind_of(child, direction), element=child)
        yield from _of_text(child.tail, direction)


def _of_text(text: str | None, direction: str) -> Iterator[_Unit]:
    for match in _TOKENS[direction].finditer(text or ""):
        kind = {"strong": "S", "base": "B", "digit": "D"}.get(match.lastgroup or "", "N")
        yield _Unit(kind, match[0])


def _kind_of(element: ElementTree.Element, direction: str) -> str:
    if element.tag not in _INLINE or element.get("dir") or any(child.tag != "bdi" for child in element):
        return "X"
    words = "".join(element.itertext())
    has_other, has_own = bool(_STRONG[direction].search(words)), bool(_BASE[direction].search(words))
    return "S" if has_other and not has_own else "X"


def _runs(units: list[_Unit]) -> Iterator[tuple[int, int]]:
    """Where runs of several words begin and end: from the first of the other direction to the last, or a number."""
    start = end = -1
    for place, unit in enumerate([*units, _Unit("X")]):
        if unit.kind == "S":
            start, end = (place if start < 0 else start), place
        elif unit.kind == "D" and start >= 0:
            end = place
        elif unit.kind in "BX" and start >= 0:
            # A single word needs nothing.
            if end > start:
                yield start, end + 1
            start = end = -1


def _rebuild(parent: ElementTree.Element, units: list[_Unit], runs: list[tuple[int, int]], direction: str) -> None:
    tail = parent.tail
    for child in list(parent):
        parent.remove(child)
    parent.text, parent.tail = None, tail
    place = 0
    for start, end in runs:
        _append(parent, units[place:start])
        isolated = ElementTree.SubElement(parent, "bdi", {"dir": direction})
        _append(isolated, units[start:end])
        place = end
    _append(parent, units[place:])


def _append(parent: ElementTree.Element, units: list[_Unit]) -> None:
    for unit in units:
        if unit.element is not None:
            unit.element.tail = None
            parent.append(unit.element)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + unit.text
        else:
            parent.text = (parent.text or "") + unit.text
