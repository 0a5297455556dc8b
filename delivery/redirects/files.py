"""Redirects as CSV: `old,new,status`, a line each. A file is taken whole or not at all."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from delivery.models import Origin, Redirect
from delivery.redirects.addresses import Address, own_host
from delivery.redirects.checks import check_apart, clean_new, clean_old
from delivery.services import Move, remember

HEADER = ("old", "new", "status")
# Other programs' words for the same columns.
_COLUMNS = {
    **dict.fromkeys(("old", "old address", "old_path", "source", "from", "request", "url", "old url"), "old"),
    **dict.fromkeys(("new", "new address", "new_path", "target", "to", "destination", "new url"), "new"),
    **dict.fromkeys(("status", "code", "http code", "action code"), "status"),
    "regex": "regex",
}
_MOVED, _GONE = frozenset({"301", "302", "303", "307", "308"}), frozenset({"410", "404", "451"})
MOST_LINES = 500_000
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class BadLine:
    """What is wrong in a line of a file; lines count from 1, the heading is one of them."""

    number: int
    reason: str


class BadLinesError(Exception):
    """A file of redirects was not taken; `lines` are the first that are wrong, `count` how many there are."""

    def __init__(self, lines: list[BadLine], count: int) -> None:
        super().__init__(f"{count} bad lines")
        self.lines, self.count = lines, count


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: its redirects, and how many of them were new or different."""

    count: int
    changed: int


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def lines_of_file() -> Iterator[str]:
    """All redirects as lines of CSV, in the order in which they were made."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEADER)
    rows = Redirect.objects.order_by("pk").values_list("host", "old_path", "new_path")
    for host, old, new in rows.iterator(chunk_size=2000):
        yield writer.writerow((f"https://{host}{old}" if host else old, new, 301 if new else 410))


def take_file(lines: Iterable[str], *, dry_run: bool = False) -> Taken:
    """Keep the redirects of a file. Their order says nothing: one that leads to another's old address is led on.

    Raises:
        BadLinesError: nothing was kept.
    """
    reading = _Reading()
    reading.read(lines)
    moves = reading.resolved()
    if reading.count:
        raise BadLinesError(reading.bad, reading.count)
    with transaction.atomic():
        changed = 0 if dry_run else remember(moves=moves, origin=Origin.FILE)
    return Taken(len(moves), changed)


class _Reading:
    """One file while it is read: its moves by old address, and what is wrong with it."""

    def __init__(self) -> None:
        self.bad: list[BadLine] = []
        self.count = 0
        self.moves: dict[tuple[str, str], tuple[int, Move]] = {}
        # Where addresses of this site lead by this file, and by the line that says so.
        self.new_of: dict[str, tuple[int, Move]] = {}

    def refuse(self, number: int, reason: str) -> None:
        self.count += 1
        if len(self.bad) < MOST_NAMED:
            self.bad.append(BadLine(number, reason))

    def read(self, lines: Iterable[str]) -> None:
        columns, reader = dict(zip(HEADER, range(3), strict=True)), _rows_of(lines)
        try:
            for number, row in reader:
                if number > MOST_LINES:
                    self.refuse(number, _("No file may have more than %(most)d lines.") % {"most": MOST_LINES})
                    return
                if number == 1 and (named := _columns_of(row)):
                    columns = named
                elif any(cell.strip() for cell in row):
                    self._take(number, {name: _cell(row, place) for name, place in columns.items()})
        except (csv.Error, UnicodeError) as error:
            self.refuse(0, _("This is no CSV in UTF-8: %(reason)s") % {"reason": error})

    def _take(self, number: int, cells: dict[str, str]) -> None:
        try:
            move = _move_of(cells)
        except ValidationError as error:
            self.refuse(number, " ".join(error.messages))
            return
        address = Address.read(move.old)
        first = self.moves.setdefault((move.host, address.key), (number, move))
        if first[1].new != move.new:
            self.refuse(number, _("Line %(number)d says otherwise of this address.") % {"number": first[0]})
        if move.host in {"", own_host()}:
            self.new_of.setdefault(address.key, first)

    def resolved(self) -> list[Move]:
        """The moves, each to where it ends."""
        known = self._known()
        return [self._led_on(number, move, known) for number, move in self.moves.values()]

    def _known(self) -> dict[str, str]:
        """Where new addresses of the file have moved to since, as it is kept; what the file says counts more."""
        keys = {_target(move.new) for _number, move in self.moves.values()} - {*self.new_of, ""}
        found: dict[str, str] = {}
        for some in _in_parts(sorted(keys)):
            rows = Redirect.objects.filter(key__in=some, host__in={"", own_host()}).exclude(new_path="")
            found.update(rows.values_list("key", "new_path"))
        return found

    def _led_on(self, number: int, move: Move, known: dict[str, str]) -> Move:
        new, seen = move.new, {Address.read(move.old).key}
        while key := _target(new):
            if key in self.new_of:
                led = self.new_of[key][1].new
            elif key in known and _target(known[key]) not in self.new_of:
                led = known[key]
            else:
                break
            if _target(led) == key:
                # Another spelling of the same address.
                new = led
                break
            if key in seen:
                self.refuse(number, _("This leads round in a circle."))
                return move
            seen.add(key)
            new = led
        return Move(move.host, move.old, new)


def _move_of(cells: dict[str, str]) -> Move:
    """What a line says."""
    if cells.get("regex", "0") not in {"", "0", "false", "no"}:
        raise ValidationError(_("Patterns are not taken; give each address."))
    host, old = clean_old(cells["old"])
    status = cells.get("status", "") or ("301" if cells["new"] else "410")
    if status in _GONE:
        if cells["new"]:
            raise ValidationError(_("What is gone (%(status)s) has no new address."), params={"status": status})
        return Move(host, old, "")
    if status not in _MOVED:
        raise ValidationError(_("The status is 301 or 410, not “%(status)s”."), params={"status": status[:20]})
    if not cells["new"]:
        raise ValidationError(_("There is no new address."))
    new = clean_new(cells["new"])
    check_apart(host, old, new)
    return Move(host, old, new)


def _rows_of(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, divided by commas, semicolons or tabs, as the first line is."""
    source = iter(lines)
    first = next(source, "").removeprefix("\ufeff")
    delimiter = max(",;\t", key=first.count)

    def all_lines() -> Iterator[str]:
        yield first
        yield from source

    reader = csv.reader(all_lines(), delimiter=delimiter, strict=True)
    for row in reader:
        yield reader.line_num, row


def _columns_of(row: list[str]) -> dict[str, int]:
    """Which column is where, by a heading; empty of a line that is none."""
    names = [_COLUMNS.get(cell.strip().lower(), "") for cell in row]
    return {name: names.index(name) for name in names if name} if {"old", "new"} <= set(names) else {}


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _target(new: str) -> str:
    address = Address.read(new) if new else None
    return address.key if address and address.host in {"", own_host()} else ""


def _in_parts(keys: list[str], size: int = 2000) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
