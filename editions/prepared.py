"""Queries whose SQL is made once: composing and compiling a read costs more than the database needs to answer it.

    @prepared
    def newest(code: str, /, *, now: datetime) -> QuerySet[Article]:
        return Article.objects.in_edition(code).live(now).newest_first()[:6]

    newest("fa", now=timezone.now())        # a list, in one query

What stands before "/" shapes the SQL: it is made once for each combination, so there must be few. What stands after
"*" is a value: the function is called with marks in their place, which become parameters, so it may hand them to
filters and must not look at them. A list, of keys for `__in`, is padded to one of few lengths by repeating its last;
a tuple keeps its length. Neither may be empty.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from editions.rows import Maker, maker_of
from editions.unions import read_union, union_sql

# Values that no caller means. Whole numbers within what every column of that kind holds.
_FIRST_NUMBER = 2_000_000_000
_LENGTHS = (8, 16, 32, 64, 128, 256)


@dataclass(frozen=True)
class _Statement:
    """A compiled read.

    Attributes:
        queryset, compiler: what it was composed as; None of several in one.
        maker: makes its rows instances; None: Django does.
        places: of the parameters that are values: where each stands, and the value's number.
    """

    queryset: QuerySet | None
    compiler: Any
    maker: Maker | None
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]

    def read(self, values: list[Any]) -> list[Any]:
        filled = list(self.params)
        for at, number in self.places:
            filled[at] = values[number]
        params = tuple(filled)
        if self.queryset is None:
            return read_union(self.sql, params)
        if self.maker:
            return self._make(self.maker, params)
        # `copy` would read the rows: a queryset is pickled with them.
        queryset: Any = object.__new__(type(self.queryset))
        queryset.__dict__.update(self.queryset.__dict__)
        # Not by the property `query`, which chooses how rows are given anew.
        queryset._query = _Bound(self, params)
        return list(queryset._iterable_class(queryset))

    def _make(self, maker: Maker, params: tuple[Any, ...]) -> list[Any]:
        used = connections[self.compiler.using]
        cursor: Any
        with used.cursor() as cursor:
            # Says to whoever looks on (delivery/recording) that these rows become instances.
            cursor.makes_instances = True
            cursor.execute(self.sql, params)
            return maker.make(cursor.fetchall(), used)


class _Bound:
    """A query whose compiler is ready, with the values of one call. All else is the composed query's."""

    def __init__(self, statement: _Statement, params: tuple[Any, ...]) -> None:
        self._query = statement.queryset.query  # type: ignore[union-attr]
        self._compiler = copy(statement.compiler)
        # Of this thread: what was composed in one is read in all.
        self._compiler.connection = connections[self._compiler.using]
        self._compiler.as_sql = lambda *args, **kwargs: (statement.sql, params)

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


def prepared(build: Callable[..., QuerySet | list[QuerySet]]) -> Callable[..., list[Any]]:
    """Make a function that composes a queryset into one that reads it, with the SQL of its first call.

    Of a function that composes several, as `fetch_union` takes them, it reads all in one query, as that does.

    Raises:
        ValueError: at the first call: a value becomes no parameter, so that later ones would be left out unheard.
    """
    statements: dict[Any, _Statement] = {}

    @wraps(build)
    def read(*shape: Any, **values: Any) -> list[Any]:
        flat, kinds = _flatten(values)
        key = (connection.vendor, get_language(), shape, kinds)
        statement = statements.get(key)
        if statement is None:
            statement = statements[key] = _compile(build, shape, kinds)
        return statement.read(flat)

    return read


def _flatten(values: dict[str, Any]) -> tuple[list[Any], tuple[tuple[str, type, int], ...]]:
    """All values one after the other, as they stand among parameters, and of each name what it holds: its type and, of
    a list, its padded length."""
    flat: list[Any] = []
    kinds = []
    for name, value in values.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            length = len(value)
            if isinstance(value, list):
                length = next((size for size in _LENGTHS if size >= length), -length // 256 * -256)
            own = value if isinstance(value[0], int) else [_adapted(one) for one in value]
            flat += [*own, *[own[-1]] * (length - len(own))]
            kinds.append((name, type(value[0]), length))
        else:
            flat.append(_adapted(value))
            kinds.append((name, type(value), 0))
    return flat, tuple(kinds)


def _compile(build: Any, shape: tuple[Any, ...], kinds: tuple[tuple[str, type, int], ...]) -> _Statement:
    marks: list[Any] = []
    given: dict[str, Any] = {}
    for name, kind, length in kinds:
        made = [_mark(kind, len(marks) + number) for number in range(max(length, 1))]
        marks += made
        given[name] = made if length else made[0]
    built = build(*shape, **given)
    if isinstance(built, list):
        queryset, compiler = None, None
        sql, params = union_sql(built)
    else:
        queryset, compiler = built, built.query.get_compiler(using=built.db)
        sql, params = compiler.as_sql()
    numbers = {_adapted(mark): number for number, mark in enumerate(marks)}
    places = [(at, numbers[param]) for at, param in enumerate(params) if param.__hash__ and param in numbers]
    if missing := set(range(len(marks))) - {number for _at, number in places}:
        raise ValueError(f"{build.__qualname__}: no parameter of the query is value {sorted(missing)}.")
    maker = maker_of(queryset, compiler) if queryset is not None else None
    return _Statement(queryset, compiler, maker, sql, tuple(params), tuple(places))


def _mark(kind: type, number: int) -> Any:
    if issubclass(kind, str):
        return f"\ue000{number}"
    if issubclass(kind, datetime):
        return datetime(1, 1, 2 + number // 86_400, tzinfo=UTC).replace(
            hour=number // 3600 % 24, minute=number // 60 % 60, second=number % 60
        )
    if issubclass(kind, int) and not issubclass(kind, bool):
        return _FIRST_NUMBER + number
    raise TypeError(f"No mark stands for a {kind.__name__}.")


def _adapted(value: Any) -> Any:
    """A value as it stands among the parameters."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
