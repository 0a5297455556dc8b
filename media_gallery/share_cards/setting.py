"""Setting of lines: which face a sign takes, which way a run goes, where lines break.

A line may hold Latin words in Persian and the other way round, and no face has both; so it is cut into runs of one
direction, laid in the line's own direction, and these into pieces of one face. That is the part of the bidirectional
algorithm (UAX 9) that a headline needs; within a piece Raqm does the rest.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from media_gallery.share_cards.faces import ARABIC, EXTENDED, LATIN, Face

_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LTR = r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u1e00-\u1eff"
# Words of the other direction, with the neutral signs between them and the digits that follow them.
_ISLANDS = {
    "rtl": re.compile(rf"[{_LTR}](?:[^{_RTL}]*[{_LTR}0-9])?"),
    "ltr": re.compile(rf"[{_RTL}](?:[^{_LTR}]*[{_RTL}0-9])?"),
}
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_OTHER = {"rtl": "ltr", "ltr": "rtl"}


def face_of(sign: str, direction: str) -> Face | None:
    """The face that a sign is set in, in a run of this direction; None where there is none."""
    order = (ARABIC, LATIN, EXTENDED) if direction == "rtl" else (LATIN, EXTENDED, ARABIC)
    return next((face for face in order if face.has(sign)), None)


def can_set(text: str) -> bool:
    """Whether every letter and digit has a face; what else is missing can be left out."""
    return all(face_of(sign, "ltr") for sign in text if unicodedata.category(sign)[0] in "LMN")


def settable(text: str) -> str:
    """A text on one line, without signs that have no face (emoji), and without directions that are marked by hand."""
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    return " ".join("".join(sign if sign.isspace() or face_of(sign, "ltr") else "" for sign in text).split())


@dataclass(frozen=True)
class Piece:
    """Signs of one face in a run of one direction."""

    text: str
    face: Face
    direction: str


@dataclass(frozen=True)
class Style:
    """How lines are set: their direction and language (BCP 47), and the size in pixels."""

    direction: str
    language: str
    size: int

    @property
    def leading(self) -> int:
        """From one baseline to the next; Arabic script reaches further up and down."""
        return round(self.size * (1.52 if self.direction == "rtl" else 1.14))

    @cached_property
    def tag(self) -> str:
        return self.language.partition("-")[0]

    def pieces(self, line: str) -> list[Piece]:
        """The pieces of a line, in the order in which they are laid, from the line's beginning on."""
        found: list[Piece] = []
        place = 0
        for island in _ISLANDS[self.direction].finditer(line):
            found += _pieces(line[place : island.start()], self.direction)
            # Pieces of an island stand in its own direction: laid in the line's, its last comes first.
            found += _pieces(island.group(), _OTHER[self.direction])[::-1]
            place = island.end()
        return found + _pieces(line[place:], self.direction)

    def width(self, line: str) -> float:
        return sum(self.advance(piece) for piece in self.pieces(line))

    def advance(self, piece: Piece) -> float:
        return piece.face.at(self.size).getlength(piece.text, direction=piece.direction, language=self.tag)


def _pieces(text: str, direction: str) -> list[Piece]:
    pieces: list[Piece] = []
    for sign in text:
        face = face_of(sign, direction) or LATIN
        if pieces and pieces[-1].face == face:
            pieces[-1] = Piece(pieces[-1].text + sign, face, direction)
        else:
            pieces.append(Piece(sign, face, direction))
    return pieces


def broken(text: str, style: Style, width: float) -> list[str]:
    """Lines of at most `width`, each filled as far as it goes; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and style.width(joined) <= width:
            lines[-1] = joined
            continue
        while style.width(word) > width and len(word) > 1:
            kept = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or style.width(word[:end]) <= width)
            lines.append(word[:kept])
            word = word[kept:]
        lines.append(word)
    return lines


def balanced(text: str, style: Style, width: float) -> list[str]:
    """As few lines as fit `width`, all about as long as each other."""
    lines = broken(text, style, width)
    least, most = width / 2, width
    for _ in range(7):
        middle = (least + most) / 2
        if len(broken(text, style, middle)) > len(lines):
            least = middle
        else:
            most = middle
    return broken(text, style, most)


def fitted(text: str, style: Style, width: float, height: float, *, smallest: int) -> tuple[list[str], Style]:
    """Balanced lines within a box, in the largest size from the style's down; cut short at the smallest."""
    for size in range(style.size, smallest - 1, -4):
        one = Style(style.direction, style.language, size)
        if len(broken(text, one, width)) * one.leading <= height:
            return balanced(text, one, width), one
    one = Style(style.direction, style.language, smallest)
    lines = broken(text, one, width)[: max(1, int(height // one.leading))]
    while len(lines[-1].split()) > 1 and one.width(f"{lines[-1]}…") > width:
        lines[-1] = lines[-1].rpartition(" ")[0]
    return [*lines[:-1], f"{lines[-1]}…"], one
