"""Triggers for PostgreSQL: one call for each statement, with all its rows, and a line for each call."""

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

CHANNEL = "nejat_changes"
NAMES = """
    SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE substr(t.tgname, 1, 8) = 'changes_' AND NOT t.tgisinternal AND t.tgenabled <> 'D'
        AND pg_table_is_visible(c.oid)
"""
# Those of tables that were dropped with their triggers.
LEFT_OVER = """
    SELECT p.proname FROM pg_proc p LEFT JOIN pg_trigger t ON t.tgfoid = p.oid
    WHERE substr(p.proname, 1, 8) = 'changes_' AND pg_function_is_visible(p.oid) AND t.oid IS NULL
"""
SETTING = "nejat.wholesale"
# Rows of a statement, above which it is simpler to say that everything has changed.
MOST_ROWS = 20_000
_XID = "pg_current_xact_id()::text::bigint"
_TELLS = f"coalesce(current_setting('{SETTING}', true), '') = ''"
_FROM_NOW_ON = f"clock_timestamp() - interval '{MARGIN_SECONDS} seconds'"


def triggers(one: Watched) -> list[Trigger]:
    """All of a table."""
    key = quoted(one.key)
    both = f"old_rows o FULL JOIN new_rows n ON n.{key} = o.{key}"
    old, new = (", ".join(f"{row}.{quoted(column)}" for column in one.telling) for row in "on")
    changed = f"({public(one, 'o')} OR {public(one, 'n')}) AND ({old}) IS DISTINCT FROM ({new})"
    moved = _moved(one)
    moved_rows = f"SELECT n.* FROM {both} WHERE {changed} AND {moved} AND n.{key} IS NOT NULL"
    lists = _carried(one, f"({moved_rows}) r", "TRUE")
    update = [*_telling("new_rows", _tags(both, changed, _changed(one, moved)), lists), *_moments(one, moved_rows)]
    return [
        _trigger(one, "insert", "NEW TABLE AS new_rows", [*_one_way(one, "new_rows"), *_moments(one, _NEW_ROWS)]),
        _trigger(one, "update", "OLD TABLE AS old_rows NEW TABLE AS new_rows", update),
        _trigger(one, "delete", "OLD TABLE AS old_rows", _one_way(one, "old_rows")),
        _trigger(one, "truncate", "", _line(literal(EVERYTHING))),
    ]


_NEW_ROWS = "SELECT r.* FROM new_rows r"


def _one_way(one: Watched, rows: str) -> list[str]:
    """What rows tell that have come or gone."""
    source, condition = f"{rows} r", public(one, "r")
    return _telling(rows, _tags(source, condition, _all(one, "r")), _carried(one, source, condition))


def drop(name: str, table: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {quoted(name)} ON {quoted(table)}",
        f"DROP FUNCTION IF EXISTS {quoted(name)}()",
    ]


def existing_moments(one: Watched) -> list[str]:
    """Statements that note the moments of rows that are there already."""
    return _moments(one, f"SELECT r.* FROM {quoted(one.table)} r", carried=False)


def _trigger(one: Watched, event: str, referencing: str, statements: list[str]) -> Trigger:
    body = "\n".join(["DECLARE told text;", "BEGIN", *(f"{line};" for line in statements), "RETURN NULL;", "END"])
    # Names have 63 signs at most.
    name = f"{PREFIX}{one.table[:32]}_{event}_{digest(one.table + body)}"
    function = f"CREATE OR REPLACE FUNCTION {quoted(name)}() RETURNS trigger LANGUAGE plpgsql AS $told$\n{body}\n$told$"
    trigger = f"CREATE TRIGGER {quoted(name)} AFTER {event.upper()} ON {quoted(one.table)}"
    if referencing:
        trigger += f" REFERENCING {referencing}"
    return Trigger(name, one.table, (function, f"{trigger} FOR EACH STATEMENT EXECUTE FUNCTION {quoted(name)}()"))


def public(one: Watched, row: str) -> str:
    # A row that a full join has not found meets no condition.
    condition = of_row(one.public, one, row) if one.public else f"{row}.{quoted(one.key)} IS NOT NULL"
    return f"(({condition}) IS TRUE)"


def _moved(one: Watched) -> str:
    """Whether the row stands elsewhere now, or came, or went."""
    columns = one.deciding | {one.key} | {column for _other, column in carriers(one)}
    parts = [f"o.{quoted(column)} IS DISTINCT FROM n.{quoted(column)}" for column in sorted(columns)]
    return f"({' OR '.join([*parts, f'{public(one, "o")} <> {public(one, "n")}'])})"


