"""Titles and extracts of results, with the words that were searched for marked where they stand in the original."""

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editions.scripts.folding import LONGEST, Word, family_of, folding_of, joined, pattern_of, spellings_of, words_of

LENGTH = 240
# Signs before the first mark, so that it stands in a sentence.
BEFORE = 70
# Places that are looked at for the best extract.
MOST_PLACES = 60


# So much of a long text is looked at first, and will do if it has so many places.
BEGINNING, SOON = 2000, 4
# A text longer than this is a book's or a newspaper's, and is not read through for a better place than the first.
LONG = 20_000
# Where no place is found by the look of words, so much of a text is read word by word, in pieces.
MOST_READ, PIECE = 40_000, 4000
# Signs beside a place that are looked at with it: a word begins and ends there.
BESIDE = 2 * LONGEST


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


def extract(
    text: str, language: str, forms: set[str], prefixes: tuple[str, ...] = (), *, is_needed: bool = True
) -> list[Piece]:
    """The stretch of `text` that has most of the words, cut between words; its beginning where it has none.

    Args:
        is_needed: whether words that look otherwise than they are typed are to be looked for, too.
    """
    spans: list[Span] = []
    # Most texts have the words soon; only of others all is looked at.
    if len(text) > 2 * BEGINNING:
        spans = _seen(text[:BEGINNING], language, forms, prefixes)
    if len(text) > LONG and not spans:
        spans = _spelled_so(text, language, forms, prefixes)
    if len(spans) < SOON and not (spans and len(text) > LONG):
        spans = _seen(text, language, forms, prefixes)
    if not spans and is_needed:
        spans = _seen(text, language, forms, prefixes, is_plain=False) or _read(text, language, forms, prefixes)
    start, end = _window(text, spans)
    if spans:
        # All that is to be marked here, whatever its look.
        first, last = max(0, start - BESIDE), end + BESIDE
        here = spans_of(text[first:last], language, forms, prefixes)
        spans = [(begin + first, stop + first, form) for begin, stop, form in here]
    pieces = _pieces(text, start, end, spans)
    if pieces and start > 0:
        pieces[0] = Piece("…" + pieces[0].text.lstrip(), pieces[0].is_match) if not pieces[0].is_match else pieces[0]
        if pieces[0].is_match:
            pieces.insert(0, Piece("…", is_match=False))
    if pieces and end < len(text):
        pieces.append(Piece("…", is_match=False))
    return pieces


def html_of(pieces: list[Piece]) -> SafeString:
    """Pieces as HTML; a template would take three times as long for them as for the rest of the page."""
    parts = (f"<mark>{escape(one.text)}</mark>" if one.is_match else escape(one.text) for one in pieces)
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _seen(text: str, language: str, forms: set[str], prefixes: tuple[str, ...], *, is_plain: bool = True) -> list[Span]:
    """Places that look like the words, as `spans_of` gives them; of each word the first few."""
    sought = tuple(sorted({*forms, *prefixes}))
    found: list[Span] = []
    counts = [0] * (len(sought) + 1)
    for place in _look(sought, family_of(language), is_plain=is_plain).finditer(text):
        number = place.lastindex or 0
        if counts[number] >= SOON or (found and place.start() < found[-1][1]):
            continue
        begin = max(text.rfind(" ", 0, place.start()), text.rfind("\n", 0, place.start())) + 1
        for word in words_of(text[begin : place.end() + LONGEST], language):
            if word.end + begin > place.start():
                form = next((one for one in _forms_of(word) if one in forms or one.startswith(prefixes or "\0")), "")
                if form:
                    found.append((word.start + begin, word.end + begin, form))
                    counts[number] += 1
                break
        if min(counts[1:]) >= SOON:
            break
    return found


def _spelled_so(text: str, language: str, forms: set[str], prefixes: tuple[str, ...]) -> list[Span]:
    """Places around the first one that is spelled as its form is: found in a hundredth of the time."""
    spellings = {spelling for form in (*forms, *prefixes) for spelling in (form, form.capitalize())}
    for at in sorted(place for spelling in spellings if (place := text.find(spelling)) >= 0)[:SOON]:
        start = max(0, at - BESIDE)
        if spans := _seen(text[start : at + BEGINNING], language, forms, prefixes):
            return [(begin + start, end + start, form) for begin, end, form in spans]
    return []


def _forms_of(word: Word) -> Iterator[str]:
    yield from word.forms
    for part in word.parts:
        yield from part


@lru_cache(maxsize=256)
def _look(forms: tuple[str, ...], family: str, *, is_plain: bool) -> re.Pattern[str]:
    # In Arabic the article stands before a word, written together with it.
    before = "" if family == "ar" else "(?<!\\w)"
    return re.compile(f"{before}(?:{'|'.join(f'({pattern_of(form, is_plain=is_plain)})' for form in forms)})")


def _read(text: str, language: str, forms: set[str], prefixes: tuple[str, ...]) -> list[Span]:
    """The first places of a text that is read word by word, as far as it may cost."""
    for start in range(0, min(len(text), MOST_READ), PIECE):
        spans = spans_of(text[start : start + PIECE + BESIDE], language, forms, prefixes)
        if spans:
            return [(begin + start, end + start, form) for begin, end, form in spans]
    return []


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
