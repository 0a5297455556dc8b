"""Which articles of two editions are worth comparing: those that share something rare."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

# A trait that more articles of an edition have leads nobody to anybody.
MOST_SHARING = 20
MOST_OF_A_DAY = 12
# So many are compared with an article, of those who share most with it.
MOST_MET = 40


@dataclass(slots=True)
class Sketch:
    """The traits of one article, as numbers of tokens: its picture, videos and address; numbers and names in its text;
    where it is, and where it leads."""

    key: Hashable
    edition: str
    moment: datetime | None
    traits: "array[int]"
    words: "array[int]"
    addresses: "array[int]"
    links: "array[int]"


@dataclass(slots=True)
class Tokens:
    """Texts as numbers, so that each is kept once."""

    numbers: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    # How a name is spelt somewhere, by its token: with Latin letters where it is.
    spelt: dict[int, str] = field(default_factory=dict)

    def number(self, text: str) -> int:
        found = self.numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found

    def of(self, sign: str, texts: Iterable[str]) -> "array[int]":
        return array("I", sorted({self.number(f"{sign}:{text}") for text in texts if text}))

    def of_names(self, sign: str, names: Mapping[str, str]) -> "array[int]":
        """Tokens of names by their consonants, each with a word to show for it."""
        found = array("I")
        for consonants, word in names.items():
            token = self.number(f"{sign}:{consonants}")
            found.append(token)
            if token not in self.spelt or (word.isascii() and not self.spelt[token].isascii()):
                self.spelt[token] = word
        return found

    def sign_of(self, token: int) -> tuple[str, str]:
        """(what it is a sign of, its text as people know it)."""
        sign, _colon, text = self.texts[token].partition(":")
        return sign, self.spelt.get(token, text)


class Edition:
    """The articles of one edition, found by what they share with others."""

    def __init__(self, code: str, sketches: list[Sketch]) -> None:
        self.code = code
        self.sketches = sketches
        # By token: these are numbers without gaps, and of a hundred thousand articles there are a million.
        size = 1 + max((token for one in sketches for token in (*one.traits, *one.words)), default=-1)
        self._frequency = array("I", bytes(4 * size))
        for sketch in sketches:
            for token in (*sketch.traits, *sketch.words):
                self._frequency[token] += 1
        self._starts, self._places = self._by_token()
        self.at: dict[int, Sketch] = {}
        self.of_day: dict[int, list[Sketch]] = defaultdict(list)
        for sketch in sketches:
            for token in sketch.addresses:
                self.at.setdefault(token, sketch)
            if sketch.moment:
                self.of_day[sketch.moment.toordinal()].append(sketch)

    def _by_token(self) -> "tuple[array[int], array[int]]":
        """The places of the articles that have a token which few have, one token after the other; and where those of
        each begin."""
        starts, total = array("I", [0]), 0
        for number in self._frequency:
            total += number if number <= MOST_SHARING else 0
            starts.append(total)
        places, free = array("I", bytes(4 * total)), starts[:]
        for place, sketch in enumerate(self.sketches):
            for token in (*sketch.traits, *sketch.words):
                if self._frequency[token] <= MOST_SHARING:
                    places[free[token]] = place
                    free[token] += 1
        return starts, places

    def frequency(self, token: int) -> int:
        """How many articles have it."""
        return self._frequency[token] if token < len(self._frequency) else 0

    def having(self, token: int) -> Iterator[Sketch]:
        """The articles that have it; none where more than a few do."""
        if token < len(self._frequency):
            for place in self._places[self._starts[token] : self._starts[token + 1]]:
                yield self.sketches[place]


def candidates(one: Edition, other: Edition) -> Iterator[tuple[Sketch, Sketch]]:
    """Pairs worth a closer look, each once: one of the first edition with one of the second."""
    led_to: dict[int, list[Sketch]] = defaultdict(list)
    for second in other.sketches:
        for token in second.links:
            if (first := one.at.get(token)) is not None:
                led_to[id(first)].append(second)
    for first in one.sketches:
        met: Counter[int] = Counter()
        those: dict[int, Sketch] = {}
        for second, weight in _met(first, one, other, led_to.get(id(first), ())):
            met[id(second)] += weight
            those[id(second)] = second
        for place, _weight in met.most_common(MOST_MET):
            yield first, those[place]


def _met(first: Sketch, one: Edition, other: Edition, led_to: Iterable[Sketch]) -> Iterator[tuple[Sketch, int]]:
    """Articles that share a trait with this one, once for each, and how much that weighs."""
    yield from ((second, 100) for second in led_to)
    yield from ((other.at[token], 100) for token in first.links if token in other.at)
    for weight, tokens in ((10, first.traits), (1, first.words)):
        for token in tokens:
            if one.frequency(token) <= MOST_SHARING:
                yield from ((second, weight) for second in other.having(token))
    if first.moment:
        day = other.of_day.get(first.moment.toordinal(), ())
        if len(day) <= MOST_OF_A_DAY:
            yield from ((second, 2) for second in day)
