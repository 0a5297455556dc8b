"""Finding: what a query means in an edition, best first or newest first, a page at a time.

Relevance has three tiers: all words in the title; all words in what the text is about (its title and standfirst, what
it says often, its topics and people); all words anywhere. Within a tier the newer comes first. So there is one order
that engines can walk by key from any place of it, and no score has to be worked out for every match: a word that every
text has costs as much as any other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from editions import registry
from editions.prepared import prepared
from editions.scripts import calendars
from editions.years import FIRST_YEAR, LAST_YEAR
from search.engines import Span, engine
from search.expressions import All, Any, But, Expression, Lexeme
from search.lexemes import ABOUT, TITLE, edition_mark, kind_mark, section_mark, year_mark
from search.models import Entry
from search.places import end_of, end_of_names, second_of
from search.query import Query, forms_of, has_phrases, has_term

PAGE_SIZE = 10
# Above this many the page says "more than".
MOST_COUNTED = 200
# Topics and people whose names are taken along with a search.
MOST_NAMES = 30
# Characters that are read to find a phrase's own spelling, for one page: a hundred and more articles.
MOST_READ = 500_000
# A text counts for no more than this: a few long ones are not all that is looked at.
LONG = 40_000
# Places that are asked for at once after the first ones, and texts that are read at once for their spelling.
MOST_AT_ONCE, READ_AT_ONCE = 300, 50
TIERS = (TITLE, ABOUT, "")
_KEY = re.compile(r"([0-2])-(0|-?[1-9][0-9]{0,18})")


@dataclass(frozen=True)
class Narrowing:
    """What a reader narrowed a search to; None: not at all."""

    kind: str | None = None
    sections: tuple[int, ...] | None = None
    year: int | None = None
    is_by_date: bool = False

    def expressions(self) -> Iterator[Expression]:
        if self.kind:
            yield Lexeme(kind_mark(self.kind))
        if self.sections is not None:
            yield Any(tuple(Lexeme(section_mark(key)) for key in self.sections))
        if self.year is not None:
            yield Lexeme(year_mark(self.year))


@dataclass(frozen=True)
class Position:
    """A row's place in the order of a search: its tier, then its place."""

    tier: int
    place: int

    @property
    def key(self) -> str:
        return f"{self.tier}-{self.place}"

    @classmethod
    def read(cls, key: str) -> "Position | None":
        found = _KEY.fullmatch(key)
        return cls(int(found[1]), int(found[2])) if found and abs(int(found[2])) < 2**63 else None


@dataclass
class Found:
    """One page of results, and the topics and people whose names have all the words."""

    rows: list[Entry] = field(default_factory=list)
    newer: Position | None = None
    older: Position | None = None
    names: list[Entry] = field(default_factory=list)


