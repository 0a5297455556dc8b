"""Which articles of different editions are likely to be one story, and why: for a person to confirm.

Nothing is compared with everything. Each trait of an article is a key; only those who share one that is rare meet, and
an article is kept with a few of the best it met. So twenty thousand articles an edition are the work of a minute.
"""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import combinations

from articles.joining.reasons import Reason, Sign
from wordpress.joining import traits
from wordpress.joining.meeting import Edition, Sketch, Tokens, candidates
from wordpress.joining.scoring import reasons_for

# Points from which a pair is shown, and from which it can be taken for granted where nobody else comes near.
LIKELY, STRONG = 40, 65
MARGIN = 15
# So many of each other edition are kept of those that an article met.
BEST = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, the edition of the first before that of the second by code; `score` is of 100.

    `is_strong`: neither has another that comes near.
    """

    one: Hashable
    other: Hashable
    score: int
    reasons: tuple[Reason, ...]
    is_strong: bool = False


type _Met = dict[Hashable, list[tuple[int, Sketch, tuple[Reason, ...]]]]


class Likely:
    """Collects articles, and then pairs them."""

    def __init__(self) -> None:
        self._tokens = Tokens()
        self._sketches: dict[str, dict[str, list[Sketch]]] = defaultdict(lambda: defaultdict(list))

    def add(
        self,
        key: Hashable,
        *,
        edition: str,
        kind: str = "",
        title: str = "",
        body: str = "",
        slug: str = "",
        addresses: Iterable[str] = (),
        moment: datetime | None = None,
        picture: str = "",
    ) -> None:
        """Note an article; its texts are not kept.

        Args:
            key: what pairs are to name it by.
            kind: only those of one kind are paired.
            addresses: at which others may lead to it.
            picture: what tells its picture from others: a digest, a number, an address.
        """
        tokens, text = self._tokens, traits.text_of(title, body)
        strong = [
            *tokens.of(Sign.PICTURE, [f"{kind}:{picture}"] if picture else ()),
            *tokens.of(Sign.VIDEO, traits.videos_in(body)),
            *tokens.of(Sign.ADDRESS, [traits.slug_stem(slug)]),
        ]
        words = tokens.of(Sign.NUMBERS, traits.numbers_in(text)) + tokens.of_names(Sign.NAMES, traits.names_in(text))
        own = tokens.of(Sign.LINK, (traits.address_key(address) for address in addresses if address))
        links = tokens.of(Sign.LINK, traits.links_in(body))
        sketch = Sketch(key, edition, moment, array("I", strong), words, own, links)
        self._sketches[kind][edition].append(sketch)

    def pairs(self, taken: Mapping[Hashable, Iterable[str]] | None = None) -> list[Pair]:
        """The likely pairs, the likeliest first.

        Args:
            taken: of articles whose story has other editions already, their codes: with those they are not paired.
        """
        codes = {key: frozenset(those) for key, those in (taken or {}).items()}
        found: list[Pair] = []
        for by_edition in self._sketches.values():
            editions = [Edition(code, sketches) for code, sketches in sorted(by_edition.items())]
            for one, other in combinations(editions, 2):
                found += self._between(one, other, codes)
        return sorted(found, key=lambda pair: -pair.score)

    def _between(self, one: Edition, other: Edition, codes: Mapping[Hashable, frozenset[str]]) -> Iterator[Pair]:
        """The pairs of two editions that are among the best of one of their articles."""
        of_one: _Met = defaultdict(list)
        of_other: _Met = defaultdict(list)
        for first, second in candidates(one, other):
            if other.code in codes.get(first.key, ()) or one.code in codes.get(second.key, ()):
                continue
            reasons = reasons_for(first, second, one, other, self._tokens)
            score = max(0, min(100, sum(reason.points for reason in reasons)))
            if score >= LIKELY:
                _remember(of_one, first, (score, second, reasons))
                _remember(of_other, second, (score, first, reasons))
        for met in (*of_one.values(), *of_other.values()):
            met[:] = nlargest(BEST, met, key=lambda entry: entry[0])
        for key, met in of_one.items():
            for score, second, reasons in met:
                is_strong = score >= STRONG and _stands_out(met, score) and _stands_out(of_other[second.key], score)
                yield Pair(key, second.key, score, reasons, is_strong)
        for key, met in of_other.items():
            for score, first, reasons in met:
                if not any(second.key == key for _score, second, _reasons in of_one[first.key]):
                    yield Pair(first.key, key, score, reasons)


def _remember(met: _Met, sketch: Sketch, one: tuple[int, Sketch, tuple[Reason, ...]]) -> None:
    best = met[sketch.key]
    best.append(one)
    if len(best) > BEST * 4:
        met[sketch.key] = nlargest(BEST, best, key=lambda entry: entry[0])


def _stands_out(met: list[tuple[int, Sketch, tuple[Reason, ...]]], score: int) -> bool:
    """Whether a score is the best that an article met, and the second best is far below."""
    scores = sorted((entry[0] for entry in met), reverse=True)
    return scores[0] == score and (len(scores) < 2 or scores[1] <= score - MARGIN)
