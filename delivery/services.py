"""Moving addresses: one at a time when something gets another, thousands when a site moves in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from delivery.models import Origin, Redirect
from delivery.redirects.addresses import Address, stored_address
from delivery.redirects.finding import find
from delivery.redirects.table import Table


@dataclass(frozen=True, slots=True)
class Move:
    """What stood at an old address stands at a new one.

    Attributes:
        host: of the old address; "" for whatever host.
        old: a path of the old site, with its query where that says what is asked for: `/?p=12`.
        new: a path of this site, as `reverse` gives it, or a whole address elsewhere; "" for what is gone on purpose.
        is_guess: gives way to what is known of the old address already.
    """

    host: str
    old: str
    new: str
    is_guess: bool = False


def stored_path(path: str) -> str:
    """A path as redirects keep it: both spellings of percent-encoding come to one, that of `reverse`."""
    return stored_address(path)


def moved_to(path: str, host: str = "") -> str | None:
    """Where what stood at this path of a request, or of `reverse`, stands now; None where nothing is known of it, or
    where it is gone on purpose."""
    found = find(Address.read(path, host), asked=stored_address(path))
    return found.new_path if found and not found.is_gone else None


def move_address(*, old_path: str, new_path: str) -> None:
    """Send `old_path` to `new_path`, where something stands now; earlier redirects to the old one are led straight on,
    so none ever chain or loop.

    Paths are as `reverse` gives them: decoded paths would compare unequal to those of a request.
    """
    remember(moves=[Move("", old_path, new_path)], origin=Origin.MOVED)


def mark_gone(*, path: str, host: str = "", origin: Origin = Origin.DESK) -> None:
    """Answer an old address with 410: it is gone on purpose."""
    remember(moves=[Move(host, path, "")], origin=origin)


def remember(*, moves: Iterable[Move], origin: Origin = Origin.WORDPRESS, batch: int = 2000) -> int:
    """Keep moved addresses, in their order, as if each were moved alone; how many are new or changed.

    Something stands at the new addresses: what is kept of them as old ones is forgotten. What was said at the desk or
    in a file of redirects is not overwritten by a site that moves in. Each batch is written whole or not at all.
    """
    return sum(_remember(some, origin) for some in _batches(moves, batch))


def _batches(moves: Iterable[Move], size: int) -> Iterator[list[Move]]:
    some: list[Move] = []
    for move in moves:
        some.append(move)
        if len(some) >= size:
            yield some
            some = []
    if some:
        yield some


@transaction.atomic
def _remember(moves: list[Move], origin: Origin) -> int:
    rows = [
        (Redirect(host=move.host, old_path=stored_address(move.old), new_path=move.new, origin=origin), move.is_guess)
        for move in moves
        if move.new != stored_address(move.old)
    ]
    for row, _is_guess in rows:
        row.fill_in_keys()
    table = Table.around([row for row, _is_guess in rows])
    for row, is_guess in rows:
        if not (is_guess and table.knows(row)):
            table.put(row)
    return table.write()
