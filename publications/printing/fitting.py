"""Filling pages: an article that runs a few lines over its last page is drawn closer, and what follows a page that is
half empty begins there.

Only the process that draws knows how long a text is in lines, so it draws, looks, and draws again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from publications.printing.tree import remove

# Of a page's height: less than this on its last page is brought back to the page before, by a smaller picture if it is
# very little; what ends above the last of them leaves room for the beginning of the next.
RUNS_LITTLE_OVER, RUNS_OVER, LEAVES_ROOM = 0.2, 0.4, 0.5
TIMES = 3
IMPRINT, CONTENTS = "imprint", "contents"


@dataclass
class Place:
    """Where an article stands: its first and last page, and how far down the last it reaches, from 0 to 1."""

    first: int
    last: int
    reach: float


def places_of(pages: Iterable[Any]) -> dict[str, Place]:
    """The places of articles by their ids, of the imprint, and of all lines of the contents as of one thing."""
    found: dict[str, Place] = {}
    for number, page in enumerate(pages):
        sheet = page._page_box
        top, height = sheet.content_box_y(), sheet.height
        for box in sheet.descendants():
            name = named(box)
            if not name:
                continue
            reach = (box.position_y + box.margin_height() - top) / height
            place = found.setdefault(name, Place(number, number, 0.0))
            if place.last != number:
                place.last, place.reach = number, 0.0
            place.reach = max(place.reach, reach)
    return found


def named(box: Any) -> str:
    """By what the box's element is known here; "" of all others, and of boxes that only belong to one."""
    element = box.element
    if element is None or box.element_tag not in {"article", "section", "li"}:
        return ""
    if box.element_tag == "article":
        return element.get("id") or ""
    first = (element.get("class") or "").partition(" ")[0]
    return {"colophon": IMPRINT, "inside__entry": CONTENTS}.get(first, "")


def fit(root: ElementTree.Element, places: dict[str, Place]) -> bool:
    """Say of articles how they are to be drawn the next time; False where nothing is to be changed."""
    changed = move_imprint(root, places)
    before: Place | None = None
    before_changed = False
    for article in root.iter("article"):
        place = places.get(article.get("id") or "")
        if place is None:
            continue
        runs_over = place.last > place.first and place.reach < RUNS_OVER
        wanted = ""
        if runs_over and not has(article, "piece--closest"):
            is_first = place.reach < RUNS_LITTLE_OVER and not has(article, "piece--close")
            wanted = "piece--close" if is_first else "piece--closest"
        # One that could not be brought back leaves room for the next; so does a short one.
        leaves_room = before is not None and before.reach < LEAVES_ROOM
        if not wanted and leaves_room and not before_changed and not has(article, "piece--follows"):
            wanted = "piece--follows"
        if wanted:
            changed = give(article, wanted)
        before, before_changed = place, bool(wanted)
    return changed


def move_imprint(root: ElementTree.Element, places: dict[str, Place]) -> bool:
    """Put the imprint behind the last article where it would have a page for itself after the contents."""
    imprint, contents = places.get(IMPRINT), places.get(CONTENTS)
    body = root.find("body")
    if imprint is None or contents is None or body is None or imprint.first <= contents.last:
        return False
    for parent in body.findall("section"):
        for child in parent.findall("section"):
            if has(child, "colophon"):
                remove(parent, child)
                body.append(child)
                return True
    return False


def has(element: ElementTree.Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def give(element: ElementTree.Element, name: str) -> bool:
    element.set("class", f"{element.get('class') or ''} {name}".strip())
    return True
