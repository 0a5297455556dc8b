"""An old body in our form."""

import re

from editions.richtext.blocks import TAG
from editions.richtext.normalise import tidied
from wordpress.text import blocks, ours, shortcodes
from wordpress.text.around import Around, Converted, Leftover, Shown
from wordpress.text.elements import ELEMENT_HANDLERS
from wordpress.text.flow import Flow
from wordpress.text.lines import Block, levelled
from wordpress.text.media import MEDIA_HANDLERS, at_address
from wordpress.text.pictures import PICTURE_HANDLERS
from wordpress.text.tables import TABLE_HANDLERS
from wordpress.text.tree import Node, parse
from wordpress.text.walk import Walk

_HANDLERS = {
    **ELEMENT_HANDLERS,
    **PICTURE_HANDLERS,
    **MEDIA_HANDLERS,
    **TABLE_HANDLERS,
    **blocks.BLOCK_HANDLERS,
    **shortcodes.SHORTCODE_HANDLERS,
}
_UNKNOWN = {"wp:": blocks.unknown, "[": shortcodes.unknown}


def convert(body: str, around: Around) -> Converted:
    """The body of a post as the desk would store it, with what it shows and what has no form here.

    Takes time in proportion to the length of the body, whatever it holds.
    """
    source = body.replace("\r\n", "\n").replace("\r", "\n")
    return _ours(source, around) if ours.is_marked(source) else _theirs(source, around)


def _ours(source: str, around: Around) -> Converted:
    """A body that our own export wrote, with what somebody has added to it."""

    def others(part: str) -> tuple[str, list[Leftover], list[Shown]]:
        found = _theirs(part, around)
        return found.html, list(found.leftovers), list(found.pictures)

    reader = ours.Reader(around, others)
    html, _scan = tidied(reader.read(source))
    return Converted(html, tuple(reader.notes.pictures), None, tuple(reader.notes.leftovers))


def _theirs(source: str, around: Around) -> Converted:
    walk = Walk(around, source, _HANDLERS, unknown=_UNKNOWN)
    walk.at_address = at_address(walk)
    flow = Flow(walk.at_address, breaks_lines=True)
    found, end = _blocks(walk, parse(source), flow)
    found = levelled(found)
    html = _clean(found)
    beginning = _clean(found[:end]) if end is not None else ""
    standfirst_end = len(beginning) if beginning and html.startswith(beginning) else None
    return Converted(html, tuple(walk.notes.pictures), standfirst_end, walk.leftovers())


def _blocks(walk: Walk, root: Node, flow: Flow) -> tuple[list[Block], int | None]:
    """The blocks of a body, and how many of them stand before `<!--more-->`."""
    walk.root = flow
    walk.children(root, flow)
    flow.add(*shortcodes.noted(walk))
    found = flow.finished()
    places = [place for place, block in enumerate(found) if block.kind == "more"]
    kept = [block for block in found if block.kind != "more"]
    return kept, places[0] if places else None


def _clean(found: list[Block]) -> str:
    html, _scan = tidied("".join(block.written() for block in found))
    return _without_empty_links(html) if "<a>" in html else html


def _without_empty_links(html: str) -> str:
    """Without the links whose addresses the sanitiser did not take for any."""
    open_links: list[bool] = []

    def tag(match: re.Match[str]) -> str:
        if match[2] != "a":
            return match[0]
        if not match[1]:
            open_links.append(bool(match[3]))
            return match[0] if match[3] else ""
        return match[0] if not open_links or open_links.pop() else ""

    return TAG.sub(tag, html)
