"""Runs in another script that nobody has said the language of."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.letters import ARABIC, ARABIC_DIGITS, LATIN, MARKS, ZWNJ
from editions.lint.run import Run

_LATIN_WORD = rf"[{LATIN}][{LATIN}0-9’'-]*"
_ARABIC_WORD = rf"[{ARABIC}][{ARABIC}{MARKS}{ZWNJ}]*"
_LATIN_RUN = re.compile(rf"{_LATIN_WORD}\.?(?:[ ,:&/–-]+(?:{_LATIN_WORD}|[0-9]+)\.?)*(?:[ ,:&/–-]+{_LATIN_WORD})")
_ARABIC_RUN = re.compile(
    rf"{_ARABIC_WORD}(?:[ ،:؛–-]+(?:{_ARABIC_WORD}|[{ARABIC_DIGITS}]+))*(?:[ ،:؛–-]+{_ARABIC_WORD})"
)
_PERSIAN_ONLY = re.compile("[پچژگیک]")


def unmarked_runs(run: Run, facts: Facts) -> Iterator[Finding]:
    """Two or more words in another script without a language: a screen reader would read them in this one (WCAG 3.1.2).

    A single word is taken for a name.
    """
    if run.is_plain:
        return
    if facts.is_arabic_script:
        for match in _LATIN_RUN.finditer(run.free):
            yield _found(match, "en")
    elif facts.is_latin:
        for match in _ARABIC_RUN.finditer(run.free):
            yield _found(match, "fa" if _PERSIAN_ONLY.search(match[0]) else "ar")


def _found(match: re.Match[str], language: str) -> Finding:
    return Finding("foreign", match.start(), match.end(), "foreign", None, Severity.ADVICE, language)
