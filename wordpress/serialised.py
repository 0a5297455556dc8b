"""Values that PHP's `serialize` has written, as exports carry them in descriptions and meta: read, never run.

Only plain values are read: null, booleans, numbers, strings and arrays of them. Objects, references and whatever else
PHP could build from a text are an error, and so is what is nested or long beyond all sense.
"""

import re
from typing import Any

LONGEST = 2_000_000
DEEPEST = 24
MOST_VALUES = 100_000

_NULL = re.compile(rb"N;")
_BOOLEAN = re.compile(rb"b:([01]);")
_WHOLE = re.compile(rb"i:([+-]?[0-9]{1,19});")
_FRACTION = re.compile(rb"d:([+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,4})?);")
_NO_NUMBER = re.compile(rb"d:(?:NAN|-?INF);")
_STRING = re.compile(rb's:([0-9]{1,9}):"')
_ARRAY = re.compile(rb"a:([0-9]{1,7}):\{")
_END_OF_STRING = b'";'


class NotSerialisedError(ValueError):
    """A text is no serialised value, or one that is not read here."""


def read_value(text: str) -> Any:
    """The value of a serialised text; arrays come as dicts in their order, whatever their keys.

    Lengths of strings are in bytes of UTF-8. One that is wrong, as in databases where an address was replaced by hand,
    is set right by the end of the string.

    Raises:
        NotSerialisedError: it is none, holds an object or a reference, or is too long or too deep.
    """
    data = text.strip().encode("utf-8", "surrogatepass")
    if len(data) > LONGEST:
        raise NotSerialisedError("too long")
    reader = _Reader(data)
    value = reader.value(0)
    if reader.place != len(data):
        raise NotSerialisedError("something follows the value")
    return value


def read_array(text: str) -> dict[int | str, Any]:
    """The array of a serialised text; an empty one where it is nothing of the kind. Never raises."""
    try:
        value = read_value(text)
    except NotSerialisedError:
        return {}
    return value if isinstance(value, dict) else {}


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0
        self.values = 0

    def value(self, depth: int) -> Any:
        self.values += 1
        if depth > DEEPEST or self.values > MOST_VALUES:
            raise NotSerialisedError("too deep or too many values")
        match self.data[self.place : self.place + 1]:
            case b"s":
                return self.string()
            case b"i":
                return int(self.expect(_WHOLE)[1])
            case b"a":
                return self.array(depth)
            case b"b":
                return self.expect(_BOOLEAN)[1] == b"1"
            case b"d":
                return self.fraction()
            case b"N":
                self.expect(_NULL)
                return None
        raise NotSerialisedError("an object, a reference, or no serialised value")

    def expect(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        found = pattern.match(self.data, self.place)
        if found is None:
            raise NotSerialisedError("broken")
        self.place = found.end()
        return found

    def fraction(self) -> float | None:
        if found := _NO_NUMBER.match(self.data, self.place):
            self.place = found.end()
            return None
        return float(self.expect(_FRACTION)[1])

    def string(self) -> str:
        length = int(self.expect(_STRING)[1])
        start = self.place
        end = start + length
        if self.data[end : end + 2] != _END_OF_STRING:
            end = self.data.find(_END_OF_STRING, start)
            if end < 0:
                raise NotSerialisedError("a string without an end")
        self.place = end + 2
        return self.data[start:end].decode("utf-8", "replace")

    def array(self, depth: int) -> dict[int | str, Any]:
        count = int(self.expect(_ARRAY)[1])
        found: dict[int | str, Any] = {}
        for _number in range(count):
            key = self.value(depth + 1)
            if isinstance(key, bool) or not isinstance(key, int | str):
                raise NotSerialisedError("a key that is none")
            found[key] = self.value(depth + 1)
        if self.data[self.place : self.place + 1] != b"}":
            raise NotSerialisedError("an array without an end")
        self.place += 1
        return found


def write_value(value: Any) -> str:
    """A value as PHP's `serialize` writes it: null, booleans, whole numbers, strings, and dicts of them."""
    match value:
        case None:
            return "N;"
        case bool():
            return f"b:{int(value)};"
        case int():
            return f"i:{value};"
        case str():
            return f's:{len(value.encode())}:"{value}";'
        case dict():
            inner = "".join(write_value(key) + write_value(one) for key, one in value.items())
            return f"a:{len(value)}:{{{inner}}}"
    raise TypeError(f"{type(value).__name__} is not written")
