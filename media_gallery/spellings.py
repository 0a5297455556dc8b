"""One word in the spellings in which it may have been typed, and words made comparable."""

import re
import unicodedata

from editions.scripts.controls import one_line
from editions.scripts.digits import to_latin

# Keyboards of Arabic and of Persian have their own yeh and kaf for what looks the same in most places of a word.
_ARABIC, _PERSIAN = "يك", "یک"
_TO_PERSIAN = str.maketrans(_ARABIC + "ى", _PERSIAN + "ی")
_TO_ARABIC = str.maketrans(_PERSIAN, _ARABIC)
# Vowel marks and tatweel, which some write and some do not.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ZWNJ = "\u200c"


def spellings(word: str) -> list[str]:
    """The spellings of a word to look for: as typed, with the other yeh and kaf, in small and large letters.

    SQLite compares without case in ASCII only: Ë and ë differ for it.
    """
    found = [word, word.translate(_TO_PERSIAN), word.translate(_TO_ARABIC)]
    if not word.isascii():
        found += [word.lower(), word.upper(), word.capitalize()]
    return list(dict.fromkeys(found))


def comparable(words: str) -> str:
    """What two spellings of the same have in common: case, digits, yeh and kaf, vowel marks and ZWNJ made one."""
    plain = unicodedata.normalize("NFKC", to_latin(one_line(words))).casefold()
    return " ".join(_MARKS.sub("", plain).replace(_ZWNJ, " ").translate(_TO_PERSIAN).split())
