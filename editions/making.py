"""What a page that is being made says of itself to whoever will keep it.

Nobody has to: which rows a page depends on is found from its reads (delivery/recording). Here stands what reads cannot
tell. None of it does anything, or costs anything, where nobody listens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model


class Held:
    """What the reads within `narrowed` depend on."""

    def by(self, **values: Any) -> None:
        """Rows that have these values, all of them: a declared set, in names of columns, or `id=` the key.

        May be called several times; each adds to what the reads depend on.
        """


class Listener(Protocol):
    """Who keeps the page."""

    def until(self, moment: datetime) -> None: ...

    def do_not_keep(self, why: str) -> None: ...

    def begin_narrowing(self, model: type[Model], *, is_instead: bool) -> Held: ...

    def end_narrowing(self, held: Held) -> None: ...

    def begin_part(self) -> object: ...

    def end_part(self, part: object) -> None: ...

    def take_part(self, part: object) -> bool: ...


listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def is_noted() -> bool:
    """Whether somebody listens: what the page is made of is noted."""
    return listener.get() is not None


def until(moment: datetime) -> None:
    """The page says something that is true until then, whatever is changed: this year, the last 48 hours."""
    if listening := listener.get():
        listening.until(moment)


def do_not_keep(why: str) -> None:
    """The page is of this moment only.

    Args:
        why: for those who wonder, in English: "asks another machine".
    """
    if listening := listener.get():
        listening.do_not_keep(why)


@contextmanager
def narrowed(model: type[Model], *, is_instead: bool = False) -> Iterator[Held]:
    """Say which rows of a table the reads within depend on, where their SQL cannot tell.

        with narrowed(Article) as held:
            rows = …
            if rows:
                held.by(story_id=rows[0].story_id)

    Where the SQL binds the rows itself, that counts; where nothing is said, the reads depend on the whole table.

    Args:
        is_instead: what is said counts in place of sets that the SQL binds: a read that is bound to an edition, but of
            which only the days between two moments decide.
    """
    listening = listener.get()
    if not listening:
        yield Held()
        return
    held = listening.begin_narrowing(model, is_instead=is_instead)
    try:
        yield held
    finally:
        listening.end_narrowing(held)


@contextmanager
def part() -> Iterator[object]:
    """What is read within is remembered by itself too, so that it may be kept and used in other pages.

        with part() as made_of:
            menu = …
        …
        if still_true(made_of): …

    What it gives is None where nobody listens.
    """
    listening = listener.get()
    if not listening:
        yield None
        return
    made_of = listening.begin_part()
    try:
        yield made_of
    finally:
        listening.end_part(made_of)


def still_true(made_of: object) -> bool:
    """Whether nothing has changed of what a part was made of; the page that is being made then depends on it too.

    Where nobody listens, nobody knows: whoever keeps the part has to decide.
    """
    listening = listener.get()
    return bool(listening and made_of is not None and listening.take_part(made_of))
