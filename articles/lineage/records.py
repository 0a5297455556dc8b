"""What an article keeps of its lineage (`Article.lineage`), read and written.

marks: of a source, by block: the hash of its published text, its mark, and earlier hashes with the marks they had.
    A *mark* is the hash of the last wording that counted: minor changes leave it as it is.
gone: marks of blocks that were taken out, in case they come back, or live on in another one.
links: of a translation, by block: the source's blocks that it says, each with the mark it was made from.
base: wordings that changed links were made from, by block of the source: mark and words.
ignored: blocks of the source that the translation leaves out on purpose.
as_is: blocks of the translation that say the same in both languages.
address: the address that a translation was begun with, until it has a title of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# So many earlier wordings of a block, and so many blocks that are gone, are remembered.
EARLIER = 8
GONE = 60


@dataclass
class Mark:
    """What is known of a published block.

    Attributes:
        text: hash of its text.
        mark: hash of its last wording that counted.
        earlier: hashes of texts that it had before, with their marks.
        of: the block that it was cut from without a new word.
        into: of a block that is gone, the one that took its words in; and that one's mark then.
    """

    text: str
    mark: str
    earlier: dict[str, str] = field(default_factory=dict)
    of: str = ""
    into: str = ""
    into_mark: str = ""

    @classmethod
    def read(cls, row: list[Any]) -> "Mark":
        return cls(*row)

    def written(self) -> list[Any]:
        row = [self.text, self.mark, self.earlier, self.of, self.into, self.into_mark]
        while not row[-1]:
            row.pop()
        return row


@dataclass
class Marks:
    """The marks of a source's published text."""

    live: dict[str, Mark] = field(default_factory=dict)
    gone: dict[str, Mark] = field(default_factory=dict)


type Links = dict[str, dict[str, str]]


@dataclass
class Lineage:
    marks: Marks = field(default_factory=Marks)
    links: Links = field(default_factory=dict)
    base: dict[str, tuple[str, str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    as_is: list[str] = field(default_factory=list)
    address: str = ""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Lineage":
        return cls(
            marks=Marks(_marks(data.get("marks", {})), _marks(data.get("gone", {}))),
            links={block: dict(sources) for block, sources in data.get("links", {}).items()},
            base={block: (mark, words) for block, (mark, words) in data.get("base", {}).items()},
            ignored=list(data.get("ignored", [])),
            as_is=list(data.get("as_is", [])),
            address=data.get("address", ""),
        )

    def written(self) -> dict[str, Any]:
        """For the column; what is empty is left out."""
        data: dict[str, Any] = {
            "marks": {block: mark.written() for block, mark in self.marks.live.items()},
            "gone": {block: mark.written() for block, mark in list(self.marks.gone.items())[-GONE:]},
            "links": {block: sources for block, sources in self.links.items() if sources},
            "base": {block: list(wording) for block, wording in self.base.items()},
            "ignored": self.ignored,
            "as_is": self.as_is,
            "address": self.address,
        }
        return {name: value for name, value in data.items() if value}


def _marks(rows: Mapping[str, list[Any]]) -> dict[str, Mark]:
    return {block: Mark.read(row) for block, row in rows.items()}
