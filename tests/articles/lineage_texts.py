"""Texts with blocks, for tests of lineage: edited as people edit them, and seen from a translation."""

import random
from dataclasses import dataclass, replace

from articles.lineage.accepting import compared
from articles.lineage.comparing import Comparison, State
from articles.lineage.pieces import Piece, pieces_of
from articles.lineage.publishing import published
from articles.lineage.records import Lineage, Marks
from articles.revisions import Text

WORDS = "river bridge lantern copper orchard winter market street thread window gardener bell mirror tide ash".split()


def paragraph(chance: random.Random, number: int) -> str:
    """A sentence that no other number has."""
    return f"{number} " + " ".join(chance.choices(WORDS, k=chance.randint(6, 12)))


@dataclass
class Block:
    id: str
    text: str
    tag: str = "p"

    @property
    def html(self) -> str:
        return f'<{self.tag} data-block="{self.id}">{self.text}</{self.tag}>'


def text(blocks: list[Block], title: str = "", standfirst: str = "") -> Text:
    return Text(title=title, standfirst=standfirst, body="".join(block.html for block in blocks))


def pieces(blocks: list[Block]) -> dict[str, Piece]:
    return pieces_of(text(blocks))


class Pair:
    """A source and one translation of it, as pure records."""

    def __init__(self, blocks: list[Block]) -> None:
        self.source = list(blocks)
        self.marks = published(Marks(), {}, pieces(blocks))
        self.target = [replace(block, text="به فارسی " + block.id) for block in blocks]
        self.lineage = Lineage(links={block.id: {block.id: self.marks.live[block.id].mark} for block in blocks})

    def publish(self, blocks: list[Block], *, is_minor: bool = False) -> None:
        self.marks = published(self.marks, pieces(self.source), pieces(blocks), is_minor=is_minor)
        self.source = list(blocks)

    @property
    def comparison(self) -> Comparison:
        return compared(self.lineage, self.marks)

    def in_state(self, state: State) -> set[str]:
        found = self.comparison
        return {block for block in self.lineage.links if found.state(block, pieces(self.target)) == state}

    @property
    def missing(self) -> set[str]:
        return set(self.comparison.missing)


def some_blocks(chance: random.Random, count: int) -> list[Block]:
    return [Block(f"b{number:09}", paragraph(chance, number)) for number in range(count)]


def fixed_blocks(count: int) -> list[Block]:
    """The same ones every time."""
    return some_blocks(random.Random(1), count)  # noqa: S311 - words for a test
