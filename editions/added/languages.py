"""The languages that this installation has added, in a list that the settings read; and what is known of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from editions.enums import Calendar, Digits, Direction

# Default numbering systems and calendars of the Unicode CLDR, where they are not European and Gregorian.
DIGITS = {
    Digits.ARAB: {"ar", "ckb", "sd"},
    Digits.ARABEXT: {"fa", "ps", "ks", "mzn", "lrc", "prs"},
}
JALALI = {"fa", "ps", "mzn", "lrc", "prs"}
# Written from right to left, of those that Django does not know.
RIGHT_TO_LEFT = {"ks", "lrc", "mzn", "prs", "ps", "sd", "yi"}


@dataclass(frozen=True)
class Language:
    """What is known of a language: its name in English and in itself, and how it is written."""

    name: str
    endonym: str
    direction: str
    digits: str
    calendar: str


def known_language(code: str) -> Language | None:
    """What Django and the CLDR say of the language; None for one that Django does not know."""
    try:
        info = get_language_info(code)
    except KeyError:
        return None
    return language_like(code, info["name"], capfirst(info["name_local"]), is_rtl=info["bidi"])


def language_like(code: str, name: str, endonym: str, *, is_rtl: bool | None = None) -> Language:
    base = code.split("-")[0]
    rtl = base in RIGHT_TO_LEFT if is_rtl is None else is_rtl
    return Language(
        name=name,
        endonym=endonym,
        direction=Direction.RTL if rtl else Direction.LTR,
        digits=next((family for family, codes in DIGITS.items() if base in codes), Digits.LATN),
        calendar=Calendar.JALALI if base in JALALI else Calendar.GREGORIAN,
    )


def list_path() -> Path:
    return Path(settings.ADDED_EDITIONS_DIR) / "languages.txt"


def read_list() -> str:
    """The list as it stands, "" where there is none: one line a language, code and English name."""
    path = list_path()
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write_list(text: str) -> None:
    """Replace the list, whole or not at all."""
    path = list_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not text:
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
