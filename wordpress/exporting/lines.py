"""What stands in the lines of a body, as WordPress has it: links in full, notes by number, words in other languages."""

import json
import re
import uuid
from collections.abc import Callable
from html import escape, unescape

from editions.head import absolute
from editions.richtext.blocks import VOID
from editions.richtext.normalise import Element, Nodes
from editions.scripts.tags import direction_of

_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
# What WordPress would take for the beginning of a shortcode.
_BRACKET = re.compile(r"\[(?=[/\[]?[A-Za-z_])")
_SPACE = uuid.UUID("6c5a0f52-8a3e-5b6c-9a51-2f4f0c7f9b11")


def attributes_of(node: Element) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(node.attributes)}


def words_of(text: str) -> str:
    """Plain words as HTML that WordPress takes for nothing else."""
    return _BRACKET.sub("&#91;", escape(text, quote=False))


class Lines:
    """Writes the lines of one body, and gathers its notes."""

    def __init__(self) -> None:
        self.notes: list[dict[str, str]] = []
        self._in_note = False

    def footnotes(self) -> str:
        """What the editor keeps of the notes, as JSON; empty where there are none."""
        return json.dumps(self.notes, ensure_ascii=False) if self.notes else ""

    def write(self, nodes: Nodes) -> str:
        return "".join(self._one(node, None) for node in nodes)

    def raw(self, nodes: Nodes, drawn: Callable[[Element], tuple[str, str]] | None = None) -> str:
        """Blocks too, as plain HTML; `drawn` gives the attributes of figures, and what they show."""
        return "".join(self._one(node, drawn) for node in nodes)

    def isolated(self, language: str) -> str:
        """The beginning of words in another language, as the editor has it."""
        return f'<bdo lang="{escape(language)}" dir="{direction_of(language)}">'

    def _one(self, node: Element | str, drawn: Callable[[Element], tuple[str, str]] | None) -> str:
        if isinstance(node, str):
            return _BRACKET.sub("&#91;", node)
        given = attributes_of(node)
        if node.tag == "span":
            return self._note(node, drawn)
        inner = "".join(self._one(child, drawn) for child in node.children)
        if node.tag == "bdi" and given.get("lang"):
            return f"{self.isolated(given['lang'])}{inner}</bdo>"
        if node.tag == "a" and "href" in given:
            given["href"] = absolute(given["href"])
        shown = ""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        if node.tag == "figure" and drawn is not None:
            attributes, shown = drawn(node)
        elif "data-block" in given and node.tag != "li":
            # Of what stands in plain HTML the block has it.
            del given["data-block"]
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        if node.tag in VOID:
            return f"<{node.tag}{attributes}>"
        return f"<{node.tag}{attributes}>{shown}{inner}</{node.tag}>"

    def _note(self, node: Element, drawn: Callable[[Element], tuple[str, str]] | None) -> str:
        if self._in_note:
            # A note within a note is words of the outer one.
            return "".join(self._one(child, drawn) for child in node.children)
        self._in_note = True
        words = "".join(self._one(child, drawn) for child in node.children)
        self._in_note = False
        number = len(self.notes) + 1
        name = str(uuid.uuid5(_SPACE, f"{number} {words}"))
        self.notes.append({"content": words, "id": name})
        return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">{number}</a></sup>'
