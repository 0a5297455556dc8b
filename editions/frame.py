"""What surrounds every page of an edition: its menu and its links elsewhere.

Kept in each process and made anew when the edition's row, which every request reads, carries another version; so
no page pays for it and none shows an old one. A menu's targets may also go live or over by the clock: hence the age.
"""

import time
from dataclasses import dataclass, field
from itertools import count

from editions.addresses import path_to
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


_frames: dict[str, tuple[int, float, Frame]] = {}


def frame_of(edition: Edition) -> Frame:
    kept = _frames.get(edition.code)
    if kept and kept[0] == edition.frame_version and time.monotonic() - kept[1] < MAX_AGE:
        return kept[2]
    frame = Frame(
        menu_of(edition.code),
        list(SocialLink.objects.filter(edition=edition)),
        path_to("search:results", edition.code),
    )
    _frames[edition.code] = (edition.frame_version, time.monotonic(), frame)
    return frame
