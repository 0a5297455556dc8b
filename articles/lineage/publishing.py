"""What the publication of a source's text does to its marks."""

from collections.abc import Sequence

from articles.lineage.pieces import Piece, Pieces
from articles.lineage.records import EARLIER, Mark, Marks

# Of how many parts a block that was cut, or put together, may be.
PARTS = 6


def published(known: Marks, before: Pieces, after: Pieces, *, is_minor: bool = False) -> Marks:
    """The marks of a text when it is published.

    A changed block gets a new mark, unless the change is minor or goes back to a wording that is known: then the mark
    is the one of that wording. A block that is new always counts, also in a minor publication: no translation can have
    it. A block cut in two, or two put together, without a new word count as the same.

    Args:
        known: the marks until now.
        before: the text published until now; empty where it is not known.
        after: the text to publish.
    """
    marks = Marks({}, {**known.gone, **{block: mark for block, mark in known.live.items() if block not in after}})
    for block, piece in after.items():
        old = known.live.get(block) or marks.gone.pop(block, None)
        marks.live[block] = _next(old, piece, is_minor) if old else Mark(piece.hash, piece.hash)
    changed = [block for block in after if block in before and before[block].hash != after[block].hash]
    for block in changed:
        _cut(block, known, before, after, marks)
        _joined(block, known, before, after, marks)
    return marks


def _next(old: Mark, piece: Piece, is_minor: bool) -> Mark:
    if old.text == piece.hash:
        return Mark(old.text, old.mark, old.earlier, old.of)
    earlier = {text: mark for text, mark in old.earlier.items() if text != old.text} | {old.text: old.mark}
    mark = earlier.get(piece.hash) or (old.mark if is_minor else piece.hash)
    return Mark(piece.hash, mark, dict(list(earlier.items())[-EARLIER:]), old.of)


def _cut(block: str, known: Marks, before: Pieces, after: Pieces, marks: Marks) -> None:
    """If new blocks beside `block` say together what it said alone, all of them have its old mark."""
    order = list(after)
    is_new = {one for one in after if one not in known.live and one not in known.gone}
    old = known.live.get(block)
    parts = _window(order, block, is_new, after, before[block]) if old else []
    if old and parts:
        marks.live[block].mark = old.mark
        for part in parts:
            if part != block:
                marks.live[part] = Mark(after[part].hash, old.mark, of=block)


def _joined(block: str, known: Marks, before: Pieces, after: Pieces, marks: Marks) -> None:
    """If `block` says what it and lost blocks beside it have said, it has its old mark, and they live on in it."""
    is_gone = {one for one in before if one not in after and one in known.live}
    old = known.live.get(block)
    parts = _window(list(before), block, is_gone, before, after[block]) if old else []
    if old and parts:
        marks.live[block].mark = old.mark
        for part in parts:
            if part != block:
                lost = known.live[part]
                marks.gone[part] = Mark(lost.text, lost.mark, lost.earlier, lost.of, block, old.mark)


def _window(order: Sequence[str], block: str, others: set[str], texts: Pieces, whole: Piece) -> list[str]:
    """The run of neighbours around `block`, all of `others`, that say together what `whole` says; [] if none does."""
    place = order.index(block)
    first = place
    while first > 0 and order[first - 1] in others and place - first < PARTS:
        first -= 1
    last = place
    while last < len(order) - 1 and order[last + 1] in others and last - place < PARTS:
        last += 1
    for start in range(first, place + 1):
        for end in range(place, last + 1):
            parts = order[start : end + 1]
            if len(parts) > 1 and _together([texts[one] for one in parts]) == whole.flat:
                return list(parts)
    return []


def _together(parts: Sequence[Piece]) -> tuple[str, tuple[str, ...]]:
    texts, addresses = zip(*(part.flat for part in parts), strict=True)
    return "".join(texts), tuple(address for some in addresses for address in some)