class Search:
    """One search in one edition at one moment.

    Args:
        query: not empty.
        code: of the edition.
    """

    def __init__(
        self, query: Query, code: str, narrowing: Narrowing | None = None, now: datetime | None = None
    ) -> None:
        self.query = query
        self.code = code
        self.narrowing = narrowing or Narrowing()
        self.now = now or timezone.now()
        self.top, self.bottom = self._ends()
        self._read = 0
        # Where reading for a phrase's spelling has stopped, for this page.
        self.stopped: Position | None = None
        self.named = self._named()
        self._names = self._names_by_word()
        self._all = self._fitting("")
        self.tiers = [self._all] if self.narrowing.is_by_date else [self._tier(one) for one in range(len(TIERS))]

    # What is asked.

    def _ends(self) -> tuple[int, int | None]:
        """Between which places all lies that may fit: up to now, and in the year that was chosen."""
        top, edition = end_of(self.now), registry.all_editions().get(self.code)
        if self.narrowing.year is None or edition is None:
            return top, None
        first, after = (calendars.first_day(self.narrowing.year + more, edition.date_style) for more in (0, 1))
        if first is None or after is None or not FIRST_YEAR < first.year < LAST_YEAR:
            return top, None
        start, end = (datetime.combine(day, time(), edition.zone) for day in (first, after))
        return min(top, second_of(end)), second_of(start) - 1

    def _named(self) -> list[Entry]:
        """Topics and people of whose names one of the words is a part."""
        words = Any(tuple(term.expression(TITLE) for term in self.query.wanted))
        mark = Lexeme(edition_mark(self.code, of_names=True))
        # They lie at the old end: from the other one, an engine walks past all texts that have a common word.
        span = Span(end_of_names(), from_old_end=True)
        places = self._places(All((mark, words)), span, MOST_NAMES)[::-1]
        return self._entries(places, ("kind", "key", "title", "address"))

    def _names_by_word(self) -> dict[int, tuple[tuple[str, int], ...]]:
        found: dict[int, list[tuple[str, int]]] = {}
        for entry in self.named:
            forms = forms_of(entry.title, self.code)
            for place, term in enumerate(self.query.wanted):
                if has_term(forms, term):
                    found.setdefault(place, []).append((entry.kind, entry.key))
        return {place: tuple(names) for place, names in found.items()}

    def _words(self, sign: str) -> Expression:
        return self.query.expression(sign, self._names)

    def _fitting(self, sign: str) -> Expression:
        """What has the words with this sign, as the reader narrowed the search."""
        found: Expression = All((Lexeme(edition_mark(self.code)), *self.narrowing.expressions(), self._words(sign)))
        if self.query.unwanted:
            found = But(found, Any(tuple(term.expression() for term in self.query.unwanted)))
        return found

    def _tier(self, number: int) -> Expression:
        """What stands in this tier and in none above it."""
        found = self._fitting(TIERS[number])
        return But(found, Any(tuple(self._words(sign) for sign in TIERS[:number]))) if number else found

    # What is found.

    def page(self, *, before: Position | None = None, after: Position | None = None) -> Found:
        """The page older than `before`, or newer than `after`, or the first one."""
        size = PAGE_SIZE
        if after:
            rows = list(islice(self._walk(after, backwards=True), size + 1))
            has_newer, has_older, rows = len(rows) > size, True, rows[:size][::-1]
        else:
            rows = list(islice(self._walk(before), size + 1))
            has_newer, has_older, rows = before is not None, len(rows) > size, rows[:size]
        entries = {entry.place: entry for entry in self._entries([row.place for row in rows])}
        return Found(
            rows=[entries[row.place] for row in rows if row.place in entries],
            newer=rows[0] if rows and has_newer else None,
            older=(rows[-1] if rows and has_older else None) or (None if after else self.stopped),
            names=[entry for entry in self.named if self._has_all(entry)],
        )

    def count(self) -> int:
        """How many have all the words, phrases' spelling apart, counted up to one more than MOST_COUNTED."""
        most = MOST_COUNTED + 1
        span = Span(self.top, self.bottom)
        return engine().count(self._all, edition=self.code, span=span, now=self.now, most=most)

    def _places(self, expression: Expression, span: Span, limit: int) -> list[int]:
        return engine().find(expression, edition=self.code, span=span, now=self.now, limit=limit)

    def _walk(self, start: Position | None, *, backwards: bool = False) -> Iterator[Position]:
        """Positions in order from after `start` on, or before it backwards; those with all phrases."""
        tiers = range(len(self.tiers))
        order = reversed(tiers) if backwards else tiers
        for tier in order:
            if self.stopped:
                return
            if start and (tier > start.tier if backwards else tier < start.tier):
                continue
            edge = start.place if start and tier == start.tier else None
            yield from self._walk_tier(tier, edge, backwards=backwards)

    def _walk_tier(self, tier: int, edge: int | None, *, backwards: bool) -> Iterator[Position]:
        # Of a phrase's words many texts are read in vain.
        limit = READ_AT_ONCE if self.query.phrases else PAGE_SIZE + 1
        while True:
            below = self.top if backwards or edge is None else min(edge, self.top)
            above = edge if backwards and edge is not None else self.bottom
            span = Span(below, above, from_old_end=backwards)
            places = self._places(self.tiers[tier], span, limit)
            for start in range(0, len(places), READ_AT_ONCE):
                some = places[start : start + READ_AT_ONCE]
                for place in self._with_phrases(some):
                    yield Position(tier, place)
                is_last = len(places) < limit and start + READ_AT_ONCE >= len(places)
                if self._read >= MOST_READ and not is_last:
                    self.stopped = Position(tier, some[-1])
                    return
            if len(places) < limit:
                return
            edge, limit = places[-1], MOST_AT_ONCE

    def _with_phrases(self, places: list[int]) -> list[int]:
        """Those of `places` whose texts have every phrase as it is written."""
        if not self.query.phrases:
            return places
        rows = Entry.objects.filter(place__in=places).values_list("place", "title", "summary", "text")
        fitting = set()
        # Not objects: there may be hundreds.
        for place, *texts in rows:
            passage = "\n".join(texts)
            self._read += min(len(passage), LONG)
            if has_phrases(passage, self.query.phrases):
                fitting.add(place)
        return [place for place in places if place in fitting]

    def _entries(self, places: list[int], names: tuple[str, ...] = ()) -> list[Entry]:
        """The rows at these places, in their order."""
        if not places:
            return []
        found = {entry.place: entry for entry in _at(names, places=places)}
        return [found[place] for place in places if place in found]

    def _has_all(self, entry: Entry) -> bool:
        forms = forms_of(entry.title, self.code)
        return not self.query.phrases and all(has_term(forms, term) for term in self.query.wanted)


@prepared
def _at(names: tuple[str, ...], /, *, places: list[int]) -> QuerySet[Entry]:
    rows = Entry.objects.filter(place__in=places)
    return rows.only("place", *names) if names else rows
