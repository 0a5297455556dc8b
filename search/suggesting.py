"""What a reader may mean: "did you mean" of words that are not found, and what a search being typed may become."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from editions.scripts.folding import Folded
from search.engines import Span, engine
from search.expressions import All, Any, Expression, Lexeme
from search.lexemes import TITLE, edition_mark
from search.models import Entry, Word
from search.places import end_of, end_of_names
from search.query import Query, Term

SHORTEST, LONGEST, SHORTEST_BEGUN = 4, 24, 2
# Words of a search that are looked at, for one proposal.
MOST_WORDS = 4
NAMES, TITLES = 3, 6
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


@dataclass(frozen=True)
class Suggestion:
    """A page that a search being typed may be about; `kind` is "topic", "person" or that of a text."""

    text: str
    address: str
    kind: str


def suggestions(query: Query, code: str) -> list[Suggestion]:
    """Topics and people, then titles, that have all words of the query; the last of them may be begun only."""
    if query.is_empty or query.phrases:
        return []
    last = query.wanted[-1]
    # One letter begins too many words: it stands for itself.
    if len(last.folded.forms[0]) >= SHORTEST_BEGUN:
        last = Term(last.spelling, Folded(last.folded.forms[:1], ()), is_prefix=True)
    terms = (*query.wanted[:-1], last)
    names = _entries(code, terms, "", NAMES, of_names=True)
    titles = _entries(code, terms, TITLE, TITLES * 2, of_names=False)
    found = {entry.title: Suggestion(entry.title, entry.address, entry.kind) for entry in [*titles, *names][::-1]}
    return [*found.values()][: NAMES + TITLES]


def _entries(code: str, terms: tuple[Term, ...], sign: str, limit: int, *, of_names: bool) -> list[Entry]:
    now = timezone.now()
    words = tuple(term.expression(sign) for term in terms)
    expression: Expression = All((Lexeme(edition_mark(code, of_names=of_names)), *words))
    end = end_of_names() if of_names else end_of(now)
    places = engine().find(expression, edition=code, span=Span(end), now=now, limit=limit)
    rows = Entry.objects.filter(place__in=places).only("title", "address", "kind", "place")
    return sorted(rows, key=lambda entry: -entry.place)


def did_you_mean(query: Query, code: str) -> str | None:
    """The query with words that no text of the edition has put right, if each of them is one letter from one that is.

    Only words of the edition's own texts are proposed. None where nothing is to be put right, or nothing is known.
    """
    unknown = [term for term in query.wanted if not term.is_prefix and not _is_known(term, code)]
    if not unknown or len(unknown) > MOST_WORDS:
        return None
    text = query.text
    for term in unknown:
        better = _nearest(term, code)
        if better is None:
            return None
        text = text.replace(term.spelling, better)
    return text


def _is_known(term: Term, code: str) -> bool:
    return _has([*term.folded.all_forms], code)


def _has(forms: list[str], code: str) -> bool:
    """Whether some live text of the edition has one of the forms."""
    now = timezone.now()
    words = Any(tuple(Lexeme(form) for form in forms))
    expression = All((Lexeme(edition_mark(code)), words))
    return bool(engine().find(expression, edition=code, span=Span(end_of(now)), now=now, limit=1))


def _nearest(term: Term, code: str) -> str | None:
    """A spelling one letter away; of several the one that begins alike, then the shorter."""
    form = term.folded.forms[0]
    if not SHORTEST <= len(form) <= LONGEST:
        return None
    near = sorted(set(edits(form)) - {form})
    rows = Word.objects.filter(edition=code, folded__in=near).values_list("folded", "spelling")
    ranked = sorted(rows, key=lambda row: (-alike(row[0], form), abs(len(row[0]) - len(form)), row[0]))
    return next((spelling for folded, spelling in ranked[:5] if _has([folded], code)), None)


def edits(word: str) -> Iterator[str]:
    """Words that differ by a letter too many, too few, another one, or two that have changed places."""
    letters = _LATIN if word.isascii() else _ARABIC
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def alike(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings."""
    number = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        number += 1
    return number
