"""Parts of pages that are drawn once for the same values, and kept by these.

The same twelve cards stand on a list, on the front page, beneath articles; drawing one costs more than reading it. A
part is a function of what it is given and of the language, so what is kept can never be old: other values are another
key. What gives a value a key says all that a template may show of it, as a property `memo_key`.
"""

from collections.abc import Callable, Hashable, Iterable
from hashlib import blake2b
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile

# Characters in all: a few megabytes in each process.
MOST = 4_000_000
_kept: dict[Hashable, Any] = {}
_size = 0


class NotKept(Exception):
    """What is drawn is of use once."""


def key_of(value: Any) -> Hashable:
    """What stands for a value in a key.

    Raises:
        NotKept: the value says that what is drawn of it this time is not to be kept.
        AttributeError: it can stand in no key.
    """
    if value is None or isinstance(value, str | int | bool | float):
        return value
    key = value.memo_key
    if key is None:
        raise NotKept
    return key


def fields_of(row: Model) -> tuple[Hashable, ...]:
    """All values that a row holds, as a key: of a row whose every column may show."""
    held = row.__dict__
    names = sorted(name for name in held if name[0] != "_" and name != "memo_key")
    return (*names, *(_hashable(held[name]) for name in names))


def of(key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` gave for the key: text, or another value with a length."""
    value = kept(key)
    if value is None:
        value = make()
        keep(key, value)
    return value


def digest(text: str) -> bytes:
    """What stands for a long text in a key."""
    return blake2b(text.encode(), digest_size=16).digest()


def kept(key: Hashable) -> Any:
    return _kept.get(key)


def keep(key: Hashable, value: Any) -> None:
    global _size
    if _size > MOST:
        _forget_oldest(len(_kept) // 2)
    if _kept.setdefault(key, value) is value:
        _size += len(value)


def forget() -> None:
    global _size
    _kept.clear()
    _size = 0


def _forget_oldest(count: int) -> None:
    global _size
    for key in list(_kept)[:count]:
        _kept.pop(key, None)
    _size = sum(len(value) for value in list(_kept.values()))


def _hashable(value: Any) -> Hashable:
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, dict):
        return tuple((name, _hashable(one)) for name, one in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_hashable(one) for one in value)
    return value
