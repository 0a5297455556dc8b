"""An old body as a tree: elements, blocks and shortcodes alike, however badly they are nested."""

import json
from collections import Counter
from typing import Any

from wordpress.text.attributes import attributes_of, shortcode_attributes
from wordpress.text.names import BLOCK_ELEMENTS
from wordpress.text.tokens import Kind, Token, tokens_of

# Elements that stand deeper than this are given up; their words stay.
DEEPEST = 80
# So many elements has no text; after them only words are read.
MOST = 1_000_000

# An end of the first kind does not reach beyond one of the second.
_CELLS = {"td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption"}
# What begins ends what is open of these, as far as the nearest of those.
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tbody": ({"tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
    "thead": ({"tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
    "option": ({"option"}, {"select"}),
}


def is_marked(name: str) -> bool:
    """Whether a block or a shortcode is meant, and no element."""
    return name.startswith(("wp:", "["))


class Node:
    """An element, a block ("wp:name") or a shortcode ("[name"); a comment is "!".

    Attributes:
        children: nodes, and words still with their entities.
        is_void: it came without an end.
        start, end: where its beginning stands in the body.
    """

    __slots__ = ("_attributes", "children", "end", "is_void", "name", "raw", "start")

    def __init__(self, name: str, raw: str = "", start: int = 0, end: int = 0, *, is_void: bool = False) -> None:
        self.name, self.raw, self.start, self.end, self.is_void = name, raw, start, end, is_void
        self.children: list[Node | str] = []
        self._attributes: dict[str, Any] | None = None

    @property
    def attributes(self) -> dict[str, Any]:
        if self._attributes is None:
            if self.name.startswith("wp:"):
                self._attributes = _json(self.raw)
            elif self.name.startswith("["):
                self._attributes = dict(shortcode_attributes(self.raw)[0])
            else:
                self._attributes = dict(attributes_of(self.raw)) if self.raw else {}
        return self._attributes

    def attribute(self, name: str) -> str:
        """An attribute as words; "" where it has none, or something else."""
        value = self.attributes.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def classes(self) -> set[str]:
        return set(self.attribute("class").split()) if "class" in self.raw else set()

    def find(self, *names: str) -> "Node | None":
        """The first node in it of one of these names."""
        return next((node for node in self.walk() if node.name in names), None)

    def walk(self) -> "list[Node]":
        """All nodes in it, in order."""
        found: list[Node] = []
        todo = [child for child in reversed(self.children) if isinstance(child, Node)]
        while todo:
            node = todo.pop()
            found.append(node)
            todo += [child for child in reversed(node.children) if isinstance(child, Node)]
        return found

    def words(self) -> str:
        """All words in it, with their entities."""
        parts: list[str] = []
        todo: list[Node | str] = list(reversed(self.children))
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.name == "br":
                parts.append("\n")
            else:
                todo += reversed(node.children)
        return "".join(parts)


def _json(raw: str) -> dict[str, Any]:
    try:
        found = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class _Builder:
    def __init__(self) -> None:
        self.root = Node("")
        self.open = [self.root]
        # Beginnings that were given up, whose ends must end nothing else.
        self.given_up: Counter[str] = Counter()
        self.count = 0

    def add(self, token: Token) -> None:
        if token.kind is Kind.WORDS:
            self.open[-1].children.append(token.raw)
        elif token.kind is Kind.CLOSE:
            self.close(token.name)
        else:
            self.begin(token)

    def begin(self, token: Token) -> None:
        name = "!" if token.kind is Kind.COMMENT else token.name
        if name in BLOCK_ELEMENTS:
            self.end_before(name)
        self.count += 1
        is_open = token.kind is Kind.OPEN
        if (is_open and len(self.open) > DEEPEST) or self.count > MOST:
            self.given_up[name] += is_open
            return
        node = Node(name, token.raw, token.start, token.end, is_void=not is_open)
        self.open[-1].children.append(node)
        if is_open:
            self.open.append(node)

    def end_before(self, name: str) -> None:
        """End what ends without saying so where an element begins."""
        ended, barriers = _ENDS.get(name, ({"p"}, frozenset()))
        last = 0
        for place in range(len(self.open) - 1, 0, -1):
            other = self.open[place].name
            if other in ended:
                last = place
            elif other in barriers or is_marked(other) or (name not in _ENDS and other in BLOCK_ELEMENTS):
                break
        if last:
            del self.open[last:]

    def close(self, name: str) -> None:
        if self.given_up[name]:
            self.given_up[name] -= 1
            return
        is_inline = name not in BLOCK_ELEMENTS and not is_marked(name)
        for place in range(len(self.open) - 1, 0, -1):
            other = self.open[place].name
            if other == name:
                del self.open[place:]
                return
            if other.startswith("wp:") and not name.startswith("wp:"):
                return
            if is_marked(other) and not is_marked(name):
                return
            if other in _CELLS and name not in _CELLS and not name.startswith("wp:"):
                return
            if is_inline and other in BLOCK_ELEMENTS and other != "p":
                return


def parse(body: str) -> Node:
    """The tree of a body."""
    builder = _Builder()
    for token in tokens_of(body):
        builder.add(token)
    return builder.root
