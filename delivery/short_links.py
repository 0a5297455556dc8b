"""Short addresses that survive messengers: /s/CODE, for good, whatever becomes of the title.

The code is a letter for the kind of thing and its number in base 58 (no 0, O, I or l, which are easily confused). What
is one record for all editions adds the edition after a hyphen: /s/mAb-fa. An app above registers its letter, so this
room knows none of them.
"""

import re
from collections.abc import Callable

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CODE = re.compile(rf"([a-z])([{ALPHABET}]{{1,10}})(?:-([a-z0-9-]{{2,12}}))?")

_KINDS: dict[str, Callable[[int], str | None]] = {}
_SHARED_KINDS: dict[str, Callable[[int, str], str | None]] = {}


def register_kind(letter: str, address_of: Callable[[int], str | None]) -> None:
    """Let codes that begin with `letter` lead to `address_of(number)`, or nowhere where that is None."""
    _KINDS[letter] = address_of


def register_shared_kind(letter: str, address_of: Callable[[int, str], str | None]) -> None:
    """The same of things that all editions share: `address_of(number, code of the edition)`."""
    _SHARED_KINDS[letter] = address_of


def short_path(letter: str, number: int, edition: str = "") -> str:
    """The short address of thing `number` (1 and up) of the kind `letter`; of a shared thing in an `edition`."""
    code = ""
    while number:
        number, rest = divmod(number, 58)
        code = ALPHABET[rest] + code
    return f"/s/{letter}{code}" + (f"-{edition}" if edition else "")


def parse_code(code: str) -> tuple[str, int, str] | None:
    """(letter, number, code of the edition or "") of a short code; None for one that is malformed."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    letter, signs, edition = found.groups()
    number = 0
    for sign in signs:
        number = number * 58 + ALPHABET.index(sign)
    return (letter, number, edition or "") if number < 2**63 else None


def address_of_code(code: str) -> str | None:
    """Where a code leads now; None for one that is unknown or malformed."""
    parsed = parse_code(code)
    if parsed is None:
        return None
    letter, number, edition = parsed
    if edition:
        return _SHARED_KINDS[letter](number, edition) if letter in _SHARED_KINDS else None
    return _KINDS[letter](number) if letter in _KINDS else None
