"""Pictures that look like others: by their fingerprints, compared here, since databases count no bits alike.

All fingerprints are read and compared at every question: 20,000 take about 40 ms, nearly all of it for reading, and
nothing has to be kept in step with what other processes store.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.core.cache import cache

from media_gallery.fingerprints import BITS, distance, says_enough, unsigned
from media_gallery.models import Image

# Krawetz takes up to ten differing bits for a variation; seven still lets through what is scaled, compressed, lightened
# or slightly trimmed, and hardly ever another picture.
NEAR = 7
MOST = 6
# Any two that differ in at most 7 bits differ in at most one bit in one of four parts (7 < 4 * 2): the pigeonhole
# principle of multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
# Hashing", CVPR 2012, section 3).
_PARTS = 4
_PART = BITS // _PARTS
_KEPT_FOR = 24 * 3600


@dataclass(frozen=True)
class Lookalike:
    image: Image
    distance: int


def fingerprints() -> list[tuple[int, int]]:
    """(number of the picture, its 64 bits) of every picture whose bits say enough, by number."""
    rows = Image.objects.filter(fingerprint__isnull=False).order_by("pk").values_list("pk", "fingerprint")
    return [(pk, bits) for pk, stored in rows if stored is not None and says_enough(bits := unsigned(stored))]


def near(fingerprint: int | None, *, known: Iterable[tuple[int, int]], apart_from: int | None) -> list[tuple[int, int]]:
    """(distance, number) of the pictures that look like this, most alike first."""
    if fingerprint is None or not says_enough(bits := unsigned(fingerprint)):
        return []
    found = [(far, pk) for pk, other in known if (far := (bits ^ other).bit_count()) <= NEAR and pk != apart_from]
    return sorted(found)


def lookalikes_of(image: Image) -> list[Lookalike]:
    """At most six pictures of the library that look like this one. Two queries; none for one that says too little."""
    if image.fingerprint is None or not says_enough(unsigned(image.fingerprint)):
        return []
    found = near(image.fingerprint, known=fingerprints(), apart_from=image.pk)[:MOST]
    images = Image.objects.in_bulk([pk for _far, pk in found]) if found else {}
    return [Lookalike(images[pk], far) for far, pk in found if pk in images]


def groups() -> list[list[int]]:
    """Numbers of the pictures that look like others, those alike together; groups with the newest picture first.

    Two of a group need not look like each other if both look like a third. Remembered until a fingerprint changes.
    """
    known = fingerprints()
    key = f"lookalikes:{hash(tuple(known)):x}"
    found = cache.get(key)
    if found is None:
        found = grouped(known)
        cache.set(key, found, _KEPT_FOR)
    return found


def grouped(known: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The pictures of `known` in groups of at least two that look alike."""
    same: dict[int, list[int]] = defaultdict(list)
    for pk, bits in known:
        same[bits].append(pk)
    leader = {bits: bits for bits in same}

    def lead(bits: int) -> int:
        while leader[bits] != bits:
            leader[bits] = leader[leader[bits]]
            bits = leader[bits]
        return bits

    for one, other in candidates(list(same)):
        if distance(one, other) <= NEAR:
            leader[lead(one)] = lead(other)
    together: dict[int, list[int]] = defaultdict(list)
    for bits, numbers in same.items():
        together[lead(bits)] += numbers
    alike = [sorted(numbers, reverse=True) for numbers in together.values() if len(numbers) > 1]
    return sorted(alike, reverse=True)


def candidates(all_bits: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs among which are all that differ in at most seven bits."""
    for shift in range(0, BITS, _PART):
        buckets: dict[int, list[int]] = defaultdict(list)
        for bits in all_bits:
            buckets[bits >> shift & (1 << _PART) - 1].append(bits)
        for part, here in buckets.items():
            yield from combinations(here, 2)
            for place in range(_PART):
                # Each pair of neighbouring buckets once.
                other = part ^ 1 << place
                if other > part and other in buckets:
                    yield from ((one, two) for one in here for two in buckets[other])
