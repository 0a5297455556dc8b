"""What surrounds every page of an edition: its menu and its links elsewhere.

Kept in each process, so that no page pays for it. Where pages are kept, their keeper knows whether anything has changed
of what a frame was made of (editions/making.py). Elsewhere it is made anew when the edition's row, which every request
reads, carries another version; a menu's targets may also go live or over by the clock: hence the age.
"""

import time
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from editions.addresses import path_to
from editions.making import is_noted, part, still_true
from editions.menus import Entry
from editions.models import Edition, SocialLink
from editions.queries import menu_of

MAX_AGE = 60.0


@dataclass(frozen=True)
class Frame:
    menu: list[Entry]
    social_links: list[SocialLink]
    search: str
    # Of this very frame: what is drawn of it is drawn anew of the next one (editions/memo.py).
    memo_key: int = field(default_factory=count().__next__)

    def place_of(self, path: str) -> str:
        """The path where the menu leads to it; "" where it does not."""
        leads = any(path in (entry.address, *entry.addresses) for entry in self.menu)
        return path if leads or path == self.search else ""


class Kept(NamedTuple):
    """A frame, and by what it is known whether it is true still; `made_of`: None where nobody noted that."""

    frame: Frame
    version: int
    since: float
    made_of: object


_frames: dict[str, Kept] = {}


def frame_of(edition: Edition) -> Frame:
    kept = _frames.get(edition.code)
    if kept and is_true(kept, edition):
        return kept.frame
    with part() as made_of:
        frame = Frame(
            menu_of(edition.code),
            list(SocialLink.objects.filter(edition=edition)),
            path_to("search:results", edition.code),
        )
    _frames[edition.code] = Kept(frame, edition.frame_version, time.monotonic(), made_of)
    return frame


def is_true(kept: Kept, edition: Edition) -> bool:
    if is_noted():
        return still_true(kept.made_of)
    return kept.version == edition.frame_version and time.monotonic() - kept.since < MAX_AGE
