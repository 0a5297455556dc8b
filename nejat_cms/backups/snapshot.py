"""One moment of the database, read while editors go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, FileField, Model, QuerySet

from nejat_cms.backups.contents import kept_fields
from nejat_cms.backups.values import to_json

CHUNK = 500


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read within is of one moment. Nobody waits for it, and it writes nothing.

    Django's `atomic` would take SQLite's lock for writing, since settings ask for that at the start of transactions.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            # The moment is that of the first read.
            cursor.execute("SELECT count(*) FROM django_migrations").fetchone()
            yield
        finally:
            cursor.execute("ROLLBACK")


def count_rows(model: type[Model]) -> int:
    return QuerySet(model).count()


def rows(model: type[Model], *, noted: set[str]) -> Iterator[list[Any]]:
    """The rows of a model, one at a time, as JSON takes them; `noted` gets the names of files that they have.

    Columns are read by their own names: managers, among them those of translated fields, have no say.
    """
    fields = kept_fields(model)
    found: QuerySet[Any, Any] = QuerySet(model).order_by("pk").values_list(*(field.attname for field in fields))
    holders = [place for place, field in enumerate(fields) if isinstance(field, FileField)]
    for row in found.iterator(chunk_size=CHUNK):
        noted.update(str(row[place]) for place in holders if row[place])
        yield [_value(value, field) for value, field in zip(row, fields, strict=True)]


def _value(value: Any, field: Field) -> Any:
    return to_json(value.name if hasattr(value, "storage") else value, field)
