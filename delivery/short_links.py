"""Short addresses that survive messengers: /s/CODE, for good, whatever becomes of the title.

The code is a letter for the kind of thing and its number in base 58 (no 0, O, I or l, which are easily confused).
An app above registers its letter, so this room knows none of them.
"""

from collections.abc import Callable

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

_KINDS: dict[str, Callable[[int], str | None]] = {}


def register_kind(letter: str, address_of: Callable[[int], str | None]) -> None:
    """Let codes that begin with `letter` lead to `address_of(number)`, or nowhere where that is None."""
    _KINDS[letter] = address_of


def short_path(letter: str, number: int) -> str:
    """The short address of thing `number` (1 and up) of the kind `letter`."""
    code = ""
    while number:
        number, rest = divmod(number, 58)
        code = ALPHABET[rest] + code
    return f"/s/{letter}{code}"


def address_of_code(code: str) -> str | None:
    """Where a code leads now; None for one that is unknown or malformed."""
    letter, rest = code[:1], code[1:]
    if letter not in _KINDS or not 1 <= len(rest) <= 10 or any(sign not in ALPHABET for sign in rest):
        return None
    number = 0
    for sign in rest:
        number = number * 58 + ALPHABET.index(sign)
    return _KINDS[letter](number) if number < 2**63 else None
