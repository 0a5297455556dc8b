"""The units of a body: what keeps its identity through editing, and is followed across revisions and editions.

A unit is a child of the document, or an item of a list that stands in the document (lists within items too). A
quotation, a table, a figure, a video is one unit; lists themselves are none. The editor says the same
(static/desk/editor/blocks.js).
"""

import html as entities
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from editions.richtext.schema import UNITS

INLINE = frozenset({"strong", "em", "s", "sub", "sup", "code", "a", "bdi", "span", "br"})
LISTS = frozenset({"ul", "ol"})
BLOCKS = (frozenset(UNITS) | LISTS) - {"li"}
VOID = frozenset({"br", "hr"})
_FLOW = INLINE | BLOCKS
# What may stand directly in what; "" is the document. Elements not named here hold inline elements.
CHILDREN = {
    "": BLOCKS,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "li": _FLOW,
    "blockquote": _FLOW,
    "figure": _FLOW | {"figcaption"},
    "table": frozenset({"tbody"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "th": _FLOW,
    "td": _FLOW,
}
# Words stand in these only within something else.
WORDLESS = frozenset({"", "ul", "ol", "table", "tbody", "tr"})

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
ID = re.compile(r' data-block="([^"]*)"')
_ADDRESS = re.compile(r' (?:href|data-image)="([^"]*)"')
# Where one of these begins or ends, a word ends.
_BREAKS = BLOCKS | {"li", "figcaption", "tbody", "tr", "th", "td", "br"}

_FOLD = str.maketrans(
    {
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‘’‚‛′ʼ‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        # Zero-width and bidirectional marks say nothing; ZWNJ is a letter of Persian, and stays.
        **dict.fromkeys("\u200b\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"),
        **dict.fromkeys("\u2066\u2067\u2068\u2069"),
    }
)


def readable(text: str) -> str:
    """Words as they are shown in a comparison: composed, white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def canonical(text: str) -> str:
    """Words without what makes no difference to a translator: quotation marks, dashes, spaces, invisible marks."""
    return readable(text.translate(_FOLD))


def digest(text: str, addresses: tuple[str, ...] = ()) -> str:
    """12 signs that stand for canonical words and the addresses of their links and pictures."""
    return blake2b("\x1f".join((text, *addresses)).encode(), digest_size=6).hexdigest()


def _said(tag: re.Match[str]) -> str:
    """What stands for a tag among words: notes are bracketed, elsewhere a space where a word ends."""
    if tag[2] == "span":
        return "]" if tag[1] else " ["
    return " " if tag[2] in _BREAKS else ""


@dataclass
class Unit:
    """A unit of a body.

    Attributes:
        id: its `data-block`; "" where it has none.
        start, inner, end: offsets in the body, in characters, of its start tag, behind that, and behind its end tag.
        depth: how many lists it stands in.
        source: the body.
        holes: spans within it that belong to other units, the lists of an item.
    """

    id: str
    tag: str
    start: int
    inner: int
    source: str = field(repr=False)
    depth: int = 0
    end: int = 0
    list_tag: str = ""
    holes: list[tuple[int, int]] = field(default_factory=list)

    @property
    def html(self) -> str:
        """As it stands in the body, lists of an item included."""
        return self.source[self.start : self.end]

    @cached_property
    def own_html(self) -> str:
        """As it stands in the body, without the units within it."""
        parts, place = [], self.start
        for start, end in self.holes:
            parts.append(self.source[place:start])
            place = end
        return "".join((*parts, self.source[place : self.end]))

    @cached_property
    def words(self) -> str:
        """Its words, for people."""
        plain = TAG.sub(_said, self.own_html)
        return readable(entities.unescape(plain))

    @cached_property
    def text(self) -> str:
        return canonical(self.words)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Where its links lead and which pictures it shows."""
        return tuple(
            entities.unescape(address) for tag in TAG.finditer(self.own_html) for address in _ADDRESS.findall(tag[3])
        )

    @cached_property
    def hash(self) -> str:
        return digest(self.text, self.addresses)

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing that could be said in another language: an empty paragraph, a dividing line."""
        return not self.text and not self.addresses


@dataclass
class Scan:
    """What a look at a body has found.

    Attributes:
        is_canonical: its elements stand where the editor would have put them.
        strays: whether something that is no unit carries an id.
    """

    units: list[Unit]
    is_canonical: bool = True
    strays: bool = False


# Where an element stands: in the document, in a list of units, in an item that is a unit, or within a unit.
_DOCUMENT, _LIST, _ITEM, _WITHIN = range(4)


@dataclass
class _Open:
    """An element whose end has not come: what its children are, and the unit that it is, or is a hole in."""

    tag: str
    inside: int
    unit: Unit | None = None
    start: int = 0


class _Scanner:
    def __init__(self, html: str) -> None:
        self.html = html
        self.found = Scan([])
        self.stack = [_Open("", _DOCUMENT)]
        self.depth = 0

    def run(self) -> Scan:
        place = 0
        for match in TAG.finditer(self.html):
            if self.stack[-1].tag in WORDLESS and self._has_words(place, match.start()):
                self.found.is_canonical = False
            place = match.end()
            if not match[1]:
                self._open(match)
            elif self.stack[-1].tag == match[2]:
                self._close(place)
            else:
                self.found.is_canonical = False
                return self.found
        if len(self.stack) > 1 or self._has_words(place, len(self.html)):
            self.found.is_canonical = False
        return self.found

    def _has_words(self, start: int, end: int) -> bool:
        return start != end and not self.html[start:end].isspace()

    def _open(self, match: re.Match[str]) -> None:
        top, tag = self.stack[-1], match[2]
        if tag not in CHILDREN.get(top.tag, INLINE):
            self.found.is_canonical = False
        new = _Open(tag, _WITHIN, None, match.start())
        if tag in LISTS and top.inside in {_DOCUMENT, _ITEM}:
            # A list within an item is a hole in it.
            new.inside, new.unit = _LIST, top.unit
            self.depth += 1
        elif top.inside == _DOCUMENT or (top.inside == _LIST and tag == "li"):
            new.inside = _ITEM if tag == "li" else _WITHIN
            new.unit = self._unit(match, top.tag)
        elif ' data-block="' in match[3]:
            self.found.strays = True
        if tag not in VOID:
            self.stack.append(new)

    def _unit(self, match: re.Match[str], list_tag: str) -> Unit:
        identity = ID.search(match[3])
        unit = Unit(
            identity[1] if identity else "", match[2], match.start(), match.end(), self.html, self.depth, match.end(),
            list_tag,
        )  # fmt: skip
        self.found.units.append(unit)
        return unit

    def _close(self, place: int) -> None:
        closed = self.stack.pop()
        if closed.inside == _LIST:
            self.depth -= 1
            if closed.unit:
                closed.unit.holes.append((closed.start, place))
        elif closed.unit:
            closed.unit.end = place


def scan(html: str) -> Scan:
    """The units of sanitised HTML, in order."""
    return _Scanner(html).run()


def units_of(html: str) -> list[Unit]:
    return scan(html).units


_ANY_ID = re.compile(r'(<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")*?) data-block="[a-z0-9]{10}"')


def without_ids(html: str) -> str:
    """The body as readers get it: ids are the desk's."""
    return _ANY_ID.sub(r"\1", html) if ' data-block="' in html else html
