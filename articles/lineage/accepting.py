"""What a translator says of a block: up to date, no effect here, left as it is, left out, covered by another."""

from collections.abc import Mapping

from articles.lineage.comparing import Comparison
from articles.lineage.records import Lineage, Marks


class MovedOnError(Exception):
    """The source has changed once more since the translator looked at it; nothing was accepted."""


def compared(lineage: Lineage, marks: Marks) -> Comparison:
    return Comparison(lineage.links, marks, ignored=lineage.ignored, as_is=lineage.as_is)


def accept(lineage: Lineage, marks: Marks, block: str, seen: Mapping[str, str]) -> None:
    """The block says what its source says now: its links get the marks that the translator saw.

    Of a block whose source is gone nothing remains to be linked: it is one that only this edition has.

    Raises:
        MovedOnError: they are no longer the source's.
        KeyError: the block has no links.
    """
    if block not in lineage.links:
        raise KeyError(block)
    now = compared(lineage, marks).seen(block)
    if now != dict(seen):
        raise MovedOnError
    if now:
        lineage.links[block] = now
    else:
        del lineage.links[block]


def cover(lineage: Lineage, marks: Marks, block: str, source: str, seen: str) -> None:
    """The block says also what `source` says, of which the translator saw the mark `seen`.

    Raises:
        MovedOnError: its mark is another one now, or it is gone.
    """
    found = marks.live.get(source)
    if found is None or found.mark != seen:
        raise MovedOnError
    lineage.links.setdefault(block, {})[source] = seen
    if source in lineage.ignored:
        lineage.ignored.remove(source)


def leave_out(lineage: Lineage, source: str, *, is_left_out: bool = True) -> None:
    """The translation does without a block of the source, on purpose; or no longer does."""
    _set(lineage.ignored, source, is_left_out)


def leave_as_is(lineage: Lineage, block: str, *, is_left: bool = True) -> None:
    """A block that says the same in both languages: a name, a figure, a quotation."""
    _set(lineage.as_is, block, is_left)


def unlink(lineage: Lineage, block: str) -> None:
    """The block has nothing to do with the source."""
    lineage.links.pop(block, None)


def _set(chosen: list[str], one: str, is_chosen: bool) -> None:
    if is_chosen and one not in chosen:
        chosen.append(one)
    elif not is_chosen and one in chosen:
        chosen.remove(one)
