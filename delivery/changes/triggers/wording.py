"""What the triggers of both engines have in common."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from delivery.changes.declared import Watched

PREFIX = "changes_"
# A moment counts as one to come for so long after it has: the clocks of web servers may be behind the database's.
MARGIN_SECONDS = 300
# Carried rows of a statement, above which it is simpler to say that everything has changed.
MOST_CARRIED = 1000


@dataclass(frozen=True)
class Trigger:
    """A trigger, and what it takes to make it and to take it away again; its name changes when its text does."""

    name: str
    table: str
    create: tuple[str, ...]


def quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def literal(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def of_row(condition: str, one: Watched, row: str) -> str:
    """A declared condition, its columns as those of `row` (an alias): "state = 'live'" becomes "r.state = 'live'"."""
    names = "|".join(re.escape(column) for column in sorted(one.columns, key=len, reverse=True))
    # What stands between apostrophes, or is qualified already, is left alone.
    pattern = re.compile(rf"""'(?:[^']|'')*'|(?<![\w."])"?\b({names})\b"?(?![\w.(])""")

    def replaced(found: re.Match[str]) -> str:
        return f"{row}.{quoted(found[1])}" if found[1] else found[0]

    return pattern.sub(replaced, condition)


def set_words(one: Watched, columns: tuple[str, ...], value: Callable[[str], str]) -> str:
    """The tag of a set; `value` says how a column's value stands in it."""
    parts = [
        f"{literal(f'{one.table}.' if not number else ',')[:-1]}{column}=' || {value(column)}"
        for number, column in enumerate(columns)
    ]
    return " || ".join(parts)
