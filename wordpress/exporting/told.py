"""What an export says besides, for our own importer: in one hidden field of each item, as JSON.

WordPress keeps it and shows it nowhere. `wordpress.importing.told` reads it.
"""

import json
from datetime import UTC, datetime
from typing import Any

from wordpress.told import KEY


def told(**values: Any) -> list[tuple[str, str]]:
    """The field with what is not empty; no field where all is."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {}, False)}
    return [(KEY, json.dumps(kept, ensure_ascii=False, sort_keys=True))] if kept else []


def exact(value: datetime | None) -> str:
    """A moment to the second, in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if value else ""
