"""What became of a text, shown as its readers would see it. Pure functions: no models, no database.

- `word_diff(old, new)`: of plain text, word by word;
- `compare(old, new)`: of bodies, block by block, in each the words;
- `diff_html(old, new)`: the same as one piece of HTML;
- `put_back(old, number, into)`: one block of an old body, put into a newer one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString, mark_safe

from editions.richtext.alignment import Pair, align, key_of
from editions.richtext.sanitise import clean_html
from editions.richtext.tree import BREAK, Block, Word, blocks_of, close_tag, open_tag
from editions.richtext.word_diff import Op, opcodes, word_diff

__all__ = ["BlockChange", "Change", "compare", "diff_html", "diff_text", "put_back", "word_diff"]

MARK_OF: dict[Op, str] = {"=": "", "-": "del", "+": "ins"}


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class BlockChange:
    """One block of either text.

    Attributes:
        html: safe HTML; `ins` and `del` stand around words.
        old: its number in the old body, from 0; None: it was not there.
        new: its number in the new body; None: it is gone.
    """

    change: Change
    html: SafeString
    old: int | None
    new: int | None


# Gives the address of a picture by its number in the library.
PictureAddress = Callable[[str], str]


def compare(old_html: str, new_html: str, *, picture: PictureAddress | None = None) -> list[BlockChange]:
    """Every block of both bodies, in the order of the new one; bodies are sanitised first.

    Args:
        picture: where a picture of the library can be seen; without it a reference stays a reference.
    """
    old, new = blocks_of(clean_html(old_html)), blocks_of(clean_html(new_html))
    drawing = _Drawing(picture)
    return [_change(drawing, pair, old, new) for pair in align(old, new)]


def diff_html(old_html: str, new_html: str, *, picture: PictureAddress | None = None) -> SafeString:
    """Both bodies in one: what is gone in `del`, what is new in `ins`, everything else as it is."""
    return mark_safe("".join(change.html for change in compare(old_html, new_html, picture=picture)))  # noqa: S308 - drawn


def diff_text(old_text: str, new_text: str) -> SafeString:
    """`word_diff` as HTML, everything escaped."""
    html = ""
    for op, text in word_diff(old_text, new_text):
        words = text.lstrip()
        html += escape(text.removesuffix(words)) + _marked(op, escape(words))
    return mark_safe(html)  # noqa: S308 - escaped


def put_back(old_html: str, number: int, into: str) -> str:
    """The body `into` with block `number` of an old body in it again: in place of what it became, else where it stood.

    Raises:
        IndexError: the old body has no such block.
    """
    old, new = blocks_of(clean_html(old_html)), blocks_of(clean_html(into))
    wanted = old[number]
    pairs = align(old, new)
    sources = [block.source for block in new]
    place = next(index for index, pair in enumerate(pairs) if pair.old == number)
    became = pairs[place].new
    if became is not None:
        sources[became] = wanted.source
    else:
        before = [pair.new for pair in pairs[:place] if pair.new is not None and not pair.is_moved]
        sources.insert(before[-1] + 1 if before else 0, wanted.source)
    return clean_html("".join(sources))


def _change(drawing: "_Drawing", pair: Pair, old: list[Block], new: list[Block]) -> BlockChange:
    if pair.new is None and pair.old is not None:
        return BlockChange(Change.REMOVED, mark_safe(drawing.whole(old[pair.old], "-")), pair.old, None)  # noqa: S308
    assert pair.new is not None  # noqa: S101 - one of the two is there
    block = new[pair.new]
    if pair.old is None:
        return BlockChange(Change.ADDED, mark_safe(drawing.whole(block, "+")), None, pair.new)  # noqa: S308
    before = old[pair.old]
    is_same = key_of(before) == key_of(block)
    html = drawing.whole(block, "=") if is_same else drawing.both(before, block)
    change = Change.MOVED if pair.is_moved else Change.SAME if is_same else Change.CHANGED
    return BlockChange(change, mark_safe(html), pair.old, pair.new)  # noqa: S308


@dataclass(frozen=True)
class _Drawing:
    """Writes blocks as HTML; of one that was changed, both."""

    picture: PictureAddress | None

    def whole(self, block: Block, op: Op) -> str:
        """A block all of whose words are of one kind."""
        inside = "".join(self.whole(child, op) for child in block.children) + _runs(
            [(op, word) for word in block.words]
        )
        return self.enclosed(block, inside, op)

    def enclosed(self, block: Block, inside: str, op: Op = "=") -> str:
        attributes = tuple(pair for pair in block.attributes if pair[0] != "data-block")
        shown = self.shown(block, op)
        return f"{open_tag(block.tag, attributes)}{shown}{inside}{close_tag(block.tag)}"

    def shown(self, block: Block, op: Op) -> str:
        number = block.attribute("data-image")
        if not (number and self.picture):
            return ""
        return _marked(op, f'<img src="{escape(self.picture(number))}" alt="">')

    def both(self, old: Block, new: Block) -> str:
        """What an old block became: words against words where both have them, else children against children."""
        if _is_atom(old) or _is_atom(new) or bool(old.children) != bool(new.children):
            return self.whole(old, "-") + self.whole(new, "+")
        if old.attribute("data-image") != new.attribute("data-image"):
            return self.whole(old, "-") + self.whole(new, "+")
        if not new.children:
            return self.words(old, new)
        inside = ""
        for pair in align(old.children, new.children):
            if pair.new is None and pair.old is not None:
                inside += self.whole(old.children[pair.old], "-")
            elif pair.new is not None and pair.old is None:
                inside += self.whole(new.children[pair.new], "+")
            elif pair.new is not None and pair.old is not None:
                inside += self.both(old.children[pair.old], new.children[pair.new])
        return self.enclosed(new, inside)

    def words(self, old: Block, new: Block) -> str:
        runs: list[tuple[Op, Word]] = []
        here, there = ([(word.word, word.marks) for word in block.words] for block in (old, new))
        found = opcodes(here, there)
        if old.words and new.words and not any(op == "=" for op, *_places in found):
            return self.whole(old, "-") + self.whole(new, "+")
        for op, i1, i2, j1, j2 in found:
            runs += [(op, word) for word in (old.words[i1:i2] if op == "-" else new.words[j1:j2])]
        return self.enclosed(new, _runs(runs))


def _is_atom(block: Block) -> bool:
    """A thing that is taken whole: a video."""
    return block.tag == "figure" and block.attribute("class") == "embed"


def _runs(runs: Iterable[tuple[Op, Word]]) -> str:
    """Words as HTML, neighbours of one kind and with the same marks together."""
    found: list[tuple[Op, tuple, str, str]] = []
    for op, word in runs:
        space, text = escape(word.space), BREAK if word.word == BREAK else escape(word.word)
        if found and found[-1][:2] == (op, word.marks):
            _op, _marks, first, before = found.pop()
            space, text = first, before + space + text
        found.append((op, word.marks, space, text))
    return "".join(space + _marked(op, _in_marks(text, marks)) for op, marks, space, text in found)


def _in_marks(text: str, marks: tuple) -> str:
    opened = "".join(open_tag(tag, attributes) for tag, attributes in marks)
    return opened + text + "".join(close_tag(tag) for tag, _attributes in reversed(marks))


def _marked(op: Op, html: str) -> str:
    return f"<{MARK_OF[op]}>{html}</{MARK_OF[op]}>" if MARK_OF[op] and html else html
