"""Results whose rows are noted as they are fetched."""

from collections.abc import Iterator
from typing import Any

from delivery.recording.plans import Plan


class NotingCursor:
    """A database's cursor that notes the keys in the rows that it gives.

    Attributes:
        plain: the cursor itself.
    """

    def __init__(self, plain: Any, plan: Plan, *sinks: set[str]) -> None:
        """Args: plan: of the statement that was run; sinks: where the tags go."""
        self.plain = plain
        self._plan = plan
        self._sinks = sinks
        self._has_rows = False

    def finish(self) -> None:
        """No more rows will be fetched."""
        if not self._has_rows:
            self._tell([found.otherwise.tag for found in self._plan.found])

    def goes_to(self, sink: set[str]) -> bool:
        return any(one is sink for one in self._sinks)

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
        if not rows:
            return
        for place, prefix in self._plan.notes:
            self._tell([f"{prefix}{row[place]}" for row in rows if row[place] is not None])
        if self._plan.found and not self._has_rows:
            self._tell([found.tag_of(rows[0]) for found in self._plan.found])
        self._has_rows = True

    def _tell(self, tags: list[str]) -> None:
        for sink in self._sinks:
            sink.update(tags)
