"""Digits of one family, and of the edition's."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding
from editions.lint.letters import is_latin
from editions.lint.run import Run
from editions.scripts.digits import FAMILIES, SEPARATORS, to_digits, to_latin

_ALL = "".join(FAMILIES.values())
_NUMBER = re.compile(rf"[{_ALL}]+(?:[.,٫٬][{_ALL}]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


def families_of(text: str) -> set[str]:
    return {name for name, digits in FAMILIES.items() if not set(digits).isdisjoint(text)}


def wrong_digits(run: Run, facts: Facts) -> Iterator[Finding]:
    """Numbers in digits that are not the edition's, and such of two families in one number.

    European digits beside a Latin word (A4, Windows 11) belong to it.
    """
    if not (facts.is_arabic_script or facts.is_latin):
        return
    text = run.free
    for match in _NUMBER.finditer(text):
        found = families_of(match[0])
        if found == {facts.digits}:
            continue
        if len(found) > 1:
            yield Finding("digits", match.start(), match.end(), "digits-mixed", written_in(match[0], facts.digits))
        elif found != {"latn"} or not _belongs_to_latin(text, match):
            yield Finding("digits", match.start(), match.end(), "digits-family", written_in(match[0], facts.digits))


def _belongs_to_latin(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 2]
    return is_latin(before.rstrip(" -–")[-1:]) or is_latin(after.lstrip(" -–")[:1])


def written_in(number: str, family: str) -> str:
    """The number in digits of `family`; its separators follow where it is plain which is which."""
    latin = to_latin(number).replace("٫", ".").replace("٬", ",")
    if family == "latn":
        return latin
    if _GROUPED.fullmatch(latin) or _DECIMAL.fullmatch(latin):
        decimal, thousands = SEPARATORS[family]
        latin = latin.replace(",", thousands).replace(".", decimal)
    return to_digits(latin, family)
