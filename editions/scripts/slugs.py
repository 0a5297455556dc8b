"""Addresses in the script's own letters."""

import re
import unicodedata

from editions.scripts.digits import to_latin

MAX_CHARACTERS = 80
_HARAKAT = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_JOINERS = re.compile("[\u200c\u200d]")
# Casefolding makes "i" with a dot above of the Turkish capital İ.
_DOT_ABOVE = re.compile("(?<=i)\u0307")


def slugify(text: str, *, max_characters: int = MAX_CHARACTERS) -> str:
    """A slug of at most `max_characters` characters: letters and digits of any script, joined by single hyphens.

    Vowel marks and tatweel are dropped, ZWNJ becomes a hyphen, digits become European (addresses are typed),
    and the end is cut at a word where one is near.
    """
    text = _DOT_ABOVE.sub("", unicodedata.normalize("NFC", to_latin(text)).casefold())
    text = _HARAKAT.sub("", _JOINERS.sub("-", text))
    # Apostrophes join (don't -> dont); everything else that is no letter, mark or digit separates.
    text = re.sub("['’ʼ]", "", text)
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    slug = re.sub("-+", "-", kept).strip("-")
    if len(slug) <= max_characters:
        return slug
    cut = slug[:max_characters]
    whole_words, _, rest = cut.rpartition("-")
    return (whole_words if len(rest) < 20 and whole_words else cut).strip("-")


def is_slug(text: str) -> bool:
    """Whether `text` can stand as one in an address as it is."""
    return bool(text) and text == slugify(text, max_characters=len(text))
