"""What a page depends on, noted while it is made.

    with recording() as made:
        response = …
    made.tags, made.position, made.until, made.unkept

Every statement that runs meanwhile in this thread is looked at (`analysis.py`), and of its result the keys of rows;
views and reads say the rest through `editions/making.py`, whose functions stand here as well.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import Model
from django.utils import timezone

from delivery.changes.declared import row_tag, set_tag, watched
from delivery.changes.following import Follower
from delivery.changes.positions import here
from delivery.recording.analysis import plan_of
from delivery.recording.plans import Plan, Wide
from delivery.recording.results import NotingCursor
from editions.making import Held, do_not_keep, listener, narrowed, until

__all__ = ["Recording", "do_not_keep", "narrowed", "recording", "until"]


@dataclass(eq=False)
class Recording:
    """What was noted of one page.

    Attributes:
        tags: what it depends on, as `delivery/changes/declared.py` names it.
        position: what its reads could see of the log; taken before the first of them.
        until: when it is no longer true, whatever is changed; None: never.
        unkept: why it cannot be kept; "": it can.
    """

    tags: set[str] = field(default_factory=set)
    position: Any = None
    until: datetime | None = None
    unkept: str = ""
    _held: list["_Held"] = field(default_factory=list)
    _parts: list["Recording"] = field(default_factory=list)
    # Results of which it is not known yet whether they have rows.
    reading: list[NotingCursor] = field(default_factory=list)

    def note(self, plan: Plan, params: Any) -> None:
        """A statement was run with these values."""
        if plan.unkept:
            self.set_unkept(plan.unkept)
        for bound in plan.bound:
            found = bound.tags(params)
            if found is None:
                self._widen(bound.otherwise)
            elif (held := self._held_of(bound.otherwise.table)) and held.is_instead and not bound.names_rows:
                held.wide.update(found)
            else:
                self.into.update(found)
        for wide in plan.wide:
            self._widen(wide)

    def _widen(self, wide: Wide) -> None:
        held = self._held_of(wide.table)
        (held.wide if held else self.into).add(wide.tag)

    def _held_of(self, table: str) -> "_Held | None":
        return next((held for held in reversed(self._held) if held.table == table), None)

    @property
    def into(self) -> set[str]:
        """Where tags are noted now: in the innermost part."""
        return self._parts[-1].tags if self._parts else self.tags

    def finish(self, sink: set[str]) -> None:
        """What goes there has been read."""
        for cursor in self.reading:
            if cursor.goes_to(sink):
                cursor.finish()

    def set_unkept(self, why: str) -> None:
        for one in (self, *self._parts):
            one.unkept = one.unkept or why

    def set_until(self, moment: datetime) -> None:
        for one in (self, *self._parts):
            if one.until is None or moment < one.until:
                one.until = moment


class _Held(Held):
    def __init__(self, table: str, *, is_instead: bool) -> None:
        self.table = table
        self.is_instead = is_instead
        # What the reads depend on if nothing else is said.
        self.wide: set[str] = set()
        self.rows: set[str] = set()
        self.sets: set[str] = set()

    def by(self, **values: Any) -> None:
        one = watched().get(self.table)
        if one is None:
            return
        if set(values) == {"id"}:
            self.rows.add(row_tag(self.table, values["id"]))
            return
        columns = next((columns for columns in one.sets if set(columns) == set(values)), None)
        if columns is None:
            raise ValueError(f"{self.table} has no set of {', '.join(values)}.")
        self.sets.add(set_tag(self.table, columns, [values[column] for column in columns]))

    @property
    def tags(self) -> set[str]:
        if not (self.rows or self.sets):
            return self.wide
        # Sets do not tell of columns that decide nothing.
        kept = {tag for tag in self.wide if tag == self.table} if self.sets else set()
        return self.rows | self.sets | kept


class _Listening:
    """A recording, as `editions/making.py` speaks to it."""

    def __init__(self, made: Recording, follower: Follower | None) -> None:
        self._made = made
        self._follower = follower
        self._has_looked = False

    def until(self, moment: datetime) -> None:
        self._made.set_until(moment)

    def do_not_keep(self, why: str) -> None:
        self._made.set_unkept(why)

    def begin_narrowing(self, model: type[Model], *, is_instead: bool) -> Held:
        held = _Held(model._meta.db_table, is_instead=is_instead)
        self._made._held.append(held)
        return held

    def end_narrowing(self, held: Held) -> None:
        if isinstance(held, _Held):
            self._made._held.remove(held)
            self._made.into.update(held.tags)

    def begin_part(self) -> Recording:
        part = Recording(position=here())
        self._made._parts.append(part)
        return part

    def end_part(self, part: object) -> None:
        if isinstance(part, Recording):
            self._made._parts.remove(part)
            self._made.finish(part.tags)
            self._made.into.update(part.tags)

    def take_part(self, part: object) -> bool:
        if self._follower is None or not isinstance(part, Recording) or part.unkept:
            return False
        if part.until and part.until <= timezone.now():
            return False
        if not self._has_looked:
            # What the page's own position sees must have been heard of.
            try:
                self._follower.look()
            except DatabaseError:
                return False
            self._has_looked = True
        if self._follower.is_blind or self._follower.recent.is_outdated(part.tags, part.position):
            return False
        self._made.into.update(part.tags)
        if part.until:
            self._made.set_until(part.until)
        return True


@contextmanager
def recording(follower: Follower | None = None) -> Iterator[Recording]:
    """Note what is read in this thread meanwhile. Not within another one.

    Args:
        follower: who knows what has changed lately, for parts that are kept between pages; without one none is used.
    """
    made = Recording(position=here())
    token = listener.set(_Listening(made, follower))
    try:
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(_watching(made)))
            yield made
    finally:
        listener.reset(token)
        made.finish(made.tags)


def _watching(made: Recording) -> Callable[..., Any]:
    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        cursor = context["cursor"]
        if type(cursor.cursor) is NotingCursor:
            cursor.cursor = cursor.cursor.plain
        result = run(sql, params, many, context)
        plan = plan_of(sql)
        made.note(plan, params)
        if plan.notes or plan.found:
            cursor.cursor = noting = NotingCursor(cursor.cursor, plan, made.into, made.tags)
            if plan.found:
                made.reading.append(noting)
        return result

    return execute
