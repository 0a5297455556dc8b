"""Which block of an old text is which of a new one."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from editions.richtext.tree import Block
from editions.richtext.word_diff import opcodes, rising

# A block with fewer words in common with another than this is not the same block.
ALIKE = 0.4
# Where more blocks than this would have to be compared with each other, they are taken as gone and new.
MAX_COMPARED = 2_500
# Only a text as long as this is the same when it turns up elsewhere.
MOVABLE_WORDS = 5


class Pair(NamedTuple):
    """Block `old` of the old text became block `new`; None: there is none."""

    old: int | None
    new: int | None
    is_moved: bool = False


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Every block of both texts once, in the order in which a reader of the new one meets them.

    By their ids where both carry the same, then by equal text, then by likeness between what was found so far.
    """
    found = by_id(old, new)
    found |= by_text(old, new, found)
    found |= by_likeness(old, new, found)
    in_place = dict(rising(sorted(found.items())))
    became = {j: i for i, j in found.items()}
    # Up to which old block what is gone stands before each new one, so that it comes before what is new in its place.
    until = [len(old)] * (len(new) + 1)
    for j in reversed(range(len(new))):
        until[j] = became[j] if became.get(j) in in_place else until[j + 1]
    pairs: list[Pair] = []
    here = 0
    for j, end in enumerate(until):
        pairs += [Pair(gone, None) for gone in range(here, end) if gone not in found]
        here = max(here, end)
        if j < len(new):
            i = became.get(j)
            pairs.append(Pair(i, j, is_moved=i is not None and i not in in_place))
    return pairs


def by_id(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    here, there = places([block.id for block in old]), places([block.id for block in new])
    return {i: there[name] for name, i in here.items() if name and name in there}


def places[Key](keys: Sequence[Key]) -> dict[Key, int]:
    """Where each key stands that stands there once."""
    counts = Counter(keys)
    return {key: i for i, key in enumerate(keys) if counts[key] == 1}


def key_of(block: Block) -> tuple:
    """What makes a block the same, whatever its id."""
    attributes = tuple(pair for pair in block.attributes if pair[0] != "data-block")
    return block.tag, attributes, tuple(block.words), tuple(key_of(child) for child in block.children)


def by_text(old: Sequence[Block], new: Sequence[Block], found: dict[int, int]) -> dict[int, int]:
    """Blocks that are equal: in order, then wherever they went."""
    left = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    right = [j for j in range(len(new)) if j not in taken]
    here, there = [key_of(old[i]) for i in left], [key_of(new[j]) for j in right]
    equal: dict[int, int] = {}
    for op, i1, i2, j1, j2 in opcodes(here, there):
        if op == "=":
            equal |= dict(zip(left[i1:i2], right[j1:j2], strict=True))
    elsewhere = places(there)
    for key, i in places(here).items():
        j = elsewhere.get(key)
        if left[i] in equal or j is None or right[j] in equal.values():
            continue
        if old[left[i]].counted().total() >= MOVABLE_WORDS:
            equal[left[i]] = right[j]
    return equal


def by_likeness(old: Sequence[Block], new: Sequence[Block], found: dict[int, int]) -> dict[int, int]:
    """In each gap between blocks that are found, those most alike, in their order."""
    anchors = [(-1, -1), *rising(sorted(found.items())), (len(old), len(new))]
    taken = set(found.values())
    alike: dict[int, int] = {}
    for (i1, j1), (i2, j2) in pairwise(anchors):
        gone = [i for i in range(i1 + 1, i2) if i not in found]
        added = [j for j in range(j1 + 1, j2) if j not in taken]
        if gone and added and len(gone) * len(added) <= MAX_COMPARED:
            alike |= most_alike(old, new, gone, added)
    return alike


def most_alike(old: Sequence[Block], new: Sequence[Block], gone: list[int], added: list[int]) -> dict[int, int]:
    here, there = {i: old[i].counted() for i in gone}, {j: new[j].counted() for j in added}
    if len(gone) == len(added) == 1 and old[gone[0]].tag == new[added[0]].tag:
        # One of a kind in the same place, whatever its words: a heading of one word, a picture.
        return {gone[0]: added[0]}
    scored = sorted(
        ((score, -i, -j) for i in gone for j in added if (score := shared(here[i], there[j])) >= ALIKE), reverse=True
    )
    chosen: dict[int, int] = {}
    for _score, i, j in scored:
        if -i in chosen or -j in chosen.values():
            continue
        if all((-i < other) == (-j < place) for other, place in chosen.items()):
            chosen[-i] = -j
    return chosen


def shared(here: Counter[str], there: Counter[str]) -> float:
    total = here.total() + there.total()
    return 2 * (here & there).total() / total if total else 0.0
