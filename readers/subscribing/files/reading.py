"""A file of subscribers is read: as spreadsheets of any country write it, line by line, what is wrong by its number."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from editions import registry
from editions.models import Edition
from editions.scripts.controls import one_line
from editions.scripts.digits import to_latin
from readers.models import subscriber
from readers.subscribing.addresses import MOST, tidy
from readers.subscribing.files.cells import bare
from readers.subscribing.lists import ListOffer, lists_of

MOST_LINES, MOST_NAMED = 300_000, 200
# What programs call the columns, in small letters.
_COLUMNS = {
    **dict.fromkeys(("address", "email", "e-mail", "mail", "email address", "e-mail address"), "address"),
    **dict.fromkeys(("edition", "language", "lang"), "edition"),
    **dict.fromkeys(("series", "list", "lists"), "series"),
    **dict.fromkeys(("name", "full name"), "name"),
    **dict.fromkeys(("consent date", "consent_date", "consented at", "consent given at", "optin_time"), "date"),
    **dict.fromkeys(("consent source", "consent_source", "proof", "proof of consent"), "source"),
}
NEEDED = ("address", "date", "source")
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M")
# Parts of seconds, and the time zone: a day is proof enough.
_FRACTION = re.compile(r"(?<=:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$")
# Nobody gave consent to mail before.
_FIRST_YEAR = 1990


class UnreadableError(Exception):
    """The file is no table of subscribers; says why."""


@dataclass(frozen=True)
class Row:
    """One line that can be taken in. It travels as JSON."""

    line: int
    email: str
    edition: str
    lists: list[str]
    name: str
    consented_at: str
    proof: str


@dataclass(frozen=True)
class Problem:
    """Why a line cannot be taken in; its first line has the names of the columns and is 1. No address is in it."""

    line: int
    reason: str


def text_of(data: bytes, edition: Edition) -> str:
    """What the file says, whichever program wrote it: Excel writes UTF-16, or what its country used of old."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1256" if edition.direction == "rtl" else "cp1252", errors="replace")


def read_rows(data: bytes, *, edition: Edition, series: str = "") -> tuple[list[Row], list[Problem], int]:
    """(rows to be looked at further, the first problems, how many problems there are).

    Args:
        edition: of lines that name none.
        series: key of the list of lines that name none; "": such a line is taken where the edition has one list.

    Raises:
        UnreadableError: for the file as a whole.
    """
    text = text_of(data, edition)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
    columns = _columns_of(reader)
    reading = _Reading(edition, series)
    rows: list[Row] = []
    problems: list[Problem] = []
    number = 0
    for line, cells in _lines(reader):
        found = reading.row_of(line, dict(zip(columns, cells, strict=False)))
        if isinstance(found, Row):
            rows.append(found)
        else:
            number += 1
            problems += [found] if len(problems) < MOST_NAMED else []
    return rows, problems, number


def _columns_of(reader: Iterator[list[str]]) -> list[str]:
    try:
        names = next(reader, [])
    except csv.Error as error:
        raise UnreadableError(_("This is no table of text.")) from error
    columns = [_COLUMNS.get(name.strip().strip('"').lower(), "") for name in names]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        words = {"address": "address", "date": "consent date", "source": "consent source"}
        names_missing = ", ".join(words[name] for name in missing)
        raise UnreadableError(_("The first line must name the columns; missing: %(names)s") % {"names": names_missing})
    return columns


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them, by their number in the file."""
    try:
        for line, cells in enumerate(reader, start=2):
            if line > MOST_LINES:
                raise UnreadableError(_("This file has too many lines. Divide it."))
            if any(cell.strip() for cell in cells):
                yield line, cells
    except csv.Error as error:
        raise UnreadableError(_("This is no table of text.")) from error


class _Reading:
    """Reads lines; remembers what it has asked for."""

    def __init__(self, edition: Edition, series: str) -> None:
        self.edition, self.series = edition, series
        # Asked for once: outside of requests nothing remembers the editions.
        self.codes = set(registry.all_editions())
        self.offers: dict[str, list[ListOffer]] = {}
        self.now = timezone.now()

    def row_of(self, line: int, cells: dict[str, str]) -> Row | Problem:
        said = {name: bare(one_line(value)) for name, value in cells.items() if name}
        try:
            email = _address_of(said.get("address", ""))
            edition = self._edition_of(said.get("edition", ""))
            return Row(
                line,
                email,
                edition,
                self._lists_of(edition, said.get("series", "")),
                said.get("name", "")[: subscriber.NAME],
                self._date_of(said.get("date", "")),
                _proof_of(said.get("source", "")),
            )
        except ValidationError as error:
            return Problem(line, str(error.message))

    def _edition_of(self, text: str) -> str:
        code = text.lower() or self.edition.code
        if code not in self.codes:
            raise ValidationError(_("There is no such edition."))
        return code

    def _lists_of(self, code: str, text: str) -> list[str]:
        if code not in self.offers:
            self.offers[code] = lists_of(code)
        offers = self.offers[code]
        if not text and self.series in {offer.key for offer in offers}:
            return [self.series]
        if not text and len(offers) == 1:
            return [offers[0].key]
        by_name = {name.lower(): one.key for one in offers for name in (one.key, one.key.partition(":")[2], one.name)}
        wanted = [part.strip().lower() for part in text.replace(";", "|").replace(",", "|").split("|") if part.strip()]
        keys = [by_name[part] for part in wanted if part in by_name]
        if not wanted or len(keys) < len(wanted):
            raise ValidationError(_("It names no series that the edition sends."))
        return list(dict.fromkeys(keys))

    def _date_of(self, text: str) -> str:
        text = _FRACTION.sub("", to_latin(text).replace("T", " "))
        if not text:
            raise ValidationError(_("There is no date of consent."))
        for form in _DATES:
            try:
                moment = datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                continue
            if moment.year >= _FIRST_YEAR and moment <= self.now:
                return moment.isoformat()
        raise ValidationError(_("The date of consent is not one: write it as 2025-12-31."))


def _address_of(text: str) -> str:
    email = tidy(text)
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError(_("The address is not one.")) from error
    if len(email) > MOST:
        raise ValidationError(_("The address is not one."))
    return email


def _proof_of(text: str) -> str:
    if not text:
        raise ValidationError(_("There is no source of consent."))
    return text[:500]
