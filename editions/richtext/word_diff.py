"""What was changed between two texts, word by word. Pure functions, for every script."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

Op = Literal["=", "-", "+"]

# Of two runs of words that share less than this, or that would take long to compare, old and new stand whole.
LIKENESS = 0.3
MAX_PAIRS = 20_000
# So many words in a row that stand once in either text are the same place: what lies between is compared by itself.
SHINGLE = 3
SHORT = 60


class Token(NamedTuple):
    """A word or a sign, with the white space before it; what is compared is the word."""

    space: str
    word: str


@cache
def _token_pattern() -> re.Pattern[str]:
    # Python's \w knows neither the joiners of Persian nor the vowel signs of Arabic: "می‌رود" is one word.
    marks = "".join(
        re.escape(sign) for number in range(0x10000) if unicodedata.category(sign := chr(number)).startswith("M")
    )
    part = rf"(?:\w|[{marks}\u200c\u200d])+"
    sign = rf"\S(?:[{marks}]|\u200d\S)*"
    return re.compile(rf"(\s*)({part}(?:['’]{part})*|{sign}|$)")


def tokens_of(text: str) -> list[Token]:
    """The words and signs of a text; put together they are the text again."""
    return [Token(*match.groups()) for match in _token_pattern().finditer(text) if match[0]]


def likeness(old: Iterable[Hashable], new: Iterable[Hashable]) -> float:
    """The part of both that they share, whatever the order: from 0 to 1 (Dice). Two empty ones are alike."""
    here, there = Counter(old), Counter(new)
    total = here.total() + there.total()
    return 2 * (here & there).total() / total if total else 1.0


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[Op, int, int, int, int]]:
    """(op, start and end in `old`, start and end in `new`) of each run; a "-" stands before the "+" in its place."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    found: list[tuple[Op, int, int, int, int]] = [("=", 0, head, 0, head)]
    for tag, i1, i2, j1, j2 in _compared(middle, other):
        if tag == "equal":
            found.append(("=", head + i1, head + i2, head + j1, head + j2))
            continue
        found.append(("-", head + i1, head + i2, head + j1, head + j1))
        found.append(("+", head + i2, head + i2, head + j1, head + j2))
    found.append(("=", len(old) - tail, len(old), len(new) - tail, len(new)))
    return [run for run in found if run[2] > run[1] or run[4] > run[3]]


def _compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[str, int, int, int, int]]:
    """As `difflib.get_opcodes`, in about linear time: only what lies between sure places is compared each with each."""
    here = there = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        if i < here or j < there:
            continue
        for tag, i1, i2, j1, j2 in _between(old[here:i], new[there:j]):
            yield tag, here + i1, here + i2, there + j1, there + j2
        here, there = i, j
        while here < len(old) and there < len(new) and old[here] == new[there]:
            here, there = here + 1, there + 1
        if here > i:
            yield "equal", i, here, j, there


def _between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterable[tuple[str, int, int, int, int]]:
    counts = Counter(new)
    if old and new and sum(counts[one] for one in old) <= MAX_PAIRS and likeness(old, new) >= LIKENESS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("replace", 0, len(old), 0, len(new))] if old or new else []


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places that are the same in both, in the order of both (the longest rising run of what stands once in each)."""
    if len(old) < SHORT or len(new) < SHORT:
        return []
    here, there = _places(old), _places(new)
    return rising([(i, there[key]) for key, i in here.items() if key in there])


def _places(words: Sequence[Hashable]) -> dict[tuple[Hashable, ...], int]:
    """Runs of words that stand once in the text, with where they begin, in its order."""
    runs = [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    counts = Counter(runs)
    return {run: i for i, run in enumerate(runs) if counts[run] == 1}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs sorted by their first number, the most whose second numbers rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1], last[place : place + 1] = [j], [number]
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def word_diff(old_text: str, new_text: str) -> list[tuple[Op, str]]:
    """What became of `old_text`: ("=", text) stayed, ("-", text) is gone, ("+", text) is new.

    All but "+" put together is the old text, all but "-" the new one. Nothing is escaped.
    """
    old, new = tokens_of(old_text), tokens_of(new_text)
    runs: list[tuple[Op, str]] = []
    for op, i1, i2, j1, j2 in opcodes([token.word for token in old], [token.word for token in new]):
        if op == "-":
            runs += [("-", token.space + token.word) for token in old[i1:i2]]
        elif op == "+":
            runs += [("+", token.space + token.word) for token in new[j1:j2]]
        else:
            for before, after in zip(old[i1:i2], new[j1:j2], strict=True):
                runs += _kept(before, after)
    return merged(runs)


def _kept(before: Token, after: Token) -> list[tuple[Op, str]]:
    """A word that stayed; white space before it may have changed."""
    if before.space == after.space:
        return [("=", after.space + after.word)]
    return [("-", before.space), ("+", after.space), ("=", after.word)]


def merged(runs: Iterable[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Neighbours of one kind as one; within a run of changes what is gone stands before what is new."""
    found: list[tuple[Op, str]] = []
    gone, added = "", ""
    for op, text in [*runs, ("=", "")]:
        if op == "-":
            gone += text
        elif op == "+":
            added += text
        else:
            changes: list[tuple[Op, str]] = [("-", gone), ("+", added)]
            found += [change for change in changes if change[1]]
            gone = added = ""
            if text and found and found[-1][0] == "=":
                found[-1] = ("=", found[-1][1] + text)
            elif text:
                found.append(("=", text))
    return found
