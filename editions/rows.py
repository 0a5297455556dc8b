"""Rows of a compiled read made instances, as Django makes them, without asking of each row what is true of all.

Which columns belong to which model, what converts them and where related rows lie is found once, when the SQL is
made; signals before and after `__init__`, which nobody here hears for rows that are read, are left out. What a
queryset may ask for besides (annotated columns apart) is left to Django: `maker_of` says None.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

_FROM_DB = Model.from_db.__func__  # type: ignore[attr-defined]
# Is told the model and the key of all rows that are made here. One hearer: who keeps pages (delivery/recording).
_hearer: list[Callable[[type[Model], Iterable[Any]], None]] = []


def tell(hearer: Callable[[type[Model], Iterable[Any]], None]) -> None:
    """Let `hearer` know of the rows that become instances here: their model and their keys."""
    _hearer[:] = [hearer]


@dataclass(frozen=True)
class _Part:
    """What of a row belongs to one model.

    Attributes:
        start, end: of its columns.
        key: the place of its key among the row's columns.
        related: rows that are joined to it, each with the names under which the two know each other.
    """

    model: type[Model]
    names: tuple[str, ...]
    start: int
    end: int
    key: int
    related: "tuple[tuple[_Part, Callable[[Any, Any], None], Callable[[Any, Any], None] | None], ...]"

    def all_parts(self) -> "list[_Part]":
        return [self, *(part for joined, _local, _remote in self.related for part in joined.all_parts())]

    def make(self, row: Sequence[Any], alias: str) -> Any:
        model = self.model
        made = model.__new__(model)
        state = ModelState()
        state.adding = False
        state.db = alias
        held = made.__dict__
        held["_state"] = state
        held.update(zip(self.names, row[self.start : self.end], strict=True))
        for part, set_here, set_there in self.related:
            other = None if row[part.key] is None else part.make(row, alias)
            set_here(made, other)
            if set_there and other is not None:
                set_there(other, made)
        return made


@dataclass(frozen=True)
class Maker:
    """Makes the instances of one compiled read."""

    part: _Part
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    annotations: tuple[tuple[str, int], ...]

    def make(self, rows: Iterable[Sequence[Any]], connection: Any) -> list[Any]:
        rows = [self._converted(row, connection) for row in rows]
        if _hearer:
            for part in self.part.all_parts():
                _hearer[0](part.model, {row[part.key] for row in rows} - {None})
        made = [self.part.make(row, connection.alias) for row in rows]
        for name, place in self.annotations:
            for one, row in zip(made, rows, strict=True):
                one.__dict__[name] = row[place]
        return made

    def _converted(self, row: Sequence[Any], connection: Any) -> Sequence[Any]:
        if not self.converters:
            return row
        values = list(row)
        for place, converters, expression in self.converters:
            value = values[place]
            for convert in converters:
                value = convert(value, expression, connection)
            values[place] = value
        return values


def maker_of(queryset: QuerySet, compiler: Any) -> Maker | None:
    """What makes instances of the rows of a queryset whose SQL was made by `compiler`; None: Django has to."""
    mode: Any = queryset._fetch_mode  # type: ignore[attr-defined]
    if (
        queryset._iterable_class is not ModelIterable
        or mode.track_peers
        or queryset._known_related_objects  # type: ignore[attr-defined]
        or queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    ):
        return None
    part = _part_of(compiler.klass_info, compiler.select)
    if part is None:
        return None
    columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    if compiler.has_composite_fields(columns):
        return None
    converters = compiler.get_converters(columns)
    return Maker(
        part,
        tuple((place, functions, expression) for place, (functions, expression) in converters.items()),
        tuple((compiler.annotation_col_map or {}).items()),
    )


def _part_of(info: Any, select: Sequence[Any]) -> _Part | None:
    model, places = info["model"], info["select_fields"]
    names = tuple(select[place][0].target.attname for place in places)
    is_plain = places == list(range(places[0], places[-1] + 1)) and not info.get("from_parent")
    # A model that makes its rows itself goes on doing so, unless who does it hears of them here.
    if not is_plain or not (_hearer or model.from_db.__func__ is _FROM_DB):
        return None
    related = []
    for one in info.get("related_klass_infos", ()):
        part = _part_of(one, select)
        if part is None:
            return None
        is_forward_to_many = not one["reverse"] and not one["field"].unique
        related.append((part, one["local_setter"], None if is_forward_to_many else one["remote_setter"]))
    key = places[names.index(model._meta.pk.attname)]
    return _Part(model, names, places[0], places[-1] + 1, key, tuple(related))
