"""The blocks that come of a piece of an old body, one after the other."""

import re
from collections.abc import Callable
from itertools import groupby

from wordpress.text.lines import BLANK, Block, Marks, Words, drawn, trimmed

_LINE_ENDS = re.compile(r"[ \t\f]*\n[ \t\f\n]*")
# A paragraph of more signs is several: the sanitiser takes time with the square of the length of a run of words.
LONGEST = 100_000
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class _Break:
    """The end of a line: one that was written out, or one that follows from the end of a line in the source."""


HARD, SOFT = _Break(), _Break()

type Piece = Words | Block | _Break


class Flow:
    """Gathers words into paragraphs between blocks.

    Attributes:
        breaks_lines: whether ends of lines in the source are ends of lines, and blank lines end paragraphs.
        inside: what it stands in: "" the body itself, "item", "cell", "quote", "line".
        blocks: those that are complete.
    """

    def __init__(
        self, at_address: Callable[[str], list[Block] | None], *, breaks_lines: bool, inside: str = ""
    ) -> None:
        self.at_address, self.breaks_lines, self.inside = at_address, breaks_lines, inside
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def words(self, text: str, marks: Marks) -> None:
        if not self.breaks_lines or "\n" not in text:
            self._put(text, marks)
            return
        place = 0
        for match in _LINE_ENDS.finditer(text):
            self._put(text[place : match.start()], marks)
            place = match.end()
            if match[0].count("\n") > 1:
                self.end()
            elif self.pieces and not isinstance(self.pieces[-1], _Break):
                self.pieces.append(SOFT)
        self._put(text[place:], marks)

    def _put(self, text: str, marks: Marks) -> None:
        self.length += len(text)
        if self.length > LONGEST:
            *parts, text = parts_of(text)
            for part in parts:
                self.pieces.append(Words(part, marks))
                self.end()
            self.end()
            self.length = len(text)
        at_start = not self.pieces or isinstance(self.pieces[-1], _Break)
        if text and not (at_start and not text.strip(BLANK)):
            self.pieces.append(Words(text, marks))

    def line_break(self) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is HARD:
            # Two in a row are what old editors made paragraphs of.
            self.end()
        elif last is SOFT:
            self.pieces[-1] = HARD
        elif last is not None:
            self.pieces.append(HARD)

    def picture(self, block: Block) -> None:
        """A picture where words may stand before and after it."""
        self.pieces.append(block)

    def add(self, *blocks: Block) -> None:
        """Complete blocks, after what has been written so far."""
        self.end()
        self.blocks += blocks

    def end(self) -> None:
        """End the paragraph that is being written, if there is one."""
        self.length = 0
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        before: list[Block] = []
        after: list[Block] = []
        lines: list[str] = []

        def complete() -> None:
            self.blocks += before
            if lines:
                self.blocks.append(Block("p", "<br>".join(lines)))
            self.blocks += after
            for done in (before, after, lines):
                done.clear()

        for line in _lines(pieces):
            # Where a picture stood between words, a space does.
            words = trimmed([piece if isinstance(piece, Words) else Words(" ", ()) for piece in line])
            blocks = [piece for piece in line if isinstance(piece, Block)]
            html = drawn(words)
            alone = blocks if blocks and not html else self._embedded(words)
            if alone:
                complete()
                self.blocks += alone
                continue
            first = _first_words(line)
            for place, piece in enumerate(line):
                if isinstance(piece, Block):
                    is_before = piece.floats or (not lines and place < first)
                    (before if is_before else after).append(piece)
            if html:
                lines.append(html)
        complete()

    def _embedded(self, words: list[Words]) -> list[Block] | None:
        """What an address becomes that stands on a line of its own."""
        if len(words) != 1 or words[0].marks or not _ADDRESS.fullmatch(words[0].text):
            return None
        return self.at_address(words[0].text)

    def finished(self) -> list[Block]:
        """All blocks; items that stood alone one after the other are one list."""
        self.end()
        found: list[Block] = []
        for is_stray, group in groupby(self.blocks, key=lambda block: block.is_stray):
            blocks = list(group)
            found += [Block("list", "".join(block.html for block in blocks), tag="ul")] if is_stray else blocks
        return found


def parts_of(text: str) -> list[str]:
    """A long run of words as several, parted at spaces where there are any."""
    parts: list[str] = []
    place = 0
    while len(text) - place > LONGEST:
        space = text.rfind(" ", place + 1, place + LONGEST)
        end = space if space > 0 else place + LONGEST
        parts.append(text[place:end])
        place = end
    return [*parts, text[place:]]


def _lines(pieces: list[Piece]) -> list[list[Words | Block]]:
    lines: list[list[Words | Block]] = [[]]
    for piece in pieces:
        if isinstance(piece, _Break):
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _first_words(line: list[Words | Block]) -> int:
    return next(
        (place for place, one in enumerate(line) if isinstance(one, Words) and one.text.strip(BLANK)), len(line)
    )
