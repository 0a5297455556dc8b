"""What is known of tables: their columns, and how values stand in tags."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from delivery.changes.declared import Watched


@cache
def columns_by_table() -> Mapping[str, Mapping[str, models.Field]]:
    """The columns of every table that a model has."""
    found: dict[str, dict[str, models.Field]] = {}
    for model in apps.get_models(include_auto_created=True):
        held = found.setdefault(model._meta.db_table, {})
        held.update({str(field.column): field for field in model._meta.local_concrete_fields})
    return found


def is_foreign_key(table: str, name: str, one: Watched) -> bool:
    """Whether the database sees to it that the column leads to a row of the watched table."""
    column = columns_by_table().get(table, {}).get(name)
    return bool(
        isinstance(column, models.ForeignKey)
        and column.db_constraint  # type: ignore[attr-defined]
        and column.target_field.model._meta.db_table == one.table
        and column.target_field.column == one.key
    )


def text_of(field_: models.Field) -> Callable[[Any], str | None] | None:
    """How a value of the column stands in tags, None for what is none of its kind; None: it stands in none."""
    while isinstance(field_, models.ForeignKey):
        field_ = field_.target_field
    if getattr(field_, "db_collation", None):
        return None
    match field_:
        case models.BooleanField():
            return _truth
        case models.AutoField() | models.IntegerField():
            return _number
        case models.UUIDField():
            return _uuid
        case models.DateField():
            return None
        case models.CharField() | models.TextField():
            return _line
    return None


def _truth(value: Any) -> str | None:
    return str(bool(value)) if value in {True, False} else "None" if value is None else None


def _number(value: Any) -> str | None:
    if value is None:
        return "None"
    return str(int(value)) if isinstance(value, int) and not isinstance(value, bool) else None


def _line(value: Any) -> str | None:
    if value is None:
        return "None"
    return str(value) if isinstance(value, str) and "\n" not in value else None


def _uuid(value: Any) -> str | None:
    if value is None:
        return "None"
    return str(value) if isinstance(value, UUID) or (isinstance(value, str) and value.isalnum()) else None
