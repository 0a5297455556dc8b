"""What a reader typed, read as a search: words, "exact phrases", -unwanted words, beginnings*.

Whatever is typed is a search or is none: nothing in it is an operator of an engine, and nothing raises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.scripts.controls import strip_controls
from editions.scripts.folding import Folded, exact, words_of
from search.expressions import All, Any, Expression, Lexeme
from search.lexemes import TITLE, name_mark

# A search is short: what goes beyond is left out, and the page says so.
MOST_CHARACTERS = 200
MOST_WORDS = 12
# Fewer letters begin too many words.
SHORTEST_PREFIX = 3

_PHRASE = re.compile(r'(?<!\S)([-−]?)(?:"([^"]*)"?|«([^»]*)»?|[“„]([^”“]*)[”“]?)')
_UNWANTED = re.compile(r"(?<!\S)[-−](?=\S)(\S+)")


@dataclass(frozen=True)
class Term:
    """A word that is wanted or unwanted, or the beginning of one."""

    spelling: str
    folded: Folded
    is_prefix: bool = False

    def forms(self) -> Iterator[str]:
        yield from self.folded.all_forms

    def expression(self, sign: str = "", names: tuple[tuple[str, int], ...] = ()) -> Expression:
        """What has this word, anywhere or with a sign of `lexemes`; and what belongs to these topics and people."""
        options: list[Expression] = [Lexeme(sign + form, self.is_prefix) for form in self.folded.forms]
        if self.folded.parts:
            options.append(All(tuple(Any(tuple(Lexeme(sign + form) for form in part)) for part in self.folded.parts)))
        options += [Lexeme(name_mark(kind, key)) for kind, key in names]
        return options[0] if len(options) == 1 else Any(tuple(options))


@dataclass(frozen=True)
class Query:
    """A search as it was understood.

    Args:
        text: as typed, without what cannot be seen and what was too much.
        wanted: all of these words; those of the phrases too.
        phrases: each as it was written, to be found letter by letter.
        is_cut: whether something was left out.
    """

    text: str
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.wanted

    def expression(self, sign: str, names: dict[int, tuple[tuple[str, int], ...]]) -> Expression:
        """What has all wanted words, each with the sign.

        Args:
            names: topics and people by the place of the word that their names have.
        """
        known = names if sign != TITLE else {}
        return All(tuple(term.expression(sign, known.get(place, ())) for place, term in enumerate(self.wanted)))

    def forms(self) -> set[str]:
        """What is to be marked in results: whole words."""
        return {form for term in self.wanted if not term.is_prefix for form in term.forms()}

    def prefixes(self) -> tuple[str, ...]:
        return tuple(form for term in self.wanted if term.is_prefix for form in term.folded.forms)


def read_query(typed: str, language: str) -> Query:
    """A search from whatever was typed."""
    text = " ".join(strip_controls(typed[: MOST_CHARACTERS * 5]).split())
    is_cut = len(text) > MOST_CHARACTERS or len(typed) > MOST_CHARACTERS * 5
    text = text[:MOST_CHARACTERS]
    phrases: list[str] = []
    unwanted_text: list[str] = []
    wanted_text: list[str] = []

    def take_phrase(found: re.Match[str]) -> str:
        inside = found[2] or found[3] or found[4] or ""
        (unwanted_text if found[1] else wanted_text).append(inside)
        if not found[1] and len(list(words_of(inside, language))) > 0:
            phrases.append(exact(inside))
        return " "

    def take_unwanted(found: re.Match[str]) -> str:
        unwanted_text.append(found[1])
        return " "

    rest = _UNWANTED.sub(take_unwanted, _PHRASE.sub(take_phrase, text))
    wanted = list(_terms(rest, language))
    wanted += [term for inside in wanted_text for term in _terms(inside.replace("*", " "), language)]
    unwanted = [term for inside in unwanted_text for term in _terms(inside, language)]
    unique = list(dict.fromkeys(wanted))
    return Query(
        text=text,
        wanted=tuple(unique[:MOST_WORDS]),
        unwanted=tuple(dict.fromkeys(unwanted))[:MOST_WORDS],
        phrases=tuple(dict.fromkeys(phrases)),
        is_cut=is_cut or len(unique) > MOST_WORDS,
    )


def _terms(text: str, language: str) -> Iterator[Term]:
    for word in words_of(text, language):
        is_prefix = text[word.end : word.end + 1] == "*" and len(word.forms[0]) >= SHORTEST_PREFIX
        # The beginning of a word has no endings to be taken off.
        folded = Folded(word.forms[:1], ()) if is_prefix else Folded(word.forms, word.parts)
        yield Term(text[word.start : word.end], folded, is_prefix)


def forms_of(text: str, language: str) -> set[str]:
    """All forms of the words of a short text."""
    return {form for word in words_of(text, language) for form in Folded(word.forms, word.parts).all_forms}


def has_term(forms: set[str], term: Term) -> bool:
    """Whether a text with these forms has the term."""
    if term.is_prefix:
        return any(form.startswith(term.folded.forms) for form in forms)
    parts = term.folded.parts
    return bool(forms & set(term.folded.forms)) or (bool(parts) and all(forms & set(part) for part in parts))


def has_phrases(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text of the index has every phrase, as it is written and as whole words."""
    spelled = text.casefold()
    return all(phrase in spelled and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", spelled) for phrase in phrases)
