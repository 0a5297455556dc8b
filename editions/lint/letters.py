"""Letters, marks and signs that several rules look for, as parts of regular expressions."""

import re

# Languages by script; whatever is in neither list is written in Latin letters.
ARABIC_SCRIPT = frozenset({"ar", "fa", "ckb", "ur", "ps", "ug", "sd", "azb", "prs"})
OTHER_SCRIPTS = frozenset("he yi ru uk be bg mk sr el hy ka am hi bn ta th zh ja ko".split())

ZWNJ, ZWJ, LRM, RLM, ALM = "\u200c", "\u200d", "\u200e", "\u200f", "\u061c"
TATWEEL = "\u0640"
# Stands in a run for what rules leave alone, and for what is no text.
OPAQUE = "\ufffc"

# Arabic letters of all languages, tatweel left out; vowel signs and other marks above and below them.
ARABIC = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
ARABIC_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"

# A word of any script: letters and digits, with marks and joiners within it.
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}\u0300-\u036f{ZWNJ}])*")
ARABIC_WORD = re.compile(rf"[{ARABIC}](?:[{ARABIC}{MARKS}{ZWNJ}])*")
# Nothing that belongs to the same word stands before, after.
NO_WORD_BEFORE = rf"(?<![{ARABIC}{MARKS}{ZWNJ}{TATWEEL}])"
NO_WORD_AFTER = rf"(?![{ARABIC}{MARKS}{ZWNJ}{TATWEEL}])"

_ARABIC_LETTER_OR_DIGIT = re.compile(f"[{ARABIC}{ARABIC_DIGITS}]")
_LATIN_LETTER = re.compile(f"[{LATIN}]")


def is_arabic(character: str) -> bool:
    """Whether it is an Arabic letter or digit."""
    return bool(_ARABIC_LETTER_OR_DIGIT.match(character))


def is_latin(character: str) -> bool:
    return bool(_LATIN_LETTER.match(character))
