"""Which changes could alter what a statement gives, as narrow as its text allows.

Of each table that it reads, in the order in which they are tried (`delivery/changes/declared.py` has the tags):

1. Rows bound by their key: those rows.
2. A table that is only joined, by its key, to a foreign key: nothing but the rows in the result. A row that is not
   there yet can be nobody's, and which rows stand in the result does not depend on it.
3. Rows bound by all columns of a declared set: the set, if what else has a say are columns that decide.
4. A table joined by its key to rows, as in 1 or 3, that it carries: nothing but the rows in the result.
5. If only columns that decide have a say: the members of the table.
6. The table.

In 2 to 5, columns that do not decide may be shown if the row's key is in the result, or is equal to a column that is:
then these rows count as read, each by itself. Whatever is not understood depends on all its tables.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from delivery.changes.declared import Watched, is_day, members_tag, row_tag, set_tag, watched
from delivery.recording.bounds import Bounds, Key, bounds_of, scopes_in
from delivery.recording.joins import read_joins
from delivery.recording.parsing import OfTheMoment, query_of
from delivery.recording.plans import Bound, Found, Plan, Wide
from delivery.recording.scopes import Column, Query, Source
from delivery.recording.tables import columns_by_table, is_foreign_key, text_of
from delivery.recording.tokens import NotUnderstood

# Statements that are kept; there are about two hundred in all pages together, some for several lengths of a list.
MOST_PLANS = 2000


_plans: dict[str, Plan] = {}
NOTHING = Plan()


def plan_of(sql: str) -> Plan:
    plan = _plans.get(sql)
    if plan is None:
        if len(_plans) >= MOST_PLANS:
            for old in list(_plans)[: MOST_PLANS // 2]:
                _plans.pop(old, None)
        plan = _plans[sql] = _make(sql)
    return plan


def forget() -> None:
    """Of all statements what was found: other tables are declared now."""
    _plans.clear()


_HARMLESS = re.compile(r"\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|SHOW|PRAGMA|EXPLAIN)\b", re.IGNORECASE)
_READS = re.compile(r"[\s(]*SELECT\b", re.IGNORECASE)


def _make(sql: str) -> Plan:
    if _HARMLESS.match(sql):
        return NOTHING
    if not _READS.match(sql):
        return Plan(unkept=f"writes: {sql.strip()[:60]}")
    try:
        query = query_of(sql)
        query.select(range(len(query.scopes[0].outputs)))
        return _Reading(query).plan()
    except OfTheMoment:
        return Plan(unkept=f"asks the database for the time: {sql[:60]}")
    except NotUnderstood:
        return _coarse(sql)


_NAMES = re.compile(r'"((?:[^"]|"")+)"|([A-Za-z_][A-Za-z0-9_$]*)')
_SOURCES = re.compile(r'\b(?:FROM|JOIN)\s+(?:ONLY\s+)?"?([A-Za-z_][A-Za-z0-9_$]*)"?', re.IGNORECASE)


def _coarse(sql: str) -> Plan:
    """All tables whose names are in the statement, wholly."""
    known, declared = columns_by_table(), watched()
    named = {quoted or bare for quoted, bare in _NAMES.findall(sql)}
    named |= {name.lower() for name in named}
    private = sorted({name for name in named if name in known and name not in declared})
    private += [name for name in _SOURCES.findall(sql) if name.upper() != "SELECT" and name not in declared]
    if private:
        return Plan(unkept=f"reads {private[0]}")
    return Plan(wide=tuple(Wide(name, name) for name in sorted(named) if name in declared))


@dataclass
class _Reading:
    """The making of one statement's plan."""

    query: Query
    bound: list[Bound] = field(default_factory=list)
    wide: list[Wide] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def plan(self) -> Plan:
        self.bounds: Bounds = bounds_of(self.query)
        self.shown = _shown(self.query)
        # Sources that depend on sets or rows of theirs.
        self.in_sets: set[int] = set()
        self.tables: dict[int, str] = {}
        joined = [source for scope in scopes_in(self.query) for source in scope.sources.values()]
        read_joins([source for source in joined if source.on_columns])
        sources = [source for source in joined if source.table]
        waiting = []
        for source in sources:
            one = watched().get(source.table)
            if one is None:
                return Plan(unkept=f"reads {source.table}")
            if not source.used | source.selected <= set(columns_by_table()[source.table]):
                raise NotUnderstood("a column that no model knows")
            if hidden := source.used & one.private:
                return Plan(unkept=f"asks for {source.table}.{min(hidden)}, of which changes are not told")
            self.tables[id(source)] = source.table
            if not self._take(source, one):
                waiting.append((source, one))
        # What carries a set is known once all sets are.
        for source, one in waiting:
            if not self._is_carried(source, one):
                self._take_widely(source, one)
        notes = tuple(dict.fromkeys(self.notes))
        return Plan("", tuple(self.bound), tuple(self.wide), notes, tuple(self.found))

    def _take(self, source: Source, one: Watched) -> bool:
        """1 to 3."""
        used, selected = source.used - {one.key}, source.selected - {one.key}
        if bound := self._bound(source, one, (one.key,), lambda values: row_tag(one.table, values[0])):
            self.bound.append(bound)
            self.in_sets.add(id(source))
            return True
        if not used and self._is_only_joined(source, one) and self._note(source, one, selected):
            return True
        if used <= one.deciding:
            for columns in sorted(one.sets, key=len, reverse=True):
                bound = self._bound(source, one, columns, _tagger(one.table, columns))
                found = None if bound else self._found(source, one, columns)
                if (bound or found) and self._note(source, one, selected - one.deciding):
                    self.bound += [bound] if bound else []
                    self.found += [found] if found else []
                    self.in_sets.add(id(source))
                    return True
        return False

    def _found(self, source: Source, one: Watched, columns: tuple[str, ...]) -> Found | None:
        place, key = self.shown.get((id(source), columns[0])), (id(source), columns[0])
        text = text_of(columns_by_table()[one.table][columns[0]])
        if len(columns) > 1 or place is None or text is None or key not in self.bounds.alone:
            return None
        return Found(place, _tagger(one.table, columns), text, Wide(one.table, one.table))

    def _is_carried(self, source: Source, one: Watched) -> bool:
        """4."""
        if not source.used - {one.key} <= one.deciding:
            return False
        carried = {(model._meta.db_table, column) for model, column in one.carried}

        def is_covered(id_: int, name: str) -> bool:
            return id_ in self.in_sets and (self.tables[id_], name) in carried

        keys = self.bounds.all_equal(source, one.key)
        among = [query for key in keys for query in self.bounds.among.get(key, ())]
        is_carried = any(is_covered(*key) for key in keys[1:]) or any(
            all(column and is_covered(*column.key) for column in _first_columns(query)) for query in among
        )
        return is_carried and self._note(source, one, source.selected - {one.key} - one.deciding)

    def _take_widely(self, source: Source, one: Watched) -> None:
        """5 and 6."""
        is_decided = source.used - {one.key} <= one.deciding
        if is_decided and self._note(source, one, source.selected - {one.key} - one.deciding):
            self.wide.append(Wide(one.table, members_tag(one.table)))
        else:
            self.wide.append(Wide(one.table, one.table))

    def _bound(
        self, source: Source, one: Watched, columns: tuple[str, ...], tag: Callable[[tuple[str, ...]], str]
    ) -> Bound | None:
        values = []
        for column in columns:
            if is_day(column):
                return None
            found = self.bounds.values_of(source, column)
            text = text_of(columns_by_table()[one.table][column])
            if found is None or text is None:
                return None
            values.append((tuple(found), text))
        decides = source.used - {one.key} <= one.deciding
        otherwise = members_tag(one.table) if decides and source.selected - {one.key} <= one.deciding else one.table
        return Bound(tag, tuple(values), Wide(one.table, otherwise), names_rows=columns == (one.key,))

    def _note(self, source: Source, one: Watched, columns: set[str]) -> bool:
        """Note the rows in the result if columns of them are shown that nothing else covers.

        False: their keys are not in the result.
        """
        if not columns:
            return True
        places = [self.shown[key] for key in self.bounds.all_equal(source, one.key) if key in self.shown]
        if places:
            self.notes.append((places[0], row_tag(one.table, "")))
        return bool(places)

    def _is_only_joined(self, source: Source, one: Watched) -> bool:
        """Whether only rows have a say to which a foreign key leads."""
        keys = self.bounds.all_equal(source, one.key)
        if any(self._leads_to(id_, name, one) for id_, name in keys[1:]):
            return True
        among = [query for key in keys for query in self.bounds.among.get(key, ())]
        return any(
            all(column and is_foreign_key(column.source.table, column.name, one) for column in _first_columns(query))
            for query in among
        )

    def _leads_to(self, id_: int, name: str, one: Watched) -> bool:
        column = self.bounds.columns.get((id_, name))
        return bool(column and is_foreign_key(column.source.table, name, one))


def _first_columns(query: Query) -> list[Column | None]:
    return [scope.outputs[0].column for scope in query.scopes]


def _tagger(table: str, columns: tuple[str, ...]) -> Callable[[tuple[str, ...]], str]:
    return lambda values: set_tag(table, columns, values)


def _shown(query: Query) -> dict[Key, int]:
    """Columns that are in the result as they are, and where."""
    found: dict[Key, int] = {}

    def look(place: int, within: Query, number: int) -> None:
        for scope in within.scopes:
            column = scope.outputs[number].column
            if column is None:
                continue
            found.setdefault(column.key, place)
            if column.source.query and (next_ := column.source.query.place_of(column.name)) is not None:
                look(place, column.source.query, next_)

    for place in range(len(query.scopes[0].outputs)):
        look(place, query, place)
    return found