def _telling(rows: str, tags: str, carried: list[tuple[str, str]]) -> list[str]:
    """Statements that write one line with all tags, unless there are none or this is `wholesale`."""
    too_many = [f"(SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT {MOST_ROWS + 1}) counted) > {MOST_ROWS}"]
    too_many += [
        f"(SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {MOST_CARRIED + 1}) counted) > {MOST_CARRIED}"
        for source, _tags_of in carried
    ]
    each = " UNION ".join([tags, *(tags_of for _source, tags_of in carried)])
    write = "; ".join(_line("told"))
    return [
        f"IF {_TELLS} THEN IF {' OR '.join(too_many)} THEN told := {literal(EVERYTHING)};"
        f" ELSE SELECT string_agg(DISTINCT tag, E'\\n') INTO told FROM ({each}) every(tag); END IF;"
        f" IF told IS NOT NULL THEN {write}; END IF; END IF"
    ]


def _line(tags: str) -> list[str]:
    return [
        f"INSERT INTO delivery_change (tags, xid, made_at) VALUES ({tags}, {_XID}, clock_timestamp())",
        # Told when the transaction is committed; however many there are, it comes once.
        f"PERFORM pg_notify('{CHANNEL}', '')",
    ]


def _tags(source: str, condition: str, tags: list[str]) -> str:
    """A query for the tags of all rows of a source."""
    values = ", ".join(f"({tag})" for tag in tags)
    return (
        f"SELECT one.tag FROM {source} CROSS JOIN LATERAL (VALUES {values}) one(tag)"
        f" WHERE {condition} AND one.tag IS NOT NULL"
    )


def _all(one: Watched, row: str) -> list[str]:
    """All tags of a row, but for those that it carries."""
    return [literal(one.table), _row_tag(one, row), literal(f"{one.table}.*"), *_sets(one, row)]


def _changed(one: Watched, moved: str) -> list[str]:
    """The tags of a change of a row."""
    tags = [literal(one.table), _row_tag(one, "n"), _row_tag(one, "o")]
    tags.append(f"CASE WHEN {moved} THEN {literal(f'{one.table}.*')} END")
    for old, new in zip(_sets(one, "o"), _sets(one, "n"), strict=True):
        tags.append(f"CASE WHEN {moved} AND {public(one, 'o')} THEN {old} END")
        tags.append(f"CASE WHEN {moved} AND {public(one, 'n')} THEN {new} END")
    return tags


def _row_tag(one: Watched, row: str) -> str:
    return f"{literal(f'{one.table}.id=')} || {row}.{quoted(one.key)}::text"


def _sets(one: Watched, row: str) -> list[str]:
    return [set_words(one, columns, partial(_value, one, row=row)) for columns in one.sets]


def _value(one: Watched, column: str, row: str) -> str:
    name = f"{row}.{quoted(column_of(column))}"
    if is_day(column):
        return f"coalesce(to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'None')"
    if column in one.booleans:
        return f"CASE WHEN {name} THEN 'True' WHEN NOT {name} THEN 'False' ELSE 'None' END"
    return f"coalesce(replace({name}::text, E'\\n', ' '), 'None')"


def _carried(one: Watched, source: str, condition: str) -> list[tuple[str, str]]:
    """For each list that is carried: where its rows come from, and a query for their tags."""
    found = []
    for model, column in one.carried:
        other = watched()[model._meta.db_table]
        join = f"{source} JOIN {quoted(other.table)} c ON c.{quoted(column)} = r.{quoted(one.key)}"
        where = f"{condition} AND {public(other, 'c')}"
        found.append((f"{join} WHERE {where}", _tags(join, where, [_row_tag(other, "c"), *_sets(other, "c")])))
    return found


def _moments(one: Watched, rows: str, *, carried: bool = True) -> list[str]:
    """Statements that note the moments of these rows, and those of the rows that carry them."""
    found = []
    for column in one.moments:
        due = f"r.{quoted(column)}"
        to_come = f"{public(one, 'r')} AND {due} > {_FROM_NOW_ON}"
        source = f"({rows}) r"
        each = [_tags(source, to_come, _all(one, "r"))]
        each += [query for _source, query in _carried(one, source, to_come)]
        found.append(_moment_lines([query.replace("SELECT one.tag", f"SELECT one.tag, {due}", 1) for query in each]))
    if not carried:
        return found
    for other, column in carriers(one):
        for moment in other.moments:
            due = f"a.{quoted(moment)}"
            join = f"({rows}) r JOIN {quoted(other.table)} a ON a.{quoted(other.key)} = r.{quoted(column)}"
            to_come = f"{public(one, 'r')} AND {public(other, 'a')} AND {due} > {_FROM_NOW_ON}"
            query = _tags(join, to_come, [_row_tag(one, "r"), *_sets(one, "r")])
            found.append(_moment_lines([query.replace("SELECT one.tag", f"SELECT one.tag, {due}", 1)]))
    return found


def _moment_lines(queries: list[str]) -> str:
    return (
        "INSERT INTO delivery_change (tags, due_at, xid, made_at)"
        f" SELECT string_agg(DISTINCT tag, E'\\n'), due, {_XID}, clock_timestamp()"
        f" FROM ({' UNION ALL '.join(queries)}) every(tag, due) GROUP BY due"
    )
