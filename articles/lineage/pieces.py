"""The pieces of an article that are followed: its title, its standfirst and the units of its body."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from editions.richtext.blocks import canonical, digest, readable, units_of

# Title and standfirst are blocks with fixed ids, which no block of a body can have.
TITLE, STANDFIRST = "_title", "_standfirst"
_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Piece:
    """A title, a standfirst or a unit of a body.

    Attributes:
        words: for people.
        text: canonical, for comparing.
        hash: of the text and the addresses in it.
        html: of a unit, without the units within it.
    """

    id: str
    words: str
    text: str
    hash: str
    addresses: tuple[str, ...] = ()
    html: str = ""
    tag: str = ""
    depth: int = 0
    list_tag: str = ""

    @property
    def flat(self) -> tuple[str, tuple[str, ...]]:
        """Its text without spaces, and its addresses: what stays the same when it is cut in two."""
        return self.text.replace(" ", ""), self.addresses

    @property
    def has_words(self) -> bool:
        """Whether it has anything that a translator would write otherwise: a number or an address has not."""
        return bool(_LETTER.search(_ADDRESS.sub("", self.text)))


type Pieces = Mapping[str, Piece]


def pieces_of(text: Any) -> dict[str, Piece]:
    """What is followed of a text (an article or a `revisions.Text`), by id, in order.

    Empty paragraphs and dividing lines say nothing and are not followed; nor are units without an id.
    """
    return {piece.id: piece for piece in _all(text)}


def _all(text: Any) -> Iterator[Piece]:
    for key, words in ((TITLE, text.title), (STANDFIRST, text.standfirst)):
        if plain := canonical(words or ""):
            yield Piece(key, readable(words), plain, digest(plain))
    for unit in units_of(text.body or ""):
        if unit.id and not unit.is_blank:
            yield Piece(
                unit.id, unit.words, unit.text, unit.hash, unit.addresses, unit.own_html, unit.tag, unit.depth,
                unit.list_tag,
            )  # fmt: skip
