"""The half-space of Persian (ZWNJ): missing, doubled, astray, or something else in its place."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.letters import ARABIC, ARABIC_WORD, LRM, MARKS, NO_WORD_AFTER, NO_WORD_BEFORE, RLM, ZWNJ
from editions.lint.persian import ADJECTIVES, NOT_JOINED, NOT_PLURAL, SHORT, VERBS
from editions.lint.run import Run

# What keyboards and old programs put for it: direction marks, zero-width space, soft hyphen, "not" sign.
_INSTEAD = re.compile(rf"(?<=[{ARABIC}{MARKS}])(?:[{LRM}{RLM}\u200b\u00ad]+|¬)(?=[{ARABIC}])")
_DOUBLED = re.compile(f"{ZWNJ}{{2,}}")
_STRAY = re.compile(rf"(?<![^\s.,;:!?،؛؟…(\[«]){ZWNJ}+|{ZWNJ}+(?![^\s.,;:!?،؛؟…)\]»])")

_LETTER = f"[{ARABIC}]"
_MI = re.compile(rf"{NO_WORD_BEFORE}(ن?می) ({_LETTER}{{2,}}){NO_WORD_AFTER}")
_HA = re.compile(
    rf"{NO_WORD_BEFORE}([{ARABIC}{MARKS}{ZWNJ}]{{2,}}) (ها(?:یی|یم|یت|یش|یشان|یمان|یتان|ی)?){NO_WORD_AFTER}"
)
_TAR = re.compile(rf"{NO_WORD_BEFORE}([{ARABIC}{MARKS}{ZWNJ}]{{2,}}) (تر(?:ین(?:ها)?|ی)?){NO_WORD_AFTER}")
_ENDING = re.compile(rf"{NO_WORD_BEFORE}([{ARABIC}{MARKS}{ZWNJ}]{{2,}}ه) (اند|ام|ای|ایم|اید|اش){NO_WORD_AFTER}")

_JOINED_MI = re.compile(r"(ن?می)(.+)")
# Letters that join to what follows; after the others a half-space is not seen.
_JOINED_HA = re.compile(r"(.+[بپتثجچحخسشصضطظعغفقکگلمنهی])(ها(?:یی|یم|یت|یش|یشان|یمان|یتان|ی)?)")
_JOINED_TAR = re.compile(r"(.+[بپتثجچحخسشصضطظعغفقکگلمنهی])(تر(?:ین)?)")


def half_spaces(run: Run, facts: Facts) -> Iterator[Finding]:
    """Another invisible sign between two letters, where a half-space is meant."""
    if facts.base != "fa":
        return
    done = -1
    for match in _INSTEAD.finditer(run.free):
        if match.start() < done:
            continue
        start, done = run.around(match.start(), match.end())
        yield Finding("half-space", start, done, "half-space-instead", _INSTEAD.sub(ZWNJ, run.text[start:done]))


def doubled_joiners(run: Run, facts: Facts) -> Iterator[Finding]:
    if not _joins(facts):
        return
    done = -1
    for match in _DOUBLED.finditer(run.free):
        if match.start() < done or _STRAY.match(run.free, match.start()):
            continue
        start, done = run.around(match.start(), match.end())
        yield Finding("half-space", start, done, "half-space-doubled", _DOUBLED.sub(ZWNJ, run.text[start:done]))


def stray_joiners(run: Run, facts: Facts) -> Iterator[Finding]:
    """A half-space beside a space or a sign, or at an edge."""
    if not _joins(facts):
        return
    text = run.free
    for match in _STRAY.finditer(text):
        start, end = run.around(match.start(), match.end())
        if start == match.start() and end == match.end():
            # Alone between spaces: it goes with one of them.
            end += text[end : end + 1] == " "
            yield Finding("half-space", start, end, "half-space-stray", "")
            continue
        told = run.text[start : match.start()] + run.text[match.end() : end]
        yield Finding("half-space", start, end, "half-space-stray", told)


def _joins(facts: Facts) -> bool:
    return facts.is_arabic_script and facts.base != "ar"


def apart(run: Run, facts: Facts) -> Iterator[Finding]:
    """A space where a half-space belongs: می روم, کتاب ها, بزرگ تر, رفته اند."""
    if facts.base != "fa":
        return
    text = run.free
    for match in _MI.finditer(text):
        if match[2] in VERBS:
            yield _mended(match, "half-space-mi")
    for match in _HA.finditer(text):
        yield _mended(match, "half-space-ha")
    for match in _TAR.finditer(text):
        if match[2].startswith("ترین") or match[1] in ADJECTIVES:
            yield _mended(match, "half-space-tar")
    for match in _ENDING.finditer(text):
        if match[1] not in SHORT and len(match[1]) > 2:
            yield _mended(match, "half-space-ending")


def _mended(match: re.Match[str], key: str) -> Finding:
    return Finding("half-space", match.start(), match.end(), key, f"{match[1]}{ZWNJ}{match[2]}")


def joined(run: Run, facts: Facts) -> Iterator[Finding]:
    """Written on without one: میروم is wrong; کتابها and بزرگتر are an older way of writing, so that is advice."""
    if facts.base != "fa":
        return
    for word in ARABIC_WORD.finditer(run.free):
        if found := _joined(word[0]):
            told, key, severity = found
            yield Finding("half-space", word.start(), word.end(), key, told, severity)


def _joined(word: str) -> tuple[str, str, Severity] | None:
    if (match := _JOINED_MI.fullmatch(word)) and match[2] in VERBS and word not in NOT_JOINED:
        return f"{match[1]}{ZWNJ}{match[2]}", "half-space-mi", Severity.MISTAKE
    if (match := _JOINED_HA.fullmatch(word)) and match[1] + "ها" not in NOT_PLURAL and len(match[1]) > 1:
        return f"{match[1]}{ZWNJ}{match[2]}", "half-space-ha", Severity.ADVICE
    if (match := _JOINED_TAR.fullmatch(word)) and match[1] in ADJECTIVES and match[1] not in {"بیش", "کم"}:
        return f"{match[1]}{ZWNJ}{match[2]}", "half-space-tar", Severity.ADVICE
    return None
