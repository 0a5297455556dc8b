"""Clean HTML as a tree of blocks, with the words in them: for comparing texts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from editions.richtext.word_diff import tokens_of

BLOCKS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "pre",
    "figure", "figcaption", "table", "tbody", "tr", "th", "td",
}  # fmt: skip
VOID = {"hr", "br"}
BREAK = "<br>"

Attributes = tuple[tuple[str, str], ...]


class Word(NamedTuple):
    """A word or sign with the white space before it, and the marks it carries, outermost first."""

    space: str
    word: str
    marks: tuple[tuple[str, Attributes], ...] = ()


@dataclass
class Block:
    """An element that stands on lines of its own; one without a tag holds bare words beside blocks.

    Attributes:
        children: blocks in it; one with words has none.
        source: of a block that stands in the body itself, its HTML as it was written.
    """

    tag: str
    attributes: Attributes = ()
    children: list["Block"] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    source: str = ""

    def attribute(self, name: str) -> str:
        return dict(self.attributes).get(name, "")

    @property
    def id(self) -> str:
        return self.attribute("data-block")

    def all_words(self) -> Iterator[Word]:
        yield from self.words
        for child in self.children:
            yield from child.all_words()

    def counted(self) -> Counter[str]:
        """How often each of its words stands in it, with the pictures it refers to."""
        counts = Counter(word.word for word in self.all_words())
        for block in self.walk():
            if number := block.attribute("data-image"):
                counts[f"<picture {number}>"] += 2
        return counts

    def walk(self) -> Iterator["Block"]:
        yield self
        for child in self.children:
            yield from child.walk()


def open_tag(tag: str, attributes: Attributes = ()) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}>" if tag else ""


def close_tag(tag: str) -> str:
    return f"</{tag}>" if tag and tag not in VOID else ""


class _Tree(HTMLParser):
    """Builds blocks from the sanitiser's output, which is balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.root = Block("")
        self.open = [self.root]
        self.marks: list[tuple[str, Attributes]] = []
        self.space = ""
        self.lines = [0]
        for line in html.split("\n")[:-1]:
            self.lines.append(self.lines[-1] + len(line) + 1)
        # Where what belongs to no block of the body yet begins.
        self.done = 0
        self.feed(html)
        self.close()
        self.end_bare(len(html))

    def place(self) -> int:
        """Where the tag that is being read begins."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag == "br":
            self.add(Word(self.space, BREAK, tuple(self.marks)))
            self.space = ""
        elif tag not in BLOCKS:
            self.marks.append((tag, attributes))
        else:
            self.start(Block(tag, attributes))

    def start(self, block: Block) -> None:
        self.space = ""
        self.end_bare(self.place())
        parent = self.open[-1]
        if parent.words:
            # Words beside blocks: they become a block of their own.
            parent.children, parent.words = [Block("", words=parent.words)], []
        parent.children.append(block)
        self.open.append(block)
        if block.tag in VOID:
            self.end(block.tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS - VOID:
            if any(block.tag == tag for block in self.open):
                self.end(tag)
        elif tag in {name for name, _attributes in self.marks}:
            while self.marks.pop()[0] != tag:
                pass

    def end(self, tag: str) -> None:
        self.space = ""
        while (block := self.open.pop()).tag != tag:
            pass
        if len(self.open) == 1:
            end = self.html.index(">", self.place()) + 1
            block.source, self.done = self.html[self.done : end], end

    def end_bare(self, end: int) -> None:
        """Close the bare words that stand before a block, or at the end of the body."""
        if not self.open[-1].tag and len(self.open) > 1:
            bare = self.open.pop()
            if len(self.open) == 1:
                bare.source, self.done = self.html[self.done : end], end

    def add(self, word: Word) -> None:
        block = self.open[-1]
        if block is self.root or block.children:
            block = Block("")
            self.open[-1].children.append(block)
            self.open.append(block)
        block.words.append(word)

    def handle_data(self, data: str) -> None:
        for token in tokens_of(data):
            if token.word:
                self.add(Word(self.space + token.space, token.word, tuple(self.marks)))
                self.space = ""
            else:
                self.space = token.space


def blocks_of(html: str) -> list[Block]:
    """The blocks of a clean body, in their order; put together, their sources are the body again."""
    return _Tree(html).root.children
