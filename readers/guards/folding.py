"""Texts without the chances of their spelling, to be compared."""

import re
import unicodedata

from editions.scripts.digits import to_latin

# Letters that are one to a reader, whatever the keyboard.
_ALIKE = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ـ": None}
)


def fold(text: str) -> str:
    """Words in small letters joined by single spaces: no marks, no joiners, no signs, one spelling of each letter."""
    plain = unicodedata.normalize("NFKD", to_latin(text)).casefold()
    # Joiners and marks fall away; what remains between words is one space.
    kept = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Me", "Cf"}).translate(_ALIKE)
    return re.sub(r"[\W_]+", " ", kept).strip()
