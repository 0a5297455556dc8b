"""What a page depends on, noted while it is made.

    with recording() as made:
        response = …
    made.tags, made.position, made.until, made.unkept

Every statement that runs meanwhile in this thread is looked at (`analysis.py`); views and reads say the rest through
`editions/making.py`, whose functions stand here as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from editions.making import do_not_keep, narrowed, until

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


@contextmanager
def recording() -> Iterator[Recording]:
    """Note what is read in this thread meanwhile. Not within another one."""
    yield Recording()
