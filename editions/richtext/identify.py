"""The one way by which a body that keeps its blocks' identity gets into the store."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise

from editions.richtext.blocks import ID, TAG, Unit, scan
from editions.richtext.normalise import tidied

_VALID = re.compile(r"[a-z0-9]{10}")
_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
# From here on (Dice's coefficient of words and pairs of words) two texts are one that was rewritten.
ALIKE = 0.5
# Among more blocks than these, likeness is not looked for: the time grows with the square.
MANY = 300


def identify(html: str, previous_html: str = "", salt: str = "") -> str:
    """Sanitise a body, put its structure right, and give every unit an id, the one it had where it had one.

    Args:
        html: as it came from a form, an importer, a command.
        previous_html: the text that it was made from, with its ids; "" where there is none.
        salt: what new ids are derived from besides the words, so that two editions do not choose the same ones.

    Returns:
        The body to store, of which sanitising changes nothing.
    """
    html, found = tidied(html)
    units = found.units
    sent = [unit.id for unit in units]
    if all(sent) and len(set(sent)) == len(sent) and not found.strays and html == _in_place(html):
        if not previous_html:
            return html
        old = _by_id(scan(previous_html).units)
        if set(sent) >= old.keys() and not _misplaced(units, old):
            return html
    else:
        old = _by_id(scan(previous_html).units) if previous_html else {}
    return _write(html, units, _assign(units, old, salt))


def _in_place(html: str) -> str:
    """`html` with ids where `_write` puts them: first in their tags."""
    return html if not re.search(r'<[a-z0-9]+ (?!data-block)[^>]* data-block="', html) else ""


def _by_id(units: Iterable[Unit]) -> dict[str, Unit]:
    return {unit.id: unit for unit in reversed(list(units)) if unit.id}


def _assign(units: list[Unit], old: dict[str, Unit], salt: str) -> list[str]:
    ids = _believed(units, old)
    lost = [unit for key, unit in old.items() if key not in set(ids)][::-1]
    # A new id of the editor's is given up for the old one of the same words.
    free = [place for place, key in enumerate(ids) if key not in old]
    if lost and free:
        for place, key in _matched(units, free, lost, list(old)):
            ids[place] = key
    taken = {key for key in ids if key} | old.keys()
    for place, unit in enumerate(units):
        if not ids[place]:
            ids[place] = _new_id(unit, salt, taken)
            taken.add(ids[place])
    return ids


def _misplaced(units: list[Unit], old: dict[str, Unit]) -> bool:
    """Whether an id stands on words that are to the letter another old unit's."""
    changed = [unit for unit in units if unit.id in old and unit.own_html != old[unit.id].own_html]
    if not changed:
        return False
    hashes = {unit.hash for unit in old.values() if not unit.is_blank}
    return any(unit.hash in hashes and unit.hash != old[unit.id].hash for unit in changed)


def _believed(units: list[Unit], old: dict[str, Unit]) -> list[str]:
    """The ids that units came with and may keep; "" for the others."""
    holders: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if _VALID.fullmatch(unit.id):
            holders.setdefault(unit.id, []).append(place)
    ids = [""] * len(units)
    for key, places in holders.items():
        place = places[0]
        if len(places) > 1 and key in old:
            place = max(places, key=lambda one: (_likeness(units[one], old[key]), -one))
        ids[place] = key
    if any(units[place].own_html != old[key].own_html for place, key in enumerate(ids) if key in old):
        _doubt(ids, units, old)
    return ids


def _doubt(ids: list[str], units: list[Unit], old: dict[str, Unit]) -> None:
    """Take ids from units whose words are to the letter another old unit's, where that one is not at its place."""
    owners: dict[str, list[str]] = {}
    for key, unit in old.items():
        if not unit.is_blank:
            owners.setdefault(unit.hash, []).append(key)
    at_home = {key for place, key in enumerate(ids) if key in old and units[place].hash == old[key].hash}
    for place, key in enumerate(ids):
        if key not in old or key in at_home:
            continue
        theirs = owners.get(units[place].hash, [])
        if theirs and not at_home.issuperset(theirs):
            ids[place] = ""


def _matched(units: list[Unit], free: list[int], lost: list[Unit], order: list[str]) -> Iterable[tuple[int, str]]:
    """Old ids that are lost, with the units without one that are the same text: equal in order, equal, alike."""
    pairs: list[tuple[int, Unit]] = []
    matcher = SequenceMatcher(None, [unit.hash for unit in lost], [units[place].hash for place in free], autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs += [(free[block.b + step], lost[block.a + step]) for step in range(block.size)]
    lost, free = _without(lost, free, pairs)
    for unit in list(lost):
        place = next((one for one in free if units[one].hash == unit.hash), None)
        if place is not None:
            pairs.append((place, unit))
            free.remove(place)
    lost, free = _without(lost, free, pairs)
    if lost and free and max(len(lost), len(free)) <= MANY:
        positions = {key: position for position, key in enumerate(order)}
        alike = [
            (-likeness, abs(positions[unit.id] - place), place, unit)
            for unit in lost
            if not unit.is_blank
            for place in free
            if not units[place].is_blank and (likeness := _likeness(units[place], unit)) >= ALIKE
        ]
        used: set[object] = set()
        for *_order, place, unit in sorted(alike, key=lambda row: row[:3]):
            if place not in used and unit.id not in used:
                used |= {place, unit.id}
                pairs.append((place, unit))
    return [(place, unit.id) for place, unit in pairs]


def _without(lost: list[Unit], free: list[int], pairs: list[tuple[int, Unit]]) -> tuple[list[Unit], list[int]]:
    found, places = {unit.id for _place, unit in pairs}, {place for place, _unit in pairs}
    return [unit for unit in lost if unit.id not in found], [place for place in free if place not in places]


def _grams(unit: Unit) -> Counter[object]:
    known = unit.__dict__.get("_grams")
    if known is None:
        words = unit.text.casefold().split()
        known = Counter([*words, *pairwise(words), *unit.addresses])
        unit.__dict__["_grams"] = known
    return known


def _likeness(one: Unit, other: Unit) -> float:
    """How far two texts are one: 1 the same words, 0 none in common."""
    mine, theirs = _grams(one), _grams(other)
    size, their_size = mine.total(), theirs.total()
    if not size or not their_size or 2 * min(size, their_size) < ALIKE * (size + their_size):
        return float(one.hash == other.hash)
    return 2 * (mine & theirs).total() / (size + their_size)


def _new_id(unit: Unit, salt: str, taken: set[str]) -> str:
    number = 0
    while True:
        raw = blake2b(f"{salt}|{unit.tag}|{unit.hash}|{number}".encode(), digest_size=8).digest()
        value = int.from_bytes(raw)
        made = "".join(_SIGNS[value >> 5 * place & 31] for place in range(10))
        if made not in taken:
            return made
        number += 1


def _write(html: str, units: list[Unit], ids: list[str]) -> str:
    """The body with these ids on its units, first in their tags, and none on anything else."""
    starts = {unit.start: key for unit, key in zip(units, ids, strict=True)}

    def tag(match: re.Match[str]) -> str:
        key = starts.get(match.start())
        if key is None and ' data-block="' not in match[3]:
            return match[0]
        written = f' data-block="{key}"' if key else ""
        return f"<{match[1]}{match[2]}{written}{ID.sub('', match[3])}>"

    return TAG.sub(tag, html)
