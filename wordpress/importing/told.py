"""What an export of ours says besides (wordpress/exporting/told.py), read as what anybody may have written."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from typing import Any

from editions.scripts.controls import one_line, strip_controls
from editions.years import FIRST_YEAR, LAST_YEAR
from wordpress.importing.words import STANDFIRST, TITLE
from wordpress.told import KEY
from wordpress.wxr.items import Author, Item, Term

LONGEST = 400_000


@dataclass(frozen=True)
class Told:
    """The values of the field, each of the kind that is asked for or nothing.

    Attributes:
        is_ours: whether there is such a field at all.
    """

    values: dict[str, Any] = field(default_factory=dict)
    is_ours: bool = False

    def text(self, name: str, longest: int = 4000) -> str:
        value = self.values.get(name)
        return strip_controls(value)[:longest] if isinstance(value, str) else ""

    def whole(self, name: str, most: int = 2**62) -> int:
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else 0

    def is_so(self, name: str) -> bool:
        return self.values.get(name) is True

    def moment(self, name: str) -> datetime | None:
        try:
            found = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        return found if found.tzinfo and FIRST_YEAR <= found.year <= LAST_YEAR else None

    def moment_of_day(self, name: str) -> date | None:
        try:
            found = date.fromisoformat(self.text(name))
        except ValueError:
            return None
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else None

    def all(self, name: str) -> list[Any]:
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def parts(self, name: str) -> "list[Told]":
        """A list of things that say several values each."""
        return [Told(one, is_ours=True) for one in self.all(name) if isinstance(one, dict)]

    def part(self, name: str) -> "Told":
        value = self.values.get(name)
        return Told(value, is_ours=True) if isinstance(value, dict) else Told()

    def numbers(self, name: str) -> list[int]:
        return [one for one in self.all(name) if isinstance(one, int) and not isinstance(one, bool)]


def told_of(thing: Item | Term | Author) -> Told:
    """What our export told of an item, a term or an author; nothing of those of other sites."""
    return read_told(thing.meta_of(KEY))


def read_told(text: str) -> Told:
    if not text or len(text) > LONGEST:
        return Told()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Told()
    return Told(found, is_ours=True) if isinstance(found, dict) else Told()


def meant_title(item: Item, told: Told) -> str:
    """A title to the letter, as our own export told it, unless it has been changed in WordPress; else empty."""
    title = one_line(told.text("title", TITLE))
    return title if title and escape(title, quote=False).strip() == item.title else ""


def meant_standfirst(item: Item, told: Told) -> str:
    text = told.text("standfirst", STANDFIRST).strip()
    return text if text and escape(text, quote=False).strip() == item.excerpt else ""
