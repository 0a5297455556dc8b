"""The queries of a statement, each with its sources, and for every column where it is used.

A *scope* is one SELECT; a *query* one scope or several that UNION joins. Of a column of a source it is told apart
whether it only goes into the result (`selected`), or has a say in which rows there are, and in which order (`used`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from delivery.recording.tokens import NotUnderstood, Token


@dataclass(eq=False, slots=True)
class Source:
    """A table or a query that a scope reads.

    Attributes:
        is_optional: of a LEFT JOIN: rows of the others stay where it has none.
        on: what it is joined by; `on_columns`: all columns in it, which count as used once somebody says so.
        used, selected: columns of a table.
    """

    alias: str
    table: str = ""
    query: "Query | None" = None
    is_optional: bool = False
    on: list[Token] = field(default_factory=list)
    on_columns: list["Column"] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    selected: set[str] = field(default_factory=set)


@dataclass(eq=False, slots=True)
class Column:
    """A column of a source of one scope."""

    scope: "Scope"
    source: Source
    name: str

    @property
    def key(self) -> tuple[int, str]:
        return (id(self.source), self.name)


@dataclass(eq=False, slots=True)
class Output:
    """What a scope gives: an expression and its name.

    Attributes:
        column: where it is nothing but a column.
        columns: all that it is made of.
        is_of_one_row: whether it is made of one row of each source.
    """

    name: str
    column: Column | None
    columns: list[Column]
    is_of_one_row: bool
    is_aggregate: bool = False


@dataclass(eq=False)
class Scope:
    parent: "Scope | None" = None
    sources: dict[str, Source] = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)
    where: list[Token] = field(default_factory=list)
    is_distinct: bool = False
    # Queries in its expressions, by the brackets in which they stand.
    nested: dict[Token, "Query"] = field(default_factory=dict)

    def find(self, alias: str) -> tuple["Scope", Source] | None:
        scope: Scope | None = self
        while scope:
            if alias in scope.sources:
                return scope, scope.sources[alias]
            scope = scope.parent
        return None


@dataclass(eq=False)
class Query:
    """Scopes whose rows are put together.

    Attributes:
        keeps_rows: each row of each scope is in the result, or one that is equal to it; not so after EXCEPT.
        is_distinct: equal rows are one.
    """

    scopes: list[Scope]
    keeps_rows: bool = True
    is_distinct: bool = False

    def place_of(self, name: str) -> int | None:
        """Of an output with the name; names are those of the first scope."""
        found = [number for number, output in enumerate(self.scopes[0].outputs) if output.name == name]
        return found[0] if len(found) == 1 else None

    def use(self, place: int) -> None:
        """What an output holds has a say in which rows there are."""
        for scope in self.scopes:
            for column in scope.outputs[place].columns:
                use(column)

    def use_all(self) -> None:
        for place in range(len(self.scopes[0].outputs)):
            self.use(place)

    def select(self, places: Iterable[int]) -> None:
        """These outputs go into the result, and nothing else is done with them."""
        for place in places:
            for scope in self.scopes:
                output = scope.outputs[place]
                for column in output.columns:
                    if output.is_of_one_row and self.keeps_rows:
                        select(column)
                    else:
                        use(column)


def use(column: Column) -> None:
    if column.source.query is None:
        column.source.used.add(column.name)
        return
    place = column.source.query.place_of(column.name)
    if place is None:
        raise NotUnderstood(f"column {column.name}")
    column.source.query.use(place)


def select(column: Column) -> None:
    query = column.source.query
    if query is None:
        column.source.selected.add(column.name)
        return
    place = query.place_of(column.name)
    if place is None:
        raise NotUnderstood(f"column {column.name}")
    query.select([place])
