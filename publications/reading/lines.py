"""Text from the places of letters on a page, for pages in scripts that are written from right to left.

Programs put the letters of such a line into a PDF in any order: as they are read, as they are seen, or word by word.
Where they stand on the page is what all of them have in common, so that alone is asked: letters that stand beside each
other are a line, and what is seen from left to right is put into the order in which it is read, after the rules of
the Unicode Bidirectional Algorithm, backwards.

What cannot be known from a PDF: a half-space (it has no width, and most programs leave it out; search takes words
with and without it for one), and the letters of fonts from before Unicode, which say that they are other letters.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

# Of the size of letters: how far apart lines are, where another column begins.
LINE, COLUMN = 0.4, 1.6
# And how wide a gap is a space; beside a letter with marks, whose width is known less well.
GAP, GAP_MARKED = 0.15, 0.4
# How far above or below its letter a mark may stand; beside the middle of the widest.
MARK, WIDEST = 1.3, 2

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Runs that are read from left to right wherever they stand: words of Latin and other letters, and numbers.
_LTR_RUN = re.compile("D*L(?:[LDSN]*[LD])?|D(?:SD|D)*")
_RTL_RUN = re.compile("R(?:[RDSN]*R)?")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")


class Letter(NamedTuple):
    """A letter on a page: where it stands, in points from the page's lower left; its number in the file's order."""

    text: str
    left: float
    right: float
    base: float
    size: float
    number: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def is_rtl(text: str) -> bool:
    """Whether it has letters that are written from right to left."""
    return _RTL.search(text) is not None


def plain(text: str) -> str:
    """Letters instead of the forms in which they are drawn (ﻛ, ﻻ, ﬁ)."""
    return _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def text_of_page(letters: Iterable[Letter]) -> str:
    """The lines of a page, in the order in which the file has them."""
    letters = [letter._replace(text=plain(letter.text)) for letter in letters]
    marks = [letter for letter in letters if letter.text and all(map(unicodedata.combining, letter.text))]
    known = {letter.number for letter in marks}
    bases = [letter for letter in letters if letter.number not in known]
    carried = _carried(marks, bases)
    lines = [part for line in _lines(bases) for part in _columns(line)]
    lines.sort(key=lambda line: min(letter.number for letter in line))
    rtl = sum(is_rtl(letter.text) for letter in bases)
    ltr = sum(letter.text.isalpha() for letter in bases) - rtl
    return "\n".join(text for line in lines if (text := _read(line, carried, is_base_rtl=rtl >= ltr)))


def _carried(marks: list[Letter], bases: list[Letter]) -> dict[int, str]:
    """The marks that letters carry, by the letters' numbers."""
    carried: dict[int, str] = {}
    row = sorted(bases, key=lambda one: one.middle)
    for mark in marks:
        start = bisect_left(row, mark.middle - WIDEST * mark.size, key=lambda one: one.middle)
        end = bisect_right(row, mark.middle + WIDEST * mark.size, key=lambda one: one.middle)
        near = [
            base
            for base in row[start:end]
            if abs(base.base - mark.base) < MARK * base.size
            and base.left - base.size / 2 < mark.middle < base.right + base.size / 2
            and not base.text.isspace()
        ]
        if near:
            base = min(near, key=lambda one: abs(one.middle - mark.middle) + abs(one.base - mark.base))
            carried[base.number] = carried.get(base.number, "") + mark.text
    return carried


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    """Letters of one height, from the top."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.base):
        if lines and lines[-1][0].base - letter.base <= LINE * max(letter.size, lines[-1][0].size):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _columns(line: list[Letter]) -> list[list[Letter]]:
    """A line from left to right, parted where a gap is too wide for a space."""
    columns: list[list[Letter]] = []
    reach = 0.0
    for letter in sorted(line, key=lambda one: (one.middle, -one.number)):
        if not columns or letter.left - reach > COLUMN * letter.size:
            columns.append([])
        columns[-1].append(letter)
        # A gap that is filled with spaces is one all the same.
        if not letter.text.isspace():
            reach = letter.right if len(columns[-1]) == 1 else max(reach, letter.right)
        elif len(columns[-1]) == 1:
            reach = letter.right
    return columns


def _read(line: list[Letter], carried: dict[int, str], *, is_base_rtl: bool) -> str:
    """A line as it is read."""
    seen: list[str] = []
    reach: float | None = None
    was_marked = False
    for (left, right), glyph in groupby(line, key=lambda one: (round(one.left, 1), round(one.right, 1))):
        together = list(glyph)
        is_marked = any(letter.number in carried for letter in together)
        gap = (GAP_MARKED if is_marked or was_marked else GAP) * together[0].size
        if reach is not None and left - reach > gap:
            seen.append(" ")
        seen += _of_glyph(together, carried)
        reach, was_marked = right, is_marked
    return " ".join(_matched("".join(in_reading_order(seen, is_base_rtl=is_base_rtl))).split())


def _of_glyph(letters: list[Letter], carried: dict[int, str]) -> list[str]:
    """What one glyph stands for, as it would be seen from left to right: of لا the alef first."""
    texts = [letter.text + carried.get(letter.number, "") for letter in letters]
    if len(texts) == 1 and len(letters[0].text) > 1 and is_rtl(texts[0]):
        # A glyph that says itself which letters it is made of.
        return list(reversed(re.findall(r"\w\W*|\W", texts[0])))
    if len(texts) == 2 and texts[0].startswith("ل") and texts[1][:1] in set("اأإآٱ"):
        return texts[::-1]
    return texts


def in_reading_order(seen: list[str], *, is_base_rtl: bool) -> list[str]:
    """Letters that are seen from left to right, in the order in which they are read."""
    signs = "".join(_sign(text) for text in seen)
    runs = [found.span() for found in _LTR_RUN.finditer(signs)]
    if is_base_rtl:
        return _turned(seen, runs)
    read: list[str] = []
    at = 0
    for found in _RTL_RUN.finditer(signs):
        start, end = found.span()
        inside = [(one - start, other - start) for one, other in runs if start <= one and other <= end]
        read += [*seen[at:start], *_turned(seen[start:end], inside)]
        at = end
    return [*read, *seen[at:]]


def _turned(seen: list[str], kept: list[tuple[int, int]]) -> list[str]:
    """The other way round, but for the runs that are kept."""
    read, at = [], len(seen)
    for start, end in reversed(kept):
        read += [*seen[end:at][::-1], *seen[start:end]]
        at = start
    return [*read, *seen[:at][::-1]]


def _sign(text: str) -> str:
    """R and L for letters, D for digits, S for what may stand within a number, N for the rest."""
    kind = unicodedata.bidirectional(text[0]) if text else "ON"
    if kind in {"R", "AL"}:
        return "R"
    if kind in {"EN", "AN"} and text[0].isdecimal():
        return "D"
    if kind == "L":
        return "L"
    return "S" if text[0:1] in set(".,:/٫٬-−") else "N"


def _matched(text: str) -> str:
    """With pairs that open before they close: some programs name those of such lines as they are drawn."""
    if not is_rtl(text):
        return text
    for opening, closing in _PAIRS:
        apart = re.split(f"[{re.escape(opening + closing)}]", text)
        if len(apart) % 2:
            signs = [*[opening, closing] * (len(apart) // 2), ""]
            text = "".join(part + sign for part, sign in zip(apart, signs, strict=True))
    return text
