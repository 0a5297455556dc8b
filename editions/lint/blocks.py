"""Stored HTML as runs, the way the editor's own script (static/desk/lint/blocks.js) makes them of its document."""

from dataclasses import dataclass
from html.parser import HTMLParser

from editions.lint.letters import OPAQUE
from editions.lint.run import Run, Span

_BLOCKS = frozenset("p h2 h3 h4 figcaption pre li th td blockquote ul ol table tr tbody figure hr".split())
_KEPT = frozenset({"code", "bdi"})


@dataclass(frozen=True)
class Block:
    """A run, the tag it stands in, and the number of the top-level element that holds it, from 0."""

    run: Run
    tag: str
    place: int


def blocks_of(body: str) -> list[Block]:
    """The blocks of a body that have text. What a video's figure says of itself is no text."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    reader.end_block()
    return reader.blocks


@dataclass(frozen=True)
class _Open:
    """An element that has begun, with its class, and whether it is said to be in a language of its own."""

    tag: str
    kind: str
    is_foreign: bool

    @property
    def is_verbatim(self) -> bool:
        """A pull quote says again what the text says; a quotation is somebody else's, another language not this."""
        is_quotation = self.tag == "blockquote" and self.kind != "pullquote"
        return is_quotation or self.is_foreign or self.tag == "pre"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.open: list[_Open] = []
        self.place = -1
        self.parts: list[str] = []
        self.length = 0
        self.kept: list[Span] = []
        self.kept_from: list[tuple[str, int]] = []
        self.tag = "p"
        self.notes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in _BLOCKS:
            self.end_block()
            self.place += not self.open
            if tag != "hr":
                self.open.append(_Open(tag, found.get("class") or "", bool(found.get("lang"))))
            self.tag = tag
        elif tag == "br":
            self.add("\n")
        elif tag == "span":
            # A note: a thing in the sentence, none of its words.
            self.add(OPAQUE if not self.notes else "")
            self.notes += 1
        elif tag == "code" or (tag == "bdi" and found.get("lang")):
            self.kept_from.append((tag, self.length))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self.notes = max(0, self.notes - 1)
        elif tag in _BLOCKS:
            self.end_block()
            while self.open and self.open.pop().tag != tag:
                pass
            self.tag = self.open[-1].tag if self.open else "p"
        elif tag in _KEPT and self.kept_from and self.kept_from[-1][0] == tag:
            self.kept.append((self.kept_from.pop()[1], self.length))

    def handle_data(self, data: str) -> None:
        if not self.notes:
            self.add(data)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def end_block(self) -> None:
        """Keep what was read since the last one."""
        text = "".join(self.parts)
        self.kept += [(start, self.length) for _tag, start in self.kept_from]
        names = [one.tag for one in self.open]
        is_embed = any((one.tag, one.kind) == ("figure", "embed") for one in self.open) and "figcaption" not in names
        if text.strip() and not is_embed:
            quoted = any(one.is_verbatim for one in self.open)
            self.blocks.append(Block(Run(text, tuple(self.kept), is_verbatim=quoted), self.tag, max(self.place, 0)))
        self.parts, self.length, self.kept, self.kept_from = [], 0, [], []
