"""Signs of the other script, spaces where none belong, quotation marks."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.letters import OPAQUE, is_arabic, is_latin
from editions.lint.run import Run

_TO_ARABIC = {",": "،", ";": "؛", "?": "؟"}
_TO_LATIN = {"،": ",", "؛": ";", "؟": "?"}
_SPACE_BEFORE = re.compile(
    rf"(?<=[^\s{OPAQUE}.])[ \u00a0\u202f]+([،؛؟,;:.!?])(?=[\s»”’\"')\]]|$)(?!(?:\s?\.)+)", re.MULTILINE
)
# On the wrong side of an Arabic sign, which has a letter right after it.
_SPACE_ASTRAY = re.compile(rf"(?<=[^\s{OPAQUE}.])[ \u00a0\u202f]+([،؛؟])(?=[^\W\d_])")
_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_STRAIGHT = re.compile('"')
# Opening and closing; languages that are not named keep what is typed.
QUOTES = {"en": "“”", "sq": "„”", "fa": "«»", "ar": "«»", "de": "„“", "fr": "«»", "tr": "“”", "es": "«»", "it": "«»"}
_CURLY = {"fa": {"“": "«", "”": "»", "„": "«"}, "ar": {"“": "«", "”": "»", "„": "«"}}


def _beside(text: str, at: int, step: int) -> str:
    """The nearest letter, digit or opaque place from `at`, within the line; "" where there is none."""
    at += step
    while 0 <= at < len(text) and text[at] != "\n":
        if text[at] == OPAQUE or text[at].isalnum():
            return text[at]
        at += step
    return ""


def latin_signs(run: Run, facts: Facts) -> Iterator[Finding]:
    """Latin , ; ? in a text of Arabic script. Between Latin words, and in numbers, they are right."""
    if not facts.is_arabic_script:
        return
    text = run.free
    for match in re.finditer("[,;?]", text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if match[0] == "," and before.isdigit() and after.isdigit():
            if is_arabic(before):
                yield Finding("signs", at - 1, at + 2, "thousands", f"{before}٬{after}")
            continue
        if is_arabic(_beside(text, at, -1)) or is_arabic(_beside(text, at, 1)):
            yield Finding("signs", at, at + 1, "signs-latin", _TO_ARABIC[match[0]])


def arabic_signs(run: Run, facts: Facts) -> Iterator[Finding]:
    """Arabic ، ؛ ؟ in a text of Latin letters, unless they stand within Arabic words."""
    if not facts.is_latin:
        return
    text = run.free
    for match in re.finditer("[،؛؟]", text):
        before, after = _beside(text, match.start(), -1), _beside(text, match.start(), 1)
        if is_latin(before) or is_latin(after):
            yield Finding("signs", match.start(), match.end(), "signs-arabic", _TO_LATIN[match[0]])


def space_before_sign(run: Run, facts: Facts) -> Iterator[Finding]:
    """A space before a comma or a full stop; French has its own rules and is left alone."""
    if facts.base == "fr":
        return
    for match in _SPACE_BEFORE.finditer(run.free):
        yield Finding("space-before", match.start(), match.end(), "space-before", match[1])
    for match in _SPACE_ASTRAY.finditer(run.free):
        yield Finding("space-before", match.start(), match.end(), "space-before", f"{match[1]} ")


def doubled_spaces(run: Run, facts: Facts) -> Iterator[Finding]:
    for match in _SPACES.finditer(run.free):
        yield Finding("spaces", match.start(), match.end(), "spaces", " ")


def quotes(run: Run, facts: Facts) -> Iterator[Finding]:
    """Straight quotation marks, and those of another language: advice, one a mark, so that marks within stay."""
    own = QUOTES.get(facts.base)
    if not own:
        return
    text = run.free
    is_open = False
    for match in _STRAIGHT.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.isdigit() and not is_open:
            continue  # Inches.
        is_open = not is_open
        yield Finding(
            "quotes", match.start(), match.end(), "quotes", own[0] if is_open else own[1], Severity.ADVICE
        )  # fmt: skip
    for match in re.finditer("[“”„]", text):
        if told := _other_quotes(facts.base, text, match):
            yield Finding("quotes", match.start(), match.end(), "quotes", told, Severity.ADVICE)


def _other_quotes(base: str, text: str, match: re.Match[str]) -> str:
    """What stands for a typographic mark that another language uses; "" where it is right."""
    if base in _CURLY:
        return _CURLY[base][match[0]]
    # Albanian opens low. The same high sign closes in German: only at the start of a word it is wrong here.
    begins = not text[match.start() - 1 : match.start()].strip(" (—–-\n") if match.start() else True
    return "„" if base == "sq" and match[0] == "“" and begins else ""
