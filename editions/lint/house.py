"""Rules of the house: words that are not to be written, applied as the language's own rules are.

A pattern is somebody's, and a regular expression can be made to run for hours (CWE-1333). Python's engine cannot be
stopped, so three things keep it short: `check_pattern` refuses one that has a repeat within a repeat or that is slow
on texts made to trouble it, blocks are cut at `MAX_CHARACTERS`, and one that takes its time all the same is left out of
the rest of the check.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from editions.lint.finding import Finding, Severity
from editions.lint.letters import ZWNJ
from editions.lint.run import Run

MAX_CHARACTERS = 5_000
# Seconds one rule may take for one block before it is left out; what a pattern may take of the processor when saved.
MAX_SECONDS = 0.1
TRIAL_SECONDS = 0.4
# Long enough that what takes the cube of it is too slow, and what takes the square, as `\w+ing` does, is not.
TRIAL_CHARACTERS = 1_000
_HOLD_OUT = 20


@dataclass(frozen=True)
class HouseWords:
    """What not to write, what to write, and why. `number` tells rules apart."""

    pattern: str
    replacement: str = ""
    message: str = ""
    is_regex: bool = False
    number: int = 0


class UnsafePatternError(ValueError):
    """A pattern that might run for ever."""


def house_findings(run: Run, house: Iterable[HouseWords], slow: set[int] | None = None) -> Iterator[Finding]:
    """What the rules of the house find.

    Args:
        slow: numbers of rules to be left out; those that prove slow are added.
    """
    text = run.free[:MAX_CHARACTERS]
    slow = set() if slow is None else slow
    for words in house:
        if words.number in slow:
            continue
        began = time.monotonic()
        yield from _applied(words, text)
        if time.monotonic() - began > MAX_SECONDS:
            slow.add(words.number)


def _applied(words: HouseWords, text: str) -> Iterator[Finding]:
    pattern = compiled(words.pattern, words.is_regex)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        if match.start() == match.end():
            continue
        told = replaced(words, match)
        if told == match[0]:
            continue
        yield Finding(
            f"house-{words.number}", match.start(), match.end(), "house", told, Severity.MISTAKE, note=words.message
        )  # fmt: skip


@cache
def compiled(pattern: str, is_regex: bool) -> re.Pattern[str] | None:
    """The pattern ready for use; None for one that is none. Plain words are whole words, and without a capital of
    their own they are found with one too."""
    if is_regex:
        try:
            return re.compile(pattern)
        except re.error:
            return None
    words = r"\s+".join(re.escape(word) for word in pattern.split())
    if not words:
        return None
    before = rf"(?<![\w{ZWNJ}])" if pattern[:1].isalnum() else ""
    after = rf"(?![\w{ZWNJ}])" if pattern[-1:].isalnum() else ""
    return re.compile(before + words + after, re.IGNORECASE if pattern == pattern.lower() else 0)


def replaced(words: HouseWords, match: re.Match[str]) -> str | None:
    """What should stand there; None where the rule only warns."""
    if not words.replacement:
        return None
    if words.is_regex:
        try:
            return match.expand(words.replacement)
        except (re.error, IndexError):
            return None
    has_capital = match[0][0].isupper() and words.pattern == words.pattern.lower()
    return words.replacement[0].upper() + words.replacement[1:] if has_capital else words.replacement


def check_pattern(pattern: str) -> None:
    """Refuse a regular expression that can run for ever.

    Raises:
        UnsafePatternError: it repeats what repeats, or was slow on a text made to trouble it.
        re.error: it is no regular expression.
    """
    if _repeats_repeats(re._parser.parse(pattern)):  # type: ignore[attr-defined]
        raise UnsafePatternError
    if _is_slow(pattern):
        raise UnsafePatternError


def _repeats_repeats(parsed: Any, within: bool = False) -> bool:
    """Whether a repeat of many stands within another: the shape of nearly all expressions that run for ever."""
    for name, value in parsed:
        many = within
        if str(name) in {"MAX_REPEAT", "MIN_REPEAT"}:
            if within and value[1] > _HOLD_OUT:
                return True
            many = within or value[1] > _HOLD_OUT
        if any(_repeats_repeats(part, many) for part in _parts(value)):
            return True
    return False


def _parts(value: Any) -> Iterator[Any]:
    """The expressions that an element of a parsed one is made of."""
    for part in value if isinstance(value, tuple | list) else ():
        if isinstance(part, re._parser.SubPattern):  # type: ignore[attr-defined]
            yield part
        elif isinstance(part, list):
            yield from (one for one in part if isinstance(one, re._parser.SubPattern))  # type: ignore[attr-defined]


# Runs apart, since the engine holds the interpreter while it matches: the system ends it when its time is used up.
_TRIAL = """
import json, re, signal, sys
pattern, texts, seconds = json.load(sys.stdin)
found = re.compile(pattern)
if hasattr(signal, "setitimer"):
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
for text in texts:
    for match in found.finditer(text):
        pass
"""


def _is_slow(pattern: str) -> bool:
    texts = list(_troublesome(pattern))
    try:
        subprocess.run(  # noqa: S603 - our own program; the pattern is data on its input
            [sys.executable, "-I", "-S", "-c", _TRIAL],
            input=json.dumps([pattern, texts, TRIAL_SECONDS]).encode(),
            timeout=20,
            check=True,
            capture_output=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    except subprocess.CalledProcessError:
        return True
    except OSError:
        # No interpreter of its own can be started here; the shape of the expression has been looked at.
        return False
    return False


def _troublesome(pattern: str) -> Iterator[str]:
    """Texts of much the same, ending in something else: a careless pattern tries every way to divide them."""
    signs = dict.fromkeys(["a", "1", " ", "ا", *(sign for sign in pattern if sign.isalnum() or sign in " -_.,")])
    for sign in list(signs)[:24]:
        yield sign * TRIAL_CHARACTERS + "!"
    letters = "".join(sign for sign in signs if sign.isalpha())[:12]
    for piece in ("ab", "a ", "1,", letters, letters + " "):
        yield (piece * TRIAL_CHARACTERS)[:TRIAL_CHARACTERS] + "!"
