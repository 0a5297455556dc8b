"""The matching table: a line a story, a column an edition, in it the article's number, address or last part of it.

It is written with a line for each article, likely ones in one line, to be corrected in any spreadsheet; and read again.
Columns that are no edition's (titles, dates, reasons) are for the person and passed over. Separators and encodings are
those that spreadsheets write.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from wordpress.joining.languages import edition_for
from wordpress.joining.traits import address_key

MOST_BYTES = 100 * 1024 * 1024
# What spreadsheets take for the beginning of a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class TableError(Exception):
    """A file is no matching table; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: edition -> what names its article there, as it was typed."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of a table, from 1, in a sentence."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a table shows it to a person."""

    key: Hashable
    edition: str
    address: str
    title: str
    day: str = ""


class Finder:
    """Finds articles by what people call them: their number, their address, its path, or the last part of it."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], list[Hashable]] = defaultdict(list)

    def add(
        self, key: Hashable, *, edition: str, number: int = 0, slug: str = "", addresses: Iterable[str] = ()
    ) -> None:
        """Note what an article is called.

        Args:
            key: what `find` is to answer.
        """
        names = {f"#{number}"} if number else set()
        names |= {f"slug:{slug.casefold()}"} if slug else set()
        for address in filter(None, addresses):
            names |= {f"at:{address_key(address)}", f"path:{_path_of(address)}"}
        for name in names:
            # One article may be noted several times, under other numbers: pages of its pictures led to it.
            if key not in (named := self._named[edition, name]):
                named.append(key)

    def find(self, cell: str, edition: str) -> list[Hashable]:
        """The articles of an edition that a cell may mean; more than one where it is ambiguous."""
        cell = cell.strip()
        if cell.removeprefix("#").isascii() and cell.removeprefix("#").isdigit():
            return self._named.get((edition, f"#{int(cell.removeprefix('#'))}"), [])
        for name in (
            f"at:{address_key(cell)}",
            f"path:{_path_of(cell)}",
            f"slug:{unquote(cell).strip('/').casefold()}",
        ):
            if found := self._named.get((edition, name)):
                return found
        return []


@dataclass
class Matched:
    """What a table says: articles that are one story, and what is wrong with it."""

    stories: list[tuple[Hashable, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, codes: Iterable[str]) -> list[Row]:
    """The lines of a table that name two and more articles.

    Args:
        codes: of the editions here; a column's heading may also be a language's name, such as `fa_IR`.

    Raises:
        TableError: it is none.
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise TableError(_("The table is larger than %(size)s MB.") % {"size": MOST_BYTES // 1_048_576})
    text = _decoded(path.read_bytes())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        columns = _columns(next(reader, []), list(codes))
        rows = []
        for values in reader:
            cells = {code: values[place].strip() for code, place in columns.items() if place < len(values)}
            cells = {code: _unguarded(value) for code, value in cells.items() if value}
            if len(cells) > 1:
                rows.append(Row(reader.line_num, cells))
    except csv.Error as error:
        raise TableError(
            _("Line %(line)s cannot be read: %(error)s") % {"line": reader.line_num, "error": error}
        ) from None
    return rows


def match(rows: Iterable[Row], finder: Finder) -> Matched:
    """The stories of a table. A line with a cell that means nothing, or two things, joins the rest of it."""
    matched = Matched()
    for row in rows:
        keys = []
        for edition, cell in row.cells.items():
            found = finder.find(cell, edition)
            if len(found) == 1:
                keys.append(found[0])
                continue
            words = {"cell": cell, "edition": edition}
            reason = (
                _("“%(cell)s” means several articles of %(edition)s.")
                if found
                else _("“%(cell)s” is no article of %(edition)s.")
            )
            matched.problems.append(Problem(row.line, reason % words))
        if len(keys) > 1:
            matched.stories.append(tuple(keys))
    return matched


def write_table(file: TextIO, stories: Iterable[tuple[Iterable[Listed], str]], codes: Iterable[str]) -> None:
    """Write a table, each story with what speaks for it; one for a spreadsheet begins with a byte order mark.

    Args:
        file: opened with `newline=""`.
        stories: the articles of each, at most one an edition, and why they are thought to be one.
    """
    codes = list(codes)
    file.write("\ufeff")
    writer = csv.writer(file)
    titles = [_("%(edition)s: title") % {"edition": code} for code in codes]
    writer.writerow([_("day"), *codes, *titles, _("why")])
    for articles, why in stories:
        by_edition = {article.edition: article for article in articles}
        shown = [by_edition.get(code) for code in codes]
        day = min((article.day for article in by_edition.values() if article.day), default="")
        values = [
            day,
            *(article.address if article else "" for article in shown),
            *(article.title if article else "" for article in shown),
            why,
        ]
        writer.writerow([_guarded(value) for value in values])


def _path_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address_key(f"{parts.path}?{parts.query}" if parts.query else parts.path) or "/"


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise TableError(_("The table is not in UTF-8; save it as “CSV UTF-8”.")) from None
    if "\x00" in text:
        raise TableError(_("This is no table of text, but a file of some program."))
    return text


def _delimiter(text: str) -> str:
    """What separates the columns, by the first line."""
    first = text.partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)


def _columns(header: list[str], codes: list[str]) -> dict[str, int]:
    """Edition -> its column."""
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        if edition := edition_for(heading.strip(), codes):
            if edition in found:
                raise TableError(_("Two columns are of the edition %(edition)s.") % {"edition": edition})
            found[edition] = place
    if len(found) < 2:
        raise TableError(
            _("The first line must name two editions at least, such as: %(codes)s") % {"codes": ", ".join(codes)}
        )
    return found


def _guarded(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULAS) else value


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULAS) else value


def in_lines(listed: Mapping[Hashable, Listed], together: Iterable[tuple[Hashable, ...]]) -> Iterator[list[Listed]]:
    """All articles in the lines of a table, by day: those that are thought to be one story in one line."""
    lines: dict[Hashable, list[Listed]] = {key: [article] for key, article in listed.items()}
    for keys in together:
        first, *others = (lines[key] for key in keys if key in lines)
        for other in others:
            if other is not first and not {one.edition for one in first} & {one.edition for one in other}:
                first += other
                for article in other:
                    lines[article.key] = first
    given: set[int] = set()
    for line in sorted(lines.values(), key=lambda line: (min(article.day for article in line), str(line[0].key))):
        if id(line) not in given:
            given.add(id(line))
            yield line
