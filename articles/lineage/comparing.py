"""How far a translation is behind its source, block by block."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from articles.lineage.pieces import Pieces
from articles.lineage.records import Links, Marks


class State(StrEnum):
    """What a block is to its source."""

    FRESH = "fresh"
    CHANGED = "changed"
    REMOVED = "removed"
    UNTRANSLATED = "untranslated"
    ONLY_HERE = "only-here"
    # Of blocks of the source.
    MISSING = "missing"
    LEFT_OUT = "left-out"


class Lag(NamedTuple):
    """How many blocks of a translation lag, and how many of its source it does not have."""

    changed: int = 0
    removed: int = 0
    missing: int = 0


# What a block is compared with whose words live on in another one that has changed since: no mark is like it.
_OVERTAKEN = "-"


def current(marks: Marks, block: str) -> str | None:
    """The mark that a link to `block` has if it is fresh; None where the source has it no more."""
    seen: set[str] = set()
    if block in marks.live:
        return marks.live[block].mark
    gone = marks.gone.get(block)
    if gone is None or not gone.into:
        return None
    into = gone.into
    while into not in marks.live:
        further = marks.gone.get(into)
        if further is None or not further.into or into in seen:
            return None
        seen.add(into)
        into = further.into
    return gone.mark if current(marks, gone.into) == gone.into_mark else _OVERTAKEN


def home(marks: Marks, block: str) -> str | None:
    """The block of the source in which the words of `block` stand now."""
    for _step in range(len(marks.gone) + 1):
        if block in marks.live:
            return block
        gone = marks.gone.get(block)
        if gone is None or not gone.into:
            return None
        block = gone.into
    return None


class Comparison:
    """A translation's links beside the marks of its source."""

    def __init__(self, links: Links, marks: Marks, *, ignored: list[str], as_is: list[str]) -> None:
        self.links, self.marks, self.ignored, self.as_is = links, marks, set(ignored), set(as_is)
        self.linked = {source for sources in links.values() for source in sources}

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Blocks that nothing links, by the linked (or left out) one that they were cut from."""
        found: dict[str, list[str]] = {}
        known = self.linked | self.ignored
        for block in self.marks.live:
            if block in known:
                continue
            parent, seen = self._of(block), {block}
            while parent and parent not in known and parent not in seen:
                seen.add(parent)
                parent = self._of(parent)
            if parent and parent not in seen:
                found.setdefault(parent, []).append(block)
        return found

    def _of(self, block: str) -> str:
        mark = self.marks.live.get(block) or self.marks.gone.get(block)
        return mark.of if mark else ""

    def sources(self, block: str) -> dict[str, str]:
        """Blocks of the source that `block` says, with the marks it was made from; parts cut from them included."""
        found = dict(self.links.get(block, {}))
        for source, mark in list(found.items()):
            for part in self.parts.get(source, ()):
                found.setdefault(part, mark)
        return found

    def state(self, block: str, pieces: Pieces | None = None) -> State:
        """`pieces`: the translation's text, where it is to be told whether the block is translated at all."""
        sources = self.sources(block)
        if not sources:
            return State.ONLY_HERE
        now = {source: current(self.marks, source) for source in sources}
        if all(mark is None for mark in now.values()):
            return State.REMOVED
        if any(now[source] != mark for source, mark in sources.items()):
            return State.CHANGED
        if pieces and block not in self.as_is and self._is_untranslated(block, sources, pieces):
            return State.UNTRANSLATED
        return State.FRESH

    def _is_untranslated(self, block: str, sources: Mapping[str, str], pieces: Pieces) -> bool:
        piece = pieces.get(block)
        if piece is None or not piece.has_words:
            return False
        return any(self.marks.live[one].text == piece.hash for one in sources if one in self.marks.live)

    @cached_property
    def missing(self) -> list[str]:
        """Blocks of the source that the translation neither has nor leaves out on purpose."""
        covered = {part for parts in self.parts.values() for part in parts}
        covered |= {at for block in self.linked if (at := home(self.marks, block))}
        return [block for block in self.marks.live if block not in covered and block not in self.ignored]

    @cached_property
    def left_out(self) -> list[str]:
        parts = {part for block in self.ignored for part in self.parts.get(block, ())}
        return [block for block in self.marks.live if block in self.ignored - self.linked or block in parts]

    def stale(self, block: str) -> dict[str, str]:
        """Of the sources of `block` those that have changed or are gone, with the marks it was made from."""
        return {one: mark for one, mark in self.sources(block).items() if current(self.marks, one) != mark}

    def seen(self, block: str) -> dict[str, str]:
        """The marks that `block` has when it is brought up to date now; {}: the source has none of its blocks."""
        found = {}
        for source in self.sources(block):
            if at := home(self.marks, source):
                found[at] = self.marks.live[at].mark
        return found

    @cached_property
    def lag(self) -> Lag:
        states = [self.state(block) for block in self.links if self.links[block]]
        return Lag(states.count(State.CHANGED), states.count(State.REMOVED), len(self.missing))
