"""Redirects in memory while some are written, so that thousands cost a few queries and none ever chain or loop."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from delivery.models import Origin, Redirect
from delivery.redirects.addresses import Address, own_host
from editions.many import create_many

# Keys in one query; SQLite takes 32,766 values, a batch of rows has seven each.
_AT_ONCE = 2000
# From here on it is worth reserving their keys before.
MANY = 50
# What people said stands against what an export says.
_SAID = frozenset({Origin.DESK, Origin.FILE})
ROOT = Address("", "/").key


# A redirect is one of a key and a host.
Place = tuple[str, str]


class Table:
    """The redirects that some new ones have to do with: those of the same addresses, and those that lead to them."""

    def __init__(self, rows: Iterable[Redirect]) -> None:
        self.rows: dict[Place, Redirect] = {}
        self.at: dict[str, set[Place]] = defaultdict(set)
        self.leading_to: dict[str, set[Place]] = defaultdict(set)
        for row in rows:
            self._take(row)
        self._before = {place: (row.pk, row.new_path, row.origin) for place, row in self.rows.items()}

    @classmethod
    def around(cls, new: list[Redirect]) -> "Table":
        found = list(_in_parts("key__in", {key for row in new for key in (row.key, row.new_key) if key}))
        found += _in_parts("new_key__in", {row.key for row in new if _is_own(row)})
        return cls(found)

    def knows(self, row: Redirect) -> bool:
        return place_of(row) in self.rows

    def put(self, row: Redirect) -> None:
        """Write one more: what led to its old address leads to its new one, which has itself not moved."""
        known = self.rows.get(place_of(row))
        if known and row.origin == Origin.WORDPRESS and known.origin in _SAID:
            return
        if row.new_key not in {row.key, "", ROOT}:
            # Something stands there now, whatever the host. At the root a site with its own host may have had its own.
            for place in list(self.at[row.new_key]):
                self._drop(place)
        if known:
            # The spelling that was kept first stays, so that nothing changes where nothing has moved.
            row.old_path = known.old_path
            self._drop(place_of(row))
        if _is_own(row):
            for place in list(self.leading_to[row.key]):
                one = self.rows[place]
                self._drop(place)
                one.new_path, one.new_key = row.new_path, row.new_key
                self._take(one)
        self._take(row)

    def write(self) -> int:
        """Bring the database to it; how many rows are new or changed."""
        gone = [was[0] for place, was in self._before.items() if place not in self.rows]
        for start in range(0, len(gone), _AT_ONCE):
            Redirect.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
        changed = [
            row for place, row in self.rows.items() if self._before.get(place, (0,))[1:] != (row.new_path, row.origin)
        ]
        # By the key, not by the number: somebody else may have written the same meanwhile.
        rows, unique, update = [_copy(row) for row in changed], ["key", "host"], ["new_path", "new_key", "origin"]
        if len(rows) < MANY:
            Redirect.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=update)
        else:
            create_many(rows, unique=unique, update=update)
        return len(changed)

    def _take(self, row: Redirect) -> None:
        place = place_of(row)
        self.rows[place] = row
        self.at[row.key].add(place)
        if row.new_key:
            self.leading_to[row.new_key].add(place)

    def _drop(self, place: Place) -> None:
        row = self.rows.pop(place, None)
        if row is not None:
            self.at[row.key].discard(place)
            self.leading_to[row.new_key].discard(place)


def place_of(row: Redirect) -> Place:
    return row.key, row.host


def _copy(row: Redirect) -> Redirect:
    names = ("host", "old_path", "new_path", "key", "new_key", "origin")
    return Redirect(**{name: getattr(row, name) for name in names})


def _is_own(row: Redirect) -> bool:
    """Whether redirects to paths of this site can come to its old address."""
    return row.host in {"", own_host()}


def _in_parts(lookup: str, keys: set[str]) -> Iterator[Redirect]:
    every = sorted(keys)
    for start in range(0, len(every), _AT_ONCE):
        yield from Redirect.objects.filter(**{lookup: every[start : start + _AT_ONCE]})
