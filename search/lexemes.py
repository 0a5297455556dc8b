"""What the engines index of a document: a set of lexemes.

A lexeme is a form of a word (see editions/scripts/folding.py), as it is or with a sign before it that says more: that
the title has the word, that the text is about it, or what the document is. All engines hold the same lexemes and are
asked for them by exact comparison or by their beginnings, so that they find the same.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from editions.scripts.folding import family_of, folding_of, spellings_of
from search.sources import Document

# Signs that no word has and no engine splits at.
TITLE, ABOUT, MARK = "§", "¤", "¶"
# A text that has a word so often is about it.
OFTEN = 3
# Languages whose stems are words as they stand; an Arabic one would lack its hamza.
SPELLED_AS_FOLDED = frozenset({"en", "fa"})
# So much of a text is indexed; longer ones are documents of hundreds of pages.
MOST_CHARACTERS = 400_000


def edition_mark(code: str, *, of_names: bool = False) -> str:
    """The mark of all documents of an edition, or of its names of topics and people."""
    return f"{MARK}{'n' if of_names else 'e'}{code.replace('-', '')}"


def kind_mark(kind: str) -> str:
    return f"{MARK}k{kind}"


def section_mark(section: int) -> str:
    return f"{MARK}s{section}"


def year_mark(year: int) -> str:
    return f"{MARK}y{year}"


def name_mark(kind: str, key: int) -> str:
    """The mark of documents that are by a person or on a topic."""
    return f"{MARK}{kind}{key}"


class Spelt(NamedTuple):
    """The words of a document: their lexemes, and a spelling of each by its first form."""

    lexemes: frozenset[str]
    words: dict[str, str]


def spelt_of(language: str, title: str, summary: str, text: str) -> Spelt:
    """The words of a document of an edition; asks nothing of the database."""
    fold = folding_of(language)
    in_title = spellings_of(title, language)
    in_summary = spellings_of(summary, language)
    counts = Counter(spellings_of(text[:MOST_CHARACTERS], language))
    counts.update(in_title)
    counts.update(in_summary)
    # A word's spellings are counted together.
    totals: dict[str, int] = {}
    words: dict[str, str] = {}
    has_stems = family_of(language) in SPELLED_AS_FOLDED
    for spelling, times in counts.items():
        folded = fold(spelling)
        forms = tuple(folded.all_forms) if folded.parts else folded.forms
        for form in forms:
            totals[form] = totals.get(form, 0) + times
        if folded.forms:
            words.setdefault(folded.forms[0], spelling)
        if has_stems:
            for form in folded.forms[1:]:
                words.setdefault(form, form)
    found = set(totals)
    found.update([ABOUT + form for form, times in totals.items() if times >= OFTEN])
    forms_in_title = set(_forms(in_title, language))
    found.update(TITLE + form for form in forms_in_title)
    found.update(ABOUT + form for form in forms_in_title)
    found.update(ABOUT + form for form in _forms(in_summary, language))
    return Spelt(frozenset(found), words)


def lexemes_of(
    document: Document, *, kind: str, year: int, is_name: bool, spelt: Spelt | None = None
) -> tuple[list[str], dict[str, str]]:
    """The lexemes of a document, and its words: a spelling by its first form.

    Args:
        spelt: its words, where they are known already.
    """
    if spelt is None:
        spelt = spelt_of(document.edition, document.title, document.summary, document.text)
    found = set(spelt.lexemes)
    found.add(edition_mark(document.edition, of_names=is_name))
    found.add(kind_mark(kind))
    if not is_name:
        found.add(year_mark(year))
    if document.section is not None:
        found.add(section_mark(document.section))
    found.update(name_mark(name, key) for name, key in document.names)
    return sorted(found), spelt.words


def _forms(spellings: Iterable[str], language: str) -> Iterable[str]:
    fold = folding_of(language)
    for spelling in spellings:
        yield from fold(spelling).all_forms
