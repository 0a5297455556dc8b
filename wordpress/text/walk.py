"""The walk through the tree of an old body, and what its handlers share."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from editions.richtext.schema import URL_SCHEMES
from wordpress.text.around import Around, Leftover, Notes
from wordpress.text.attributes import decoded
from wordpress.text.flow import Flow
from wordpress.text.lines import Block, Mark, Marks, escaped_attribute
from wordpress.text.names import BLOCK_ELEMENTS, ELEMENTS
from wordpress.text.tree import Node

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FILE = re.compile(r"\.(?!php|html?|aspx?)[a-z0-9]{2,5}(?:$|[?#])", re.IGNORECASE)
# An excerpt has no more signs.
_SHOWN = 200
# So many nodes within each other are read as what they are; below them only words are.
_DEEPEST = 120
# A report has no more lines for one body.
_MOST = 2_000

type Handler = Callable[["Walk", Node, Flow, Marks], None]


class Walk:
    """Visits the nodes of a body; each kind of node has its handler.

    Attributes:
        at_address: what an address on a line of its own becomes.
        links: the links that are open, outermost first.
        number: of the attachment that the block around is about.
        in_gallery: whether lists are rows of pictures.
        is_pull: whether the next quotation is a pull quote.
        leads_to_file: whether the links of pictures lead to nothing but themselves.
        root: the flow of the body itself.
        more_waits: `<!--more-->` stood within a block, after which the beginning of the text ends.
        footnotes: the notes of shortcodes so far, each a line.
        within: numbers of the reusable blocks that are being read.
    """

    def __init__(
        self, around: Around, source: str, handlers: Mapping[str, Handler], *, unknown: Mapping[str, Handler]
    ) -> None:
        """`unknown` says what is done with blocks ("wp:") and shortcodes ("[") that have no handler of their own."""
        self.around, self.source, self.handlers, self.unknown = around, source, handlers, unknown
        self.at_address: Callable[[str], list[Block] | None] = lambda address: None
        self.root: Flow | None = None
        self.notes = Notes()
        self.left = self.depth = 0
        self.links: list[Node] = []
        self.number: int | None = None
        self.in_gallery = self.is_pull = self.leads_to_file = self.more_waits = False
        self.footnotes: list[str] = []
        self.within: set[int] = set()

    def children(self, node: Node, flow: Flow, marks: Marks = ()) -> None:
        for child in node.children:
            if isinstance(child, str):
                flow.words(decoded(child), marks)
            else:
                self.visit(child, flow, marks)

    def visit(self, node: Node, flow: Flow, marks: Marks) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            # Only reusable blocks within each other get here.
            flow.words(decoded(node.words()), marks)
        else:
            self._visit(node, flow, marks)
        self.depth -= 1
        if self.more_waits and flow is self.root:
            flow.add(Block("more"))
            self.more_waits = False

    def _visit(self, node: Node, flow: Flow, marks: Marks) -> None:
        name = node.name
        handler = self.handlers.get(name)
        if handler is None and name.startswith(("wp:", "[")):
            handler = self.unknown["wp:" if name[0] == "w" else "["]
        if handler:
            handler(self, node, flow, marks)
        elif name in BLOCK_ELEMENTS:
            self.block(node, flow, marks)
        else:
            if name not in ELEMENTS and ":" not in name:
                self.leave("element", name, node)
            self.children(node, flow, marks)

    def block(self, node: Node, flow: Flow, marks: Marks = ()) -> None:
        """What a node holds, on lines of its own."""
        flow.end()
        self.children(node, flow, marks)
        flow.end()

    def flow(self, like: Flow, inside: str) -> Flow:
        return Flow(self.at_address, breaks_lines=like.breaks_lines, inside=inside)

    def inner(self, node: Node, like: Flow, inside: str, marks: Marks = ()) -> list[Block]:
        """The blocks that a node holds, by themselves."""
        flow = self.flow(like, inside)
        self.children(node, flow, marks)
        return flow.finished()

    def line(self, node: Node, like: Flow, marks: Marks = (), joint: str = "<br>") -> tuple[str, list[Block]]:
        """The words of a node as one line, and the blocks in it that cannot stand in a line."""
        blocks = self.inner(node, like, "line", marks)
        return joint.join(one.html for one in blocks if one.kind == "p"), [one for one in blocks if one.kind != "p"]

    @contextmanager
    def being(self, **state: Any) -> Iterator[None]:
        """Attributes of the walk that hold for a while."""
        before = {name: getattr(self, name) for name in state}
        for name, value in state.items():
            setattr(self, name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                setattr(self, name, value)

    def leave(self, what: str, name: str, node: Node | None = None, excerpt: str = "") -> None:
        """Note what has no form of ours; after very many only how many there are."""
        self.left += 1
        if self.left > _MOST:
            return
        text = excerpt or (self.source[node.start : node.start + _SHOWN * 2][: node.end - node.start] if node else "")
        words = " ".join(text.split())
        self.notes.leftovers.append(Leftover(what, name, words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"))

    def leftovers(self) -> tuple[Leftover, ...]:
        more = [Leftover("more", str(self.left - _MOST), "")] if self.left > _MOST else []
        return (*self.notes.leftovers, *more)

    def address(self, raw: str) -> str | None:
        """Where an old address leads now; None where it leads nowhere, or may not be a link's."""
        address = "".join(raw.split("\n")).strip().replace(" ", "%20")
        if address.startswith("//"):
            address = f"https:{address}"
        elif address.startswith("www."):
            address = f"http://{address}"
        scheme = _SCHEME.match(address)
        if not address or address.startswith("#") or (scheme and scheme[1].lower() not in URL_SCHEMES):
            return None
        new = self.around.file(address) if _FILE.search(address) else None
        return new or self.around.link(address)

    def link(self, raw: str, title: str = "") -> Mark | None:
        """The mark of a link to an old address."""
        address = self.address(raw)
        if address is None:
            return None
        written = f' href="{escaped_attribute(address)}"'
        return Mark("a", f'{written} title="{escaped_attribute(title)}"' if title else written)
