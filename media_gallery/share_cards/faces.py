"""The faces that cards are set in: the site's own (static/fonts), with the letters that each has."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from PIL import ImageFont

FOLDER = settings.BASE_DIR / "static" / "fonts"
_LATIN = (
    "0020-007E 00A0-00FF 0131 0152-0153 02C6 02DA 02DC 2009 2013-2014 2018-201A 201C-201E 2022 2026 2032-2033 "
    "2039-203A 2044 20AC 2122 2191 2193 2212"
)
_LATIN_EXTENDED = (
    "0100-012B 012E-0130 0134-0151 0154-0165 0168-017F 0192 0218-021B 02BC 02BE-02BF 1E0C-1E0D 1E24-1E25 "
    "1E62-1E63 1E6C-1E6D 1E92-1E93"
)
_ARABIC = (
    "0020-0022 0025 0027-003B 003D 003F 005B 005D 007B 007D 00A0 00AB 00B7 00BB 00D7 060C-060D 0610-0612 0615 "
    "061B 061F 0621-063A 063D 0640-0658 065A-065B 0660-0671 0674 0679 067C 067E 0681 0685-0686 0688-0689 0691 "
    "0693 0695-0696 0698 069A 06A4 06A9 06AB-06AD 06AF 06B5 06BA 06BC 06BE 06C0-06C3 06C6-06C8 06CB-06D0 "
    "06D2-06D5 06DD 06F0-06F9 200C-200D 2010-2015 2018-201E 2022 2026 2039-203A 2212 FD3E-FD3F FDF2 FDFC"
)


@dataclass(frozen=True)
class Face:
    """A font file, what it covers (ranges of hexadecimal code points), and the weight it is set in."""

    file: str
    covers: str
    weight: int | None = None

    def has(self, sign: str) -> bool:
        return bool(_class_of(self.covers).fullmatch(sign))

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return _load(self.file, self.weight, size)


ARABIC = Face("vazirmatn.woff2", _ARABIC, 700)
LATIN = Face("nejat-serif-display.woff2", _LATIN)
EXTENDED = Face("nejat-serif-text-ext.woff2", _LATIN_EXTENDED, 600)


@lru_cache(maxsize=8)
def _class_of(covers: str) -> re.Pattern[str]:
    """A pattern for one sign that is covered."""
    ends = [part.split("-") for part in covers.split()]
    return re.compile("[" + "".join(f"\\u{one[0]}-\\u{one[-1]}" for one in ends) + "]")


@lru_cache(maxsize=64)
def _load(file: str, weight: int | None, size: int) -> ImageFont.FreeTypeFont:
    # Raqm joins letters and orders runs; the basic layout would set Arabic script as loose letters from the left.
    font = ImageFont.truetype(FOLDER / file, size, layout_engine=ImageFont.Layout.RAQM)
    if weight:
        font.set_variation_by_axes([weight])
    return font
