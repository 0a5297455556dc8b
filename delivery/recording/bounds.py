"""What conditions bind columns to: values, and other columns.

A condition counts where it holds of every row that can have a say: it stands alone or between ANDs in WHERE, or in the
ON of a join. Of a LEFT JOIN it counts for the rows of the joined table only. Between a query and one within it, values
go inwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from delivery.recording.parsing import columns_in
from delivery.recording.scopes import Column, Query, Scope, Source
from delivery.recording.tokens import Kind, NotUnderstood, Token, split

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Value:
    """Of a parameter, or one in the statement itself.

    Attributes:
        place: the parameter's; -1: none.
        is_list: whether the parameter is a list of values.
    """

    place: int = -1
    given: str | int | bool | None = None
    is_list: bool = False


@dataclass(eq=False)
class Bounds:
    """Attributes:
    values: of a column, each list of values that it is bound to.
    equal: of a column, those to which rows of its source must be equal if they are to have a say.
    among: of a column, queries whose output its values must be among.
    columns: by their keys.
    """

    values: dict[Key, list[list[Value]]] = field(default_factory=dict)
    equal: dict[Key, list[Column]] = field(default_factory=dict)
    among: dict[Key, list[Query]] = field(default_factory=dict)
    alone: set[Key] = field(default_factory=set)
    columns: dict[Key, Column] = field(default_factory=dict)

    def values_of(self, source: Source, name: str) -> list[Value] | None:
        """The shortest list of values that the column is bound to, by itself or over those it is equal to."""
        found = [one for key in self.all_equal(source, name) for one in self.values.get(key, ())]
        return min(found, key=lambda values: (len(values), any(one.is_list for one in values)), default=None)

    def all_equal(self, source: Source, name: str) -> list[Key]:
        """The column and all to which it must be equal."""
        found: list[Key] = [(id(source), name)]
        for key in found:
            found += [one.key for one in self.equal.get(key, ()) if one.key not in found]
        return found


def bounds_of(query: Query) -> Bounds:
    bounds = Bounds()
    for scope in scopes_in(query):
        _collect(scope.where, scope, bounds, None)
        for source in scope.sources.values():
            _collect(source.on, scope, bounds, source)
    return bounds


def scopes_in(query: Query) -> Iterator[Scope]:
    """All scopes of a query, those of queries within it too."""
    for scope in query.scopes:
        yield scope
        within = [source.query for source in scope.sources.values() if source.query]
        for one in (*within, *scope.nested.values()):
            yield from scopes_in(one)


def _collect(items: list[Token], scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    for part in split(items, "AND"):
        while len(part) == 1 and part[0].kind is Kind.GROUP and not part[0].is_query:
            part = part[0].items
        if len(split(part, "OR")) > 1:
            continue
        if len(split(part, "AND")) > 1:
            _collect(part, scope, bounds, joined)
        else:
            _take(part, scope, bounds, joined)


def _take(part: list[Token], scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    """Note what a single condition says."""
    is_denied = bool(part) and part[0].says("NOT")
    if column := _column_of(part[is_denied:], scope):
        _bind(column, [Value(given=not is_denied)], scope, bounds, joined)
        return
    place = next((n for n, token in enumerate(part) if token.says("=", "IN", "IS")), None)
    if place is None:
        return
    left, right = part[:place], part[place + 1 :]
    column = _column_of(left, scope)
    if part[place].says("="):
        _take_both(column, left, right, scope, bounds, joined)
    elif column and part[place].says("IN") and len(right) == 1:
        if right[0].is_query:
            _put_among(column, right[0], scope, bounds, joined)
        elif values := _values_in(right[0].items):
            _bind(column, values, scope, bounds, joined)
    elif column and len(right) == 1 and right[0].says("NULL"):
        _take_null(column, scope, bounds, joined)


def _take_null(column: Column, scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    # Of a row that a LEFT JOIN does not find, everything is NULL.
    if not column.source.is_optional or column.source is joined:
        _bind(column, [Value()], scope, bounds, joined)


def _take_both(
    column: Column | None,
    left: list[Token],
    right: list[Token],
    scope: Scope,
    bounds: Bounds,
    joined: Source | None,
) -> None:
    other = _column_of(right, scope)
    if column and other:
        _equate(column, other, scope, bounds, joined)
    elif column:
        _take_equal(column, right, scope, bounds, joined)
    elif other:
        _take_equal(other, left, scope, bounds, joined)


def _take_equal(column: Column, items: list[Token], scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    if len(items) == 1 and items[0].is_query:
        if _put_among(column, items[0], scope, bounds, joined):
            bounds.alone.add(column.key)
    elif len(items) == 1 and (values := _values_in(items)):
        _bind(column, values, scope, bounds, joined)
    elif len(items) == 2 and items[0].says("ANY") and [one.kind for one in items[1].items] == [Kind.PARAM]:
        _bind(column, [Value(items[1].items[0].place, is_list=True)], scope, bounds, joined)


def _column_of(items: list[Token], scope: Scope) -> Column | None:
    while len(items) == 1 and items[0].kind is Kind.GROUP and not items[0].is_query:
        items = items[0].items
    if (len(items) == 1 and (items[0].kind is Kind.QUOTED)) or (len(items) == 3 and items[1].says(".")):
        try:
            columns, _functions = columns_in(items, scope)
        except NotUnderstood:
            return None
        return columns[0] if len(columns) == 1 else None
    return None


def _values_in(items: list[Token]) -> list[Value] | None:
    values = []
    for part in split(items, ","):
        if len(part) != 1:
            return None
        [token] = part
        if token.kind is Kind.PARAM:
            values.append(Value(token.place))
        elif token.kind is Kind.TEXT:
            values.append(Value(given=token.value))
        elif token.kind is Kind.NUMBER and token.value.isdigit():
            values.append(Value(given=int(token.value)))
        elif token.says("TRUE", "FALSE"):
            values.append(Value(given=token.value == "TRUE"))
        else:
            return None
    return values


def _counts(column: Column, scope: Scope, joined: Source | None) -> bool:
    """Whether a condition of the scope says something of which rows of the column's source have a say."""
    return column.scope is scope and (joined is None or not joined.is_optional or column.source is joined)


def _bind(column: Column, values: list[Value], scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    if _counts(column, scope, joined):
        bounds.columns[column.key] = column
        bounds.values.setdefault(column.key, []).append(values)


def _equate(one: Column, other: Column, scope: Scope, bounds: Bounds, joined: Source | None) -> None:
    for target, origin in ((one, other), (other, one)):
        if _counts(target, scope, joined) and origin.source is not target.source:
            bounds.columns[target.key], bounds.columns[origin.key] = target, origin
            bounds.equal.setdefault(target.key, []).append(origin)


def _put_among(column: Column, group: Token, scope: Scope, bounds: Bounds, joined: Source | None) -> bool:
    if not (_counts(column, scope, joined) and group in scope.nested):
        return False
    bounds.columns[column.key] = column
    bounds.among.setdefault(column.key, []).append(scope.nested[group])
    return True
