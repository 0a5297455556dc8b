"""All rules over all blocks."""

from collections.abc import Callable, Iterable, Iterator

from editions.lint.albanian import missing_diacritics
from editions.lint.controls import direction_controls, direction_marks, hidden_characters
from editions.lint.digits import wrong_digits
from editions.lint.finding import Facts, Finding, Severity
from editions.lint.foreign import unmarked_runs
from editions.lint.house import HouseWords, house_findings
from editions.lint.joiners import apart, doubled_joiners, half_spaces, joined, stray_joiners
from editions.lint.punctuation import arabic_signs, doubled_spaces, latin_signs, quotes, space_before_sign
from editions.lint.repeats import doubled_words
from editions.lint.run import Run
from editions.lint.spelling import foreign_letters, tatweel

Rule = Callable[[Run, Facts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    direction_controls,
    direction_marks,
    hidden_characters,
    foreign_letters,
    half_spaces,
    doubled_joiners,
    stray_joiners,
    apart,
    joined,
    tatweel,
    latin_signs,
    arabic_signs,
    space_before_sign,
    doubled_spaces,
    quotes,
    wrong_digits,
    unmarked_runs,
    missing_diacritics,
    doubled_words,
)
_ORDER = {Severity.ERROR: 0, Severity.MISTAKE: 1, Severity.ADVICE: 2}


def lint(run: Run, facts: Facts, house: Iterable[HouseWords] = (), slow: set[int] | None = None) -> list[Finding]:
    """What the rules, and those of the house, find in one block: in the order of the text, the graver first.

    `slow` carries from block to block which rules of the house take too long (`house_findings`).
    """
    found = {finding for rule in RULES for finding in rule(run, facts)}
    found.update(house_findings(run, house, slow))
    return sorted(found, key=lambda one: (one.start, _ORDER[one.severity], one.end, one.rule))


def lint_all(runs: Iterable[Run], facts: Facts, house: Iterable[HouseWords] = ()) -> list[list[Finding]]:
    """The findings of each block of a text."""
    house, slow = list(house), set[int]()
    return [lint(run, facts, house, slow) for run in runs]
