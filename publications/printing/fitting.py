"""Filling pages: an article that runs a few lines over its last page is drawn closer, and what follows a page that is
half empty begins there.

Only the process that draws knows how long a text is in lines, so it draws, looks, and draws again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

# Of a page's height: less than this on its last page is brought back to the page before, if it can be;
# what ends above this leaves room for the beginning of the next.
RUNS_OVER, LEAVES_ROOM = 0.4, 0.5
TIMES = 3


@dataclass
class Place:
    """Where an article stands: its first and last page, and how far down the last it reaches, from 0 to 1."""

    first: int
    last: int
    reach: float


def places_of(pages: Iterable[Any]) -> dict[str, Place]:
    """The places of articles by their ids."""
    found: dict[str, Place] = {}
    for number, page in enumerate(pages):
        sheet = page._page_box
        top, height = sheet.content_box_y(), sheet.height
        for box in sheet.descendants():
            element = box.element
            if element is None or element.tag != "article" or box.element_tag != "article":
                continue
            reach = (box.position_y + box.margin_height() - top) / height
            name = element.get("id") or ""
            place = found.setdefault(name, Place(number, number, 0.0))
            if place.last != number:
                place.last, place.reach = number, 0.0
            place.reach = max(place.reach, reach)
    return found


def fit(root: ElementTree.Element, places: dict[str, Place]) -> bool:
    """Say of articles how they are to be drawn the next time; False where nothing is to be changed."""
    changed = False
    before: Place | None = None
    for article in root.iter("article"):
        place = places.get(article.get("id") or "")
        if place is None:
            continue
        runs_over = place.last > place.first and place.reach < RUNS_OVER
        if runs_over and not has(article, "piece--close"):
            changed = give(article, "piece--close")
        elif runs_over and not has(article, "piece--closest"):
            changed = give(article, "piece--closest")
        # One that could not be brought back leaves room for the next; so does a short one.
        leaves_room = before is not None and before.reach < LEAVES_ROOM
        if leaves_room and not changed and not has(article, "piece--follows"):
            changed = give(article, "piece--follows")
        before = place
    return changed


def has(element: ElementTree.Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def give(element: ElementTree.Element, name: str) -> bool:
    element.set("class", f"{element.get('class') or ''} {name}".strip())
    return True
