"""Characters that cannot be seen and act on what can: directions, joiners, breaks."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.letters import ALM, ARABIC, LATIN, LRM, MARKS, RLM, ZWNJ
from editions.lint.run import Run

# Embeddings, overrides and isolates (CVE-2021-42574): the page isolates by itself, and nothing else needs them.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]+")
_MARKS = re.compile(f"[{LRM}{RLM}{ALM}]+")
_HIDDEN = re.compile("[\u200b\u2060-\u2064\ufeff\u00ad]+")
_RTL_LETTER = re.compile(f"[{ARABIC}{MARKS}\u0590-\u05ff]")
_LTR_LETTER = re.compile(f"[{LATIN}]")


def direction_controls(run: Run, facts: Facts) -> Iterator[Finding]:
    """Controls that make a text read otherwise than it is stored: wherever they stand, in code and quotations too."""
    for match in _DIRECTIONS.finditer(run.text):
        start, end = run.around(match.start(), match.end())
        told = _DIRECTIONS.sub("", run.text[start:end])
        yield Finding("direction-controls", start, end, "direction-controls", told, Severity.ERROR)


def direction_marks(run: Run, facts: Facts) -> Iterator[Finding]:
    """LRM, RLM and ALM where they do nothing: doubled, at an edge, between two letters of one direction."""
    text = run.free
    for match in _MARKS.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if facts.base == "fa" and _RTL_LETTER.match(before) and _RTL_LETTER.match(after):
            continue  # Meant as a half-space: joiners.py says so, and what to put there.
        if len(match[0]) > 1:
            yield _without(run, match, "direction-marks-doubled")
        elif not before or (before.isspace() and not after.strip()) or _both(before, after):
            yield _without(run, match, "direction-marks-stray")


def _both(before: str, after: str) -> bool:
    return any(letter.match(before) and letter.match(after) for letter in (_RTL_LETTER, _LTR_LETTER))


def hidden_characters(run: Run, facts: Facts) -> Iterator[Finding]:
    """Zero-width spaces, soft hyphens and the like; and ZWNJ in a language that does not know it."""
    text = run.free
    for match in _HIDDEN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if facts.base == "fa" and _RTL_LETTER.match(before) and _RTL_LETTER.match(after):
            continue
        yield _without(run, match, "hidden-characters")
    if not facts.is_arabic_script or facts.base == "ar":
        for match in re.finditer(f"{ZWNJ}+", text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            # Persian words in a text of Latin letters keep theirs.
            if facts.is_arabic_script or not (_RTL_LETTER.match(before) and _RTL_LETTER.match(after)):
                yield _without(run, match, "joiner-foreign")


def _without(run: Run, match: re.Match[str], key: str) -> Finding:
    start, end = run.around(match.start(), match.end())
    told = run.text[start : match.start()] + run.text[match.end() : end]
    # A doubled mark may be wanted once.
    if key == "direction-marks-doubled":
        told = run.text[start : match.start()] + match[0][0] + run.text[match.end() : end]
    return Finding("direction-marks" if key.startswith("direction") else "hidden-characters", start, end, key, told)
