"""How the links of a translation follow its blocks when it is edited."""

from collections import Counter

from articles.lineage.comparing import current
from articles.lineage.pieces import Piece, Pieces
from articles.lineage.records import Links, Marks

# So much of a block's words must be found again for it to be taken for part of another, or to have been taken in.
MOST = 0.8


def followed(links: Links, before: Pieces, after: Pieces, marks: Marks) -> Links:
    """The links of a text after an edit.

    Blocks keep theirs. A new block that was cut from another inherits its links; a block that took another one in takes
    those too, and one pasted or copied from the source, known by its id, is linked to that.

    Args:
        before, after: the translation's text.
        marks: of the source's published text.
    """
    found = {block: dict(sources) for block, sources in links.items() if block in after and sources}
    lost = [before[block] for block in links if block in before and block not in after]
    new = [piece for block, piece in after.items() if block not in before]
    changed = [block for block in after if block in before and before[block].hash != after[block].hash]
    for piece in new:
        origin = _origin(piece, [*lost, *(before[block] for block in changed)], after)
        if origin is not None and links.get(origin):
            found[piece.id] = dict(links[origin])
    for piece in lost:
        taker = _taker(piece, before, after, [*changed, *(one.id for one in new)])
        if taker is not None:
            found[taker] = _united(found.get(taker, {}), links[piece.id], marks)
    linked = {source for sources in found.values() for source in sources}
    for piece in new:
        if piece.id not in found and piece.id in marks.live and piece.id not in linked:
            mark = marks.live[piece.id]
            # The words tell which wording was copied; those of a translator, that it was the one on the screen.
            stamp = mark.mark if piece.hash == mark.text else mark.earlier.get(piece.hash, mark.mark)
            found[piece.id] = {piece.id: stamp}
    return found


def _words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def _share(part: Counter[str], whole: Counter[str]) -> float:
    return (part & whole).total() / part.total() if part else 0.0


def _origin(piece: Piece, candidates: list[Piece], after: Pieces) -> str | None:
    """The old block from whose lost words a new one was made."""
    words = _words(piece.text)
    best, share = None, MOST
    for old in candidates:
        left = after.get(old.id)
        dropped = _words(old.text) - _words(left.text if left else "")
        if dropped and (found := _share(words, dropped)) >= share:
            best, share = old.id, found
    return best


def _taker(piece: Piece, before: Pieces, after: Pieces, grown: list[str]) -> str | None:
    """The block that took in the words of one that is gone."""
    words = _words(piece.text)
    best, share = None, MOST
    for block in grown:
        gained = _words(after[block].text) - _words(before[block].text if block in before else "")
        if (found := _share(words, gained)) >= share:
            best, share = block, found
    return best


def _united(mine: dict[str, str], theirs: dict[str, str], marks: Marks) -> dict[str, str]:
    """Links of a merged block: of two marks of one source the stale one, so that nothing is taken for fresh."""
    united = dict(mine)
    for source, mark in theirs.items():
        if source not in united or united[source] == current(marks, source):
            united[source] = mark
    return united
