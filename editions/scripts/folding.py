"""Words as a reader means them, whatever their spelling: the one folding of the search index and of its queries.

Every word is given by its *forms*: spellings reduced to letters without marks, of which any one means it. Two words
meet where they share a form. A compound (joined by ZWNJ, a hyphen or an apostrophe) also meets its parts written
apart: ZWNJ counts as a space and as nothing. Texts are never changed: a word knows where it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from editions.scripts.digits import to_latin

# Raised with every change of what words fold to: an index of another version is built anew.
VERSION = 1
# Longer runs are no words; they are cut, in texts and queries alike.
LONGEST = 60

ZWNJ = "\u200c"
# Vowel signs and other marks of Arabic script and of Hebrew, accents of Latin letters.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
# Tatweel, joiner, marks of direction, soft hyphen, modifier apostrophe: seen or not, they spell nothing.
_SILENT = "\u0640\u200d\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u00ad\ufeff\u02bc"
_JOINER = rf"{ZWNJ}'\u2019\u2010\u2011\-"
# Letters' dependent signs in scripts whose vowels are marks: they belong to the word.
_SIGNS = "\u0900-\u0963\u0970-\u0e4e\u0e50-\u109f"
_LETTER = rf"(?:[^\W_]|[{_SIGNS}])"

_WORD = re.compile(
    rf"{_LETTER}(?:{_LETTER}|[{_MARKS}{_SILENT}]|[{_JOINER}]+(?={_LETTER})|(?<=\d)[,٬](?=\d\d\d(?!\d)))*"
)
_JOINERS = re.compile(f"[{_JOINER},٬]+")
_GROUPED = re.compile("[,٬]")
_UNSEEN = re.compile("[\u200b\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f]")
_BETWEEN = re.compile("['\u2019\u2010\u2011-]")
_IGNORED = re.compile(f"[{_MARKS}{_SILENT}]")

# Letters of Arabic script that are one letter in several traditions, and Latin letters that do not decompose.
_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ۍ": "ی", "ې": "ی", "ے": "ی",
        "ك": "ک", "ڪ": "ک", "ګ": "گ",
        "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
        "ٱ": "ا", "ء": "",
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ħ": "h",
    }
)  # fmt: skip

# The Arabic article, alone and with what is written together with it. Written with hamza (ألوان) it is no article.
_ARTICLE = re.compile("[اٱ]ل(?=..)|[وف]?[بكک][اٱ]ل(?=...)|[وف][اٱ]ل(?=...)|[وف]?لل(?=...)")
_NO_ARTICLE = re.compile("والد|فالح|بالغ|بالون|كالسي|الله")

# Persian endings: of the plural with what may follow it, of possession, comparison and indefiniteness.
_PLURAL = "ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|م|ت|ش|مان|تان|شان)?"
_PLURAL_END = re.compile(f"(?<=...){_PLURAL}$")
_NO_PLURAL = frozenset({"انتها", "منتها", "اشتها", "بانتها"})
_TAIL = re.compile(f"{_PLURAL}|ی|ای|ام|ات|اش|مان|تان|شان|اند|ایم|اید|تر|تری|ترین|را")
# Written apart though they belong together: "کتاب ها", "می روم".
_APART = re.compile(
    "(?<=[^\\W\\d_]) (?=ها(?:[یي](?:[یي]|م|ت|ش|مان|تان|شان)?)?(?![\\w\u200c]))"
    "|(?<=\\bم[یي]) (?=[^\\W\\d_])|(?<=\\bنم[یي]) (?=[^\\W\\d_])"
)

# English words in -s that are no plurals.
_NO_ENGLISH_PLURAL = frozenset("news series species always perhaps lens does means besides afterwards towards".split())


class Word(NamedTuple):
    """A word of a text, at `text[start:end]`.

    Any of `forms` means it; so do all of `parts` together, each by one of its forms (empty where it is no compound).
    """

    start: int
    end: int
    forms: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


class Folded(NamedTuple):
    """What a spelling folds to: see Word."""

    forms: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def all_forms(self) -> Iterator[str]:
        """What an index keeps of it."""
        yield from self.forms
        for part in self.parts:
            yield from part


@cache
def family_of(language: str) -> str:
    """Whose rules a language's words follow: those of "ar", "fa", "en", or the letters' alone ("")."""
    base = language.partition("-")[0].lower()
    return {"ar": "ar", "fa": "fa", "prs": "fa", "en": "en"}.get(base, "")


def joined(text: str, language: str) -> str:
    """`text`, of the same length, with Persian endings and prefixes that stand apart joined by ZWNJ."""
    return _APART.sub(ZWNJ, text) if family_of(language) == "fa" else text


def spellings_of(text: str, language: str) -> list[str]:
    """The words of a text as they are spelled, in their order, to be given to `fold`."""
    return _WORD.findall(joined(text, language))


def words_of(text: str, language: str) -> Iterator[Word]:
    """The words of a text with their places; what folds to nothing (a lone hamza) is none."""
    for found in _WORD.finditer(joined(text, language)):
        folded = fold(found[0], language)
        if folded.forms:
            yield Word(found.start(), found.end(), *folded)


def fold(spelling: str, language: str) -> Folded:
    """What one word of `spellings_of` means."""
    return _fold(spelling, family=family_of(language))


def folding_of(language: str) -> Callable[[str], Folded]:
    """`fold` of one language, for those who fold many words."""
    return partial(_fold, family=family_of(language))


@lru_cache(maxsize=65_536)
def _fold(spelling: str, family: str) -> Folded:
    pieces = [piece for piece in _JOINERS.split(spelling) if piece]
    forms = list(_forms("".join(pieces), family))
    if len(pieces) == 1 or _GROUPED.search(spelling):
        return Folded(tuple(forms), ())
    while len(pieces) > 1 and _is_ending(pieces[-1], family):
        pieces.pop()
    if len(pieces) == 1:
        forms += _forms(pieces[0], family)
        return Folded(tuple(dict.fromkeys(forms)), ())
    parts = tuple(found for piece in pieces if (found := _forms(piece, family)))
    return Folded(tuple(dict.fromkeys(forms)), parts)


def _is_ending(piece: str, family: str) -> bool:
    if family == "fa":
        return _TAIL.fullmatch(_letters(_simple(piece))) is not None
    return piece in {"s", "S"}


def _forms(text: str, family: str) -> tuple[str, ...]:
    """The forms of a word without joiners, the fullest first."""
    simple = _simple(text)
    plain = _letters(simple)
    if not plain:
        return ()
    if family == "ar" and (article := _ARTICLE.match(simple)) and not _NO_ARTICLE.match(simple):
        rest = _letters(simple[article.end() :])
    elif family == "fa" and plain not in _NO_PLURAL:
        rest = _PLURAL_END.sub("", plain)
    elif family == "en":
        rest = _singular(plain)
    else:
        rest = plain
    return (plain,) if rest in {plain, ""} else (plain, rest)


def _simple(text: str) -> str:
    """One case, no presentation forms, vowel marks or tatweel; letters with hamza are still what they were."""
    if text.isascii():
        return text.lower()[:LONGEST]
    return unicodedata.normalize("NFC", _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold()))[:LONGEST]


def _letters(simple: str) -> str:
    """Letters alone: without hamza and accents, one of those that stand for each other, European digits."""
    if simple.isascii():
        return simple
    bare = _IGNORED.sub("", unicodedata.normalize("NFD", simple))
    return to_latin(unicodedata.normalize("NFC", bare).translate(_LETTERS))


def _singular(plain: str) -> str:
    """An English plural's singular, by its last letters (after Harman's S stemmer); other words as they are."""
    if len(plain) < 4 or not plain.endswith("s") or plain in _NO_ENGLISH_PLURAL or plain.endswith(("ss", "us", "is")):
        return plain
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return plain[:-2]
    return plain[:-1]


@cache
def _spelled() -> dict[str, str]:
    """The letters that fold to one, by that one."""
    found: dict[str, str] = {}
    for start, end in ((0x30, 0x5B), (0x61, 0x7B), (0xC0, 0x250), (0x1E00, 0x1F00), (0x600, 0x700), (0xFB50, 0xFF00)):
        for sign in map(chr, range(start, end)):
            if len(plain := _letters(_simple(sign))) == 1:
                found[plain] = found.get(plain, "") + sign
    return found


@lru_cache(maxsize=4096)
def pattern_of(form: str, *, is_plain: bool = False) -> str:
    """A regular expression for nearly all spellings that have this form, or words that begin with it.

    For looking into long texts quickly: what it finds is to be folded all the same, and what it does not find may be
    there, with letters that fold to several (ß) or with joiners written apart.

    Args:
        is_plain: only those of western European letters, or without vowel signs; it is made in a tenth of the time.
    """
    spelled = _spelled()
    if is_plain:
        last = "\u00ff" if form.isascii() else "\uffff"
        return "".join(
            f"[{re.escape(''.join(one for one in spelled.get(sign, sign) if one <= last))}]" for sign in form
        )
    between = f"[{_MARKS}{_SILENT}{_JOINER}ء]*"
    return between.join(f"[{re.escape(spelled.get(sign, sign))}]" for sign in form)


def plain(text: str) -> str:
    """The words of a text, each in its fullest form, joined by single spaces: to compare texts in any language.

    What a hyphen or an apostrophe joins are words of their own; what is put between letters unseen is not there.
    """
    seen = _UNSEEN.sub("", _BETWEEN.sub(" ", text))
    folded = (fold(spelling, "") for spelling in spellings_of(seen, ""))
    return " ".join(one.forms[0] for one in folded if one.forms)


def exact(text: str) -> str:
    """The spelling of a text for comparing quoted phrases: case and white space apart it is the reader's own."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
