"""Triggers for SQLite: one call for each row, a line for each call."""

from functools import partial

from delivery.changes.declared import EVERYTHING, Watched, carriers, column_of, is_day, watched
from delivery.changes.triggers.wording import (
    MARGIN_SECONDS,
    MOST_CARRIED,
    PREFIX,
    Trigger,
    digest,
    literal,
    of_row,
    quoted,
    set_words,
)

NAMES = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 8) = 'changes_'"
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
_FROM_NOW_ON = f"strftime('%Y-%m-%d %H:%M:%f', 'now', '-{MARGIN_SECONDS} seconds')"
# A line that only its own transaction ever sees; see `wholesale`.
_TELLS = "NOT EXISTS (SELECT 1 FROM delivery_change WHERE id = 0)"
_NEWLINE = " || char(10) || "


def triggers(one: Watched) -> list[Trigger]:
    """All of a table."""
    name, old, new = quoted(one.table), public(one, "OLD"), public(one, "NEW")
    differs = " OR ".join(f"OLD.{quoted(column)} IS NOT NEW.{quoted(column)}" for column in one.telling)
    moved = _moved(one)
    return [
        _trigger(one, "insert", f"AFTER INSERT ON {name} WHEN {new}", [_line(_all(one, "NEW"))], _moments(one, "1")),
        _trigger(
            one,
            "update",
            f"AFTER UPDATE ON {name} WHEN ({old} OR {new}) AND ({differs})",
            [_line(_changed(one, moved))],
            _moments(one, f"{moved} AND {new}"),
        ),
        _trigger(one, "delete", f"AFTER DELETE ON {name} WHEN {old}", [_line(_all(one, "OLD"))], []),
    ]


def drop(name: str, table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {quoted(name)}"]


def existing_moments(one: Watched) -> list[str]:
    """Statements that note the moments of rows that are there already."""
    table = quoted(one.table)
    return [
        f"{_INSERT_MOMENT} SELECT {_all(one, 'r')}, r.{quoted(column)}, {_NOW} FROM {table} r"
        f" WHERE r.{quoted(column)} > {_FROM_NOW_ON} AND {public(one, 'r')}"
        for column in one.moments
    ]


def _trigger(one: Watched, event: str, when: str, lines: list[str], moments: list[str]) -> Trigger:
    body = f"{when} BEGIN {' '.join(f'{line};' for line in [*lines, *moments])} END"
    name = f"{PREFIX}{one.table}_{event}_{digest(body)}"
    return Trigger(name, one.table, (f"CREATE TRIGGER {quoted(name)} {body}",))


def public(one: Watched, row: str) -> str:
    return f"ifnull(({of_row(one.public, one, row)}), 0)" if one.public else "1"


def _moved(one: Watched) -> str:
    """Whether the row stands elsewhere now, or came, or went."""
    columns = one.deciding | {one.key} | {column for _other, column in carriers(one)}
    parts = [f"OLD.{quoted(column)} IS NOT NEW.{quoted(column)}" for column in sorted(columns)]
    if one.public:
        parts.append(f"{public(one, 'OLD')} <> {public(one, 'NEW')}")
    return f"({' OR '.join(parts)})"


def _line(tags: str) -> str:
    return f"INSERT INTO delivery_change (tags, made_at) SELECT {tags}, {_NOW} WHERE {_TELLS}"


_INSERT_MOMENT = "INSERT INTO delivery_change (tags, due_at, made_at)"


def _moments(one: Watched, condition: str) -> list[str]:
    """Lines for the moments of a new row, and for those of the rows that carry it."""
    lines = [
        f"{_INSERT_MOMENT} SELECT {_all(one, 'NEW')}, NEW.{quoted(column)}, {_NOW}"
        f" WHERE NEW.{quoted(column)} > {_FROM_NOW_ON} AND {condition}"
        for column in one.moments
    ]
    own = _NEWLINE.join([_row_tag(one, "NEW"), *_sets(one, "NEW")])
    for other, column in carriers(one):
        lines += [
            f"{_INSERT_MOMENT} SELECT {own}, a.{quoted(moment)}, {_NOW} FROM {quoted(other.table)} a"
            f" WHERE a.{quoted(other.key)} = NEW.{quoted(column)} AND a.{quoted(moment)} > {_FROM_NOW_ON}"
            f" AND {public(other, 'a')} AND {condition}"
            for moment in other.moments
        ]
    return lines


def _all(one: Watched, row: str) -> str:
    """All tags of a row."""
    own = [literal(one.table), _row_tag(one, row), literal(f"{one.table}.*"), *_sets(one, row)]
    return _NEWLINE.join(own) + _carried(one, row)


def _changed(one: Watched, moved: str) -> str:
    """The tags of a change of a row."""
    was, is_ = public(one, "OLD"), public(one, "NEW")
    parts = [f"char(10) || {literal(f'{one.table}.*')}"]
    parts.append(
        f"CASE WHEN OLD.{quoted(one.key)} <> NEW.{quoted(one.key)} THEN char(10) || {_row_tag(one, 'OLD')} ELSE '' END"
    )
    for columns, old, new in zip(one.sets, _sets(one, "OLD"), _sets(one, "NEW"), strict=True):
        differ = " OR ".join(f"{_value(one, name, 'OLD')} <> {_value(one, name, 'NEW')}" for name in columns)
        parts.append(f"CASE WHEN {was} THEN char(10) || {old} ELSE '' END")
        parts.append(f"CASE WHEN {is_} AND (NOT {was} OR {differ}) THEN char(10) || {new} ELSE '' END")
    carried = _carried(one, "NEW")
    tags = f"{literal(one.table)} || char(10) || {_row_tag(one, 'NEW')}"
    return f"{tags} || CASE WHEN {moved} THEN {' || '.join(parts)}{carried} ELSE '' END"


def _row_tag(one: Watched, row: str) -> str:
    return f"{literal(f'{one.table}.id=')} || {row}.{quoted(one.key)}"


def _sets(one: Watched, row: str) -> list[str]:
    return [set_words(one, columns, partial(_value, one, row=row)) for columns in one.sets]


def _value(one: Watched, column: str, row: str) -> str:
    name = f"{row}.{quoted(column_of(column))}"
    if is_day(column):
        # Moments are written in UTC, as 2024-03-15 10:20:30.
        return f"ifnull(substr({name}, 1, 10), 'None')"
    if column in one.booleans:
        return f"CASE {name} WHEN 1 THEN 'True' WHEN 0 THEN 'False' ELSE 'None' END"
    return f"ifnull(replace({name}, char(10), ' '), 'None')"


def _carried(one: Watched, row: str) -> str:
    """The tags of carried rows, as an end of a text."""
    found = ""
    for model, column in one.carried:
        other = watched()[model._meta.db_table]
        source = (
            f"FROM {quoted(other.table)} c WHERE c.{quoted(column)} = {row}.{quoted(one.key)} AND {public(other, 'c')}"
        )
        each = " UNION ".join(f"SELECT {tag} AS tag {source}" for tag in [_row_tag(other, "c"), *_sets(other, "c")])
        found += (
            f" || CASE WHEN (SELECT count(*) FROM (SELECT 1 {source} LIMIT {MOST_CARRIED + 1})) > {MOST_CARRIED}"
            f" THEN char(10) || {literal(EVERYTHING)}"
            f" ELSE ifnull(char(10) || (SELECT group_concat(tag, char(10)) FROM ({each})), '') END"
        )
    return found
