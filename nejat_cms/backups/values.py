"""Values of rows as JSON, and back, so that each comes out of any database as it went into another."""

import base64
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Field, ForeignKey, JSONField


def to_json(value: Any, field: Field) -> Any:
    """A value as the ORM reads it.

    Raises:
        TypeError: it is of a kind that is not known here; better no backup than one that lost something.
    """
    if isinstance(field, JSONField) or value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{field} holds a {type(value).__name__}, which a backup cannot keep.")


def from_json(value: Any, field: Field) -> Any:
    """What `to_json` made, as the ORM takes it."""
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, ForeignKey):
        return from_json(value, field.target_field)
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    if field.get_internal_type() == "DurationField":
        return timedelta(seconds=value)
    return field.to_python(value)
