"""Thousands of rows at once: one prepared statement writes all; keys of new ones are reserved before.

`bulk_create` and `bulk_update` write a statement with a sign for each value, which costs more than the database needs
to carry it out.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

type Adapt = Callable[[Any], Any]
# What the drivers take as it is.
_TAKEN = frozenset({"AutoField", "BigAutoField", "BooleanField", "TextField"})


def create_many[T: models.Model](
    rows: Iterable[T],
    *,
    as_is: Collection[str] = (),
    ignore_conflicts: bool = False,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
) -> list[T]:
    """Write new rows of one model, and return them with their keys; no signal is sent, as by `bulk_create`.

    Args:
        as_is: fields whose values are stored as they are, though saving a row would set or clean them: moments, and a
            body that was sanitised and has its ids.
        ignore_conflicts: rows that are there already are left out.
        unique, update: of a row that is there already, as its `unique` fields say, the `update` fields are written.
            With either, the key of a row says nothing afterwards.
    """
    rows = list(rows)
    if not rows:
        return rows
    model = type(rows[0])
    conflict = " ON CONFLICT DO NOTHING" if ignore_conflicts else _conflict(model, unique, update)
    with transaction.atomic(savepoint=False):
        keyless = [row for row in rows if row.pk is None]
        for row, key in zip(keyless, reserved(model, len(keyless)), strict=True):
            row.pk = key
        for field in _set_by_saving(model):
            if field.name not in as_is:
                for row in rows:
                    setattr(row, field.attname, field.pre_save(row, True))
        _insert(model, rows, conflict)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return rows


def update_many[T: models.Model](rows: Iterable[T], fields: Sequence[str]) -> None:
    """Write these fields of rows as they stand; nothing is set or cleaned, as by `bulk_update`."""
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    key = model._meta.pk
    wanted = [model._meta.get_field(name) for name in fields]
    columns = [field for field in model._meta.concrete_fields if field in wanted]
    written = ", ".join(f"{_quoted(field)} = %s" for field in columns)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_table(model)} SET {written} WHERE {_quoted(key)} = %s",  # noqa: S608
            _values(rows, [*columns, key]),
        )


def reserved(model: type[models.Model], number: int) -> Sequence[int]:
    """The next so many keys of a model, which nobody else is given; to be written in the same transaction."""
    if not number:
        return ()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The transaction holds the lock of whoever writes, from its start.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            found = cursor.fetchone()
            last = found[0] if found else 0
            return range(last + 1, last + 1 + number)
        sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        cursor.execute(sql, [_table(model), model._meta.pk.column, number])
        return [key for (key,) in cursor.fetchall()]


def _insert(model: type[models.Model], rows: Sequence[models.Model], conflict: str) -> None:
    fields = list(model._meta.concrete_fields)
    names = ", ".join(map(_quoted, fields))
    signs = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_table(model)} ({names}) VALUES ({signs}){conflict}",  # noqa: S608
            _values(rows, fields),
        )


def _values(rows: Sequence[models.Model], fields: Sequence[models.Field]) -> list[list[Any]]:
    """The values of rows as the driver takes them."""
    adapts = [(place, adapt) for place, field in enumerate(fields) if (adapt := _adapt_of(field))]
    read = attrgetter(*(field.attname for field in fields))
    values = []
    for row in rows:
        told = list(read(row))
        for place, adapt in adapts:
            told[place] = adapt(told[place])
        values.append(told)
    return values


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: models.Field) -> str:
    """The name of its column."""
    return connection.ops.quote_name(str(field.column))


def _conflict(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    if not update:
        return ""
    columns = {field.name: _quoted(field) for field in model._meta.concrete_fields}
    written = ", ".join(f"{columns[name]} = excluded.{columns[name]}" for name in update)
    return f" ON CONFLICT ({', '.join(columns[name] for name in unique)}) DO UPDATE SET {written}"


@cache
def _set_by_saving(model: type[models.Model]) -> list[models.Field]:
    """Fields whose values saving sets or cleans: moments of now, bodies, files."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field).pre_save is not models.Field.pre_save
        and (not isinstance(field, models.DateField) or field.auto_now or field.auto_now_add)
    ]


@cache
def _adapt_of(field: models.Field) -> Adapt | None:
    """How values of a field are made ready; None: the driver takes them as they are."""
    its: Any = field.target_field if isinstance(field, models.ForeignKey) else field
    kind = its.get_internal_type()
    if kind in _TAKEN or kind.endswith("IntegerField"):
        return None
    if kind == "CharField":
        # A choice is a kind of string, and stored as the string that it is.
        return _plain if its.choices or its is not field else None
    if kind == "DateTimeField":
        return connection.ops.adapt_datetimefield_value

    def adapt(value: Any) -> Any:
        return None if value is None else field.get_db_prep_save(value, connection=connection)

    return adapt


def _plain(value: Any) -> Any:
    return str.__str__(value) if isinstance(value, str) else value
