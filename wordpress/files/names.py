"""Numbers by names, a million and more, in sixteen bytes each; so that other processes can be given them."""

from array import array
from bisect import bisect_left
from hashlib import blake2b

# So many names lie in a dictionary before they are packed.
RUN = 1 << 14


class Names:
    """What was noted of a name first, stays. Of a name eight bytes of its digest are kept: among millions of names no
    two have the same."""

    def __init__(self) -> None:
        self._fresh: dict[int, int] = {}
        # Sorted, with the numbers beside; what was noted first lies in the first.
        self._runs: list[tuple[array, array]] = []

    def note(self, name: str, number: int) -> None:
        self._fresh.setdefault(_key_of(name), number)
        if len(self._fresh) >= RUN:
            self._pack()

    def get(self, name: str) -> int | None:
        key = _key_of(name)
        for keys, numbers in self._runs:
            place = bisect_left(keys, key)
            if place < len(keys) and keys[place] == key:
                return numbers[place]
        return self._fresh.get(key)

    def _pack(self) -> None:
        keys = sorted(self._fresh)
        self._runs.append((array("Q", keys), array("Q", map(self._fresh.__getitem__, keys))))
        self._fresh = {}


def _key_of(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
