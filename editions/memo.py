"""Parts of pages that are drawn once for the same values, and kept by these.

The same twelve cards stand on a list, on the front page, beneath articles; drawing one costs more than reading it. A
part is a function of what it is given and of the language, so what is kept can never be old: other values are another
key. What gives a value a key says all that a template may show of it, as a property `memo_key`.
"""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from hashlib import blake2b
from itertools import count
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.safestring import SafeData

_PLAIN = frozenset({str, int, bool, float, type(None), datetime, date})
# Characters in all: a few megabytes in each process.
MOST = 6_000_000
# What a key and its entry take besides, more or less.
ITS_KEY = 500
_kept: dict[Hashable, Any] = {}
_size = 0
# By `short`. A number is given once, so forgetting which was whose costs a drawing and shows nothing old.
MOST_NUMBERS = 10_000
_numbers: dict[Hashable, int] = {}
_next_number = count()


class NotKept(Exception):
    """What is drawn is of use once."""


def key_of(value: Any) -> Hashable:
    """What stands for a value in a key.

    Raises:
        NotKept: the value says that what is drawn of it this time is not to be kept.
        AttributeError: it can stand in no key.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, SafeData):
        # Equal to the same letters unsafe, and drawn otherwise.
        return (SafeData, str(value))
    if kind is list or kind is tuple:
        return tuple([key_of(one) for one in value])
    if isinstance(value, str | Promise):
        return str(value)
    key = value.memo_key
    if key is None:
        raise NotKept
    return key


def values_of(thing: Any) -> tuple[Hashable, ...]:
    """All that a dataclass holds, as a key: of one whose every value may show.

    Raises:
        NotKept, AttributeError: as `key_of`.
    """
    return tuple([key_of(value) for value in thing.__dict__.values()])


def fields_of(row: Model) -> tuple[Hashable, ...]:
    """All values that a row holds, as a key: of a row whose every column may show."""
    held = row.__dict__
    names = sorted(name for name in held if name[0] != "_" and name != "memo_key")
    return (*names, *(_hashable(held[name]) for name in names))


def short(key: Hashable) -> int:
    """A number that stands for a long key in others: the same one for the same key, as long as this process lives.

    For what there is little of, an edition's row for one.
    """
    number = _numbers.get(key)
    if number is None:
        if len(_numbers) > MOST_NUMBERS:
            _numbers.clear()
        number = _numbers.setdefault(key, next(_next_number))
    return number


def of(key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` gave for the key: text, or another value with a length."""
    value = kept(key)
    if value is None:
        value = make()
        keep(key, value)
    return value


def of_page(key: Hashable, make: Callable[[], Any]) -> Any:
    """As `of`, of what names files: where their addresses may be signed for a while, it is made anew each time."""
    return of(key, make) if settings.FILES_ARE_LOCAL else make()


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
        _size += len(value) + ITS_KEY


def forget() -> None:
    global _size
    _kept.clear()
    _size = 0


def _forget_oldest(count: int) -> None:
    global _size
    for key in list(_kept)[:count]:
        _kept.pop(key, None)
    _size = sum(len(value) + ITS_KEY for value in list(_kept.values()))


def _hashable(value: Any) -> Hashable:
    if isinstance(value, FieldFile):
        return value.name
    # As JSON columns hold it.
    return repr(value) if isinstance(value, dict | list) else value
