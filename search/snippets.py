"""Titles and extracts of results, with the words that were searched for marked where they stand in the original."""

import bisect
import re
from functools import lru_cache
from typing import NamedTuple

from editions.scripts.folding import folding_of, joined, spellings_of

LENGTH = 240
# Signs before the first mark, so that it stands in a sentence.
BEFORE = 70
# Places that are looked at for the best extract.
MOST_PLACES = 60


# So much of a long text is looked at first, and will do if it has so many places.
BEGINNING, SOON = 2000, 4


class Piece(NamedTuple):
    """A part of an extract; `is_match` where it is to be marked."""

    text: str
    is_match: bool


Span = tuple[int, int, str]


def spans_of(text: str, language: str, forms: set[str], prefixes: tuple[str, ...]) -> list[Span]:
    """Where words of `text` have one of these forms, in order: start, end, the form.

    The spellings that a text has are folded once each; their places are then found by the regular expression engine,
    which costs a tenth of walking through all words.
    """
    fold, matching = folding_of(language), dict[str, str]()
    for spelling in set(spellings_of(text, language)):
        folded = fold(spelling)
        for form in folded.all_forms if folded.parts else folded.forms:
            if form in forms or (prefixes and form.startswith(prefixes)):
                matching[spelling] = form
                break
    if not matching:
        return []
    found = []
    for place in _pattern(tuple(sorted(matching, key=len, reverse=True))).finditer(joined(text, language)):
        found.append((place.start(), place.end(), matching[place[0]]))
        if len(found) >= MOST_PLACES:
            break
    return found


@lru_cache(maxsize=256)
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    # Whole words alone: neither a letter nor a mark or joiner that goes on stands beside.
    beside = "[\\w\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c]"
    return re.compile(f"(?<!{beside})(?:{'|'.join(map(re.escape, spellings))})(?!{beside})")


def marked(text: str, language: str, forms: set[str], prefixes: tuple[str, ...] = ()) -> list[Piece]:
    """The whole text in pieces, the matching ones marked."""
    return _pieces(text, 0, len(text), spans_of(text, language, forms, prefixes))


def extract(text: str, language: str, forms: set[str], prefixes: tuple[str, ...] = ()) -> list[Piece]:
    """The stretch of `text` that has most of the words, cut between words; its beginning where it has none."""
    spans = []
    # Most texts have the words soon; only of others all is looked at.
    if len(text) > 2 * BEGINNING:
        spans = spans_of(text[:BEGINNING], language, forms, prefixes)
    if len(spans) < SOON:
        spans = spans_of(text, language, forms, prefixes)
    start, end = _window(text, spans)
    pieces = _pieces(text, start, end, spans)
    if pieces and start > 0:
        pieces[0] = Piece("…" + pieces[0].text.lstrip(), pieces[0].is_match) if not pieces[0].is_match else pieces[0]
        if pieces[0].is_match:
            pieces.insert(0, Piece("…", is_match=False))
    if pieces and end < len(text):
        pieces.append(Piece("…", is_match=False))
    return pieces


def _window(text: str, spans: list[Span]) -> tuple[int, int]:
    """The best stretch of about LENGTH signs: most different words, then the earliest."""
    if len(text) <= LENGTH:
        return 0, len(text)
    if not spans:
        return 0, _before(text, LENGTH)
    starts = [span[0] for span in spans]
    best, most = 0, 0
    for index, start in enumerate(starts):
        last = bisect.bisect_left(starts, start + LENGTH - BEFORE)
        different = len({span[2] for span in spans[index:last]})
        if different > most:
            best, most = index, different
    wanted = max(0, starts[best] - BEFORE)
    begin = _after(text, wanted) if wanted else 0
    begin = min(begin, starts[best])
    return begin, _before(text, begin + LENGTH) if begin + LENGTH < len(text) else len(text)


def _after(text: str, place: int) -> int:
    """The beginning of the next word or line."""
    space = re.compile(r"\s").search(text, place)
    return space.end() if space else place


def _before(text: str, place: int) -> int:
    """The end of the word before `place`, where one is near."""
    if place >= len(text):
        return len(text)
    cut = max(text.rfind(sign, place - 40, place) for sign in (" ", "\n"))
    return cut if cut > 0 else place


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> list[Piece]:
    pieces, at = [], start
    for begin, stop, _form in spans:
        if begin < at or stop > end:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin], is_match=False))
        pieces.append(Piece(text[begin:stop], is_match=True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end], is_match=False))
    return pieces
