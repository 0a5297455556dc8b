"""Results whose rows are noted as they are fetched."""

from collections.abc import Iterator
from typing import Any


class NotingCursor:
    """A database's cursor that notes the keys in the rows that it gives.

    Attributes:
        plain: the cursor itself.
    """

    def __init__(self, plain: Any, notes: tuple[tuple[int, str], ...], *sinks: set[str]) -> None:
        """Args: notes: columns that hold keys, and the beginning of their tags; sinks: where these go."""
        self.plain = plain
        self._notes = notes
        self._sinks = sinks

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)

    def __iter__(self) -> Iterator[Any]:
        for row in self.plain:
            self._note([row])
            yield row

    def fetchone(self) -> Any:
        row = self.plain.fetchone()
        if row is not None:
            self._note([row])
        return row

    def fetchmany(self, *args: Any, **kwargs: Any) -> Any:
        rows = self.plain.fetchmany(*args, **kwargs)
        self._note(rows)
        return rows

    def fetchall(self) -> Any:
        rows = self.plain.fetchall()
        self._note(rows)
        return rows

    def _note(self, rows: Any) -> None:
        for place, prefix in self._notes:
            found = [f"{prefix}{row[place]}" for row in rows if row[place] is not None]
            for sink in self._sinks:
                sink.update(found)
