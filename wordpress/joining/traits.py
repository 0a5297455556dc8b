"""What two articles in different languages have in common although no word of theirs is the same.

Numbers stay numbers. Names keep their consonants: «سمرقند» and Samarkand are both `smrknd`, so words are compared by
those, of Latin letters only where they are written as names. Nothing here knows a language; what is common to many
articles is told from what is rare by counting.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from editions.richtext.plain import plain_text
from editions.scripts.digits import to_latin
from wordpress.files.addresses import key_of

LEAST_CONSONANTS = 4
# Of one article so many words are looked at; what an article is about stands at its beginning.
MOST_WORDS = 1500

_NUMBER = re.compile(r"\d+(?:[.,٬٫]\d+)*")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_GROUPING = re.compile(r"[,٬](?=\d{3}(?!\d))")
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}")
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]{4,}")
_LINK = re.compile(r"""href\s*=\s*["']([^"'<>]{1,2000})["']""", re.I)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']([^"'<>]{1,2000})["']""", re.I)
_VIDEO = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/|shorts/|v/)|youtu\.be/|vimeo\.com/(?:video/)?|aparat\.com/v/)"
    r"([A-Za-z0-9_-]{5,20})"
)
# What a plugin or a person adds to an address for each language: `-fa`, `-2`, `-english`.
_ENDING = re.compile(r"-(?:[a-z]{2}|\d{1,2}|english|arabic|persian|farsi|albanian|shqip)$")

_DIGRAPHS = (
    ("sch", "š"), ("tch", "č"), ("sh", "š"), ("ch", "č"), ("kh", "x"), ("gh", "k"), ("ph", "f"), ("zh", "ž"),
    ("xh", "j"), ("dh", "d"), ("th", "t"), ("ck", "k"), ("qu", "k"),
)  # fmt: skip
_LATIN = str.maketrans(
    {
        **dict.fromkeys("aeiouyvwëıœæ", ""), "ç": "č", "ş": "š", "ğ": "k", "p": "b", "q": "k", "g": "k", "c": "k",
        "đ": "d", "ß": "s", "ł": "l", "ñ": "n", "x": "x",
    }
)  # fmt: skip
_OF_ARABIC = {
    **dict.fromkeys("اأإآٱءئؤىیيوةےۀ", ""),
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "č", "ح": "h", "ه": "h",
    "خ": "x", "د": "d", "ذ": "z", "ز": "z", "ض": "z", "ظ": "z", "ژ": "ž", "ر": "r", "ش": "š", "ع": "", "غ": "k",
    "ق": "k", "ف": "f", "ک": "k", "ك": "k", "گ": "k", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
_CONSONANTS = frozenset("bdfhjklmnrstxzčšž")


def numbers_in(text: str) -> set[str]:
    """The numbers of two and more digits, as European digits without grouping."""
    found = (_GROUPING.sub("", number).replace("٫", ".") for number in _NUMBER.findall(to_latin(text)))
    return {number for number in found if len(number) > 1 and len(number) < 16}


def names_in(text: str) -> dict[str, str]:
    """Consonants -> word, of what may be names: words with a capital, and those of Arabic script, if long enough."""
    words = dict.fromkeys((*_NAME.findall(text), *_ARABIC.findall(text)))
    found: dict[str, str] = {}
    for word in words:
        consonants = consonants_of(word)
        if len(consonants) >= LEAST_CONSONANTS:
            found.setdefault(consonants, word)
    return found


@lru_cache(maxsize=200_000)
def consonants_of(word: str) -> str:
    """The consonants of a word in classes that Latin and Arabic letters share; doubled ones once."""
    if "\u0621" <= word[0] <= "\u06d3":
        letters = "".join(_OF_ARABIC.get(letter, "") for letter in word.removeprefix("ال"))
    else:
        plain = unicodedata.normalize("NFKD", word.casefold().replace("ç", "č").replace("ş", "š"))
        letters = "".join(unicodedata.normalize("NFC", plain))
        for pair, one in _DIGRAPHS:
            letters = letters.replace(pair, one)
        letters = letters.translate(_LATIN)
    kept = "".join(letter for letter in letters if letter in _CONSONANTS)
    # An h at the end is seldom heard, and written in one script only.
    return re.sub(r"(.)\1+", r"\1", kept).rstrip("h")


def text_of(title: str, body: str) -> str:
    """The words of an article that are looked at; addresses are none."""
    return " ".join(_ADDRESS.sub(" ", f"{title}\n{plain_text(body)}").split(" ")[:MOST_WORDS])


def videos_in(body: str) -> set[str]:
    """The videos elsewhere that a text shows or leads to, by their numbers there."""
    return set(_VIDEO.findall(body))


def links_in(body: str) -> Iterator[str]:
    """The addresses that a text leads to, as `address_key` spells them."""
    for address in dict.fromkeys(_LINK.findall(body)):
        if not address.startswith(("#", "mailto:", "tel:", "javascript:")):
            yield address_key(address.replace("&amp;", "&"))


def pictures_in(body: str) -> set[str]:
    return {key_of(address, is_folded=True) for address in _SOURCE.findall(body)}


def address_key(address: str) -> str:
    """An article's address, whatever its scheme, case, encoding and closing slash. Of queries only `?p=7` counts."""
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return address
    number = next((query[name][0] for name in ("p", "page_id") if name in query), "")
    path = key_of(address.partition("?")[0].partition("#")[0], is_folded=True).rstrip("/")
    return f"{path}?p={number}" if number else path


def slug_stem(slug: str) -> str:
    """An address's last part without what tells languages apart; empty where it says too little to go by."""
    stem = _ENDING.sub("", unicodedata.normalize("NFC", slug).casefold())
    has_letters = sum(letter.isalpha() for letter in stem) >= 6
    return stem if has_letters and (len(stem) >= 12 or "-" in stem) else ""
