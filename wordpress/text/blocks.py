"""The blocks of the block editor, as far as their HTML does not say all."""

import json

from wordpress.text.attributes import decoded
from wordpress.text.elements import verse
from wordpress.text.flow import Flow
from wordpress.text.lines import BLANK, Block, Marks
from wordpress.text.media import embed_block, file, linked
from wordpress.text.names import DYNAMIC_BLOCKS, EMPTY_BLOCKS, PLAIN_BLOCKS
from wordpress.text.pictures import gallery as numbered
from wordpress.text.pictures import gallery_in, shown
from wordpress.text.tree import Node, parse
from wordpress.text.walk import Handler, Walk

# What blocks that are drawn by a server call the words in them.
_SAID = ("title", "heading", "content", "text", "description", "message", "caption", "label")


def _number(node: Node) -> int | None:
    number = node.attributes.get("id") or node.attributes.get("mediaId")
    return number if isinstance(number, int) and number > 0 else None


def plain(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A block whose HTML says all; ends of lines in it mean nothing."""
    before, flow.breaks_lines = flow.breaks_lines, False
    walk.children(node, flow, marks)
    flow.breaks_lines = before


def standing(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.end()
    plain(walk, node, flow, marks)
    flow.end()


def broken(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A block of classic text: ends of lines count."""
    before, flow.breaks_lines = flow.breaks_lines, True
    walk.block(node, flow, marks)
    flow.breaks_lines = before


def pictured(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A picture, film, sound or picture beside a text, whose number the block knows."""
    leads = node.attribute("linkDestination") in {"media", "attachment", "file"} or bool(
        node.attributes.get("lightbox")
    )
    with walk.being(number=_number(node), leads_to_file=leads):
        standing(walk, node, flow, marks)


def gallery(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    leads = node.attribute("linkTo") in {"media", "attachment", "file"}
    if node.find("img"):
        with walk.being(leads_to_file=leads, number=None):
            before, flow.breaks_lines = flow.breaks_lines, False
            gallery_in(walk, node, flow, marks)
            flow.breaks_lines = before
        return
    ids = node.attributes.get("ids")
    numbers = [int(one) for one in ids if str(one).isdecimal()] if isinstance(ids, list) else []
    flow.add(*numbered(walk, numbers, node))
    standing(walk, node, flow, marks)


def cover(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A picture behind words: the picture, then the words."""
    flow.end()
    address, number = node.attribute("url"), _number(node)
    behind = [one for one in node.walk() if one.name in {"img", "video"} and "wp-block-cover__" in one.raw]
    if not behind and (address or number):
        flow.add(shown(walk, number=number, address=address, alt=node.attribute("alt"), node=node))
    with walk.being(number=number):
        standing(walk, node, flow, marks)


def document(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A file to download: a link with its name."""
    address = node.attribute("href") or (link.attribute("href") if (link := node.find("a")) else "")
    names = [decoded(one.words()).strip(BLANK) for one in node.walk() if one.name == "a" and "__button" not in one.raw]
    name = next(filter(None, names), "")
    if not address:
        standing(walk, node, flow, marks)
    else:
        flow.add(*(Block("p", block.html) for block in linked(walk, address, name or address.rpartition("/")[2])))


def reusable(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A block that several posts share: its text, in each of them."""
    number = node.attributes.get("ref")
    body = walk.around.reusable(number) if isinstance(number, int) and number not in walk.within else ""
    if not body:
        walk.leave("block", "block", node)
        return
    flow.end()
    with walk.being(source=body, within={*walk.within, number}):
        broken(walk, parse(body), flow, marks)


def footnotes(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """Notes, which the editor keeps beside the text: a list, numbered as in the text."""
    try:
        notes = json.loads(walk.around.meta("footnotes") or "[]")
    except ValueError:
        notes = []
    texts = (
        [str(note.get("content", "")) for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    )
    items = []
    for text in texts:
        html, _others = walk.line(parse(text), flow)
        items.append(f"<li><p>{html}</p></li>")
    if items:
        flow.add(Block("hr", "<hr>"), Block("list", "".join(items), tag="ol"))
    else:
        walk.leave("block", "footnotes", node)


def dynamic(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    walk.leave("block", node.name.removeprefix("wp:"), node)


def empty(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.end()


def unknown(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A block of which nothing is known: named, and what is to be read in it kept."""
    name = node.name.removeprefix("wp:")
    if name.startswith("core-embed/"):
        embed_block(walk, node, flow, marks)
        return
    walk.leave("block", name, node)
    if node.is_void:
        said = [node.attribute(key).strip() for key in _SAID]
        flow.add(*(Block("p", html) for text in said if text and (html := walk.line(parse(text), flow)[0])))
        for key in ("url", "href", "link"):
            if (address := node.attribute(key)).startswith(("http://", "https://", "/")):
                flow.add(*linked(walk, address))
    else:
        standing(walk, node, flow, marks)


def audio(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """Sound or a film whose block has lost its HTML is still known by its number or address."""
    if not node.is_void:
        pictured(walk, node, flow, marks)
        return
    kind, number = node.name.removeprefix("wp:"), _number(node)
    if address := node.attribute("src"):
        flow.add(*file(walk, kind, address, node, number=number))
    else:
        walk.leave("block", kind, node)


BLOCK_HANDLERS: dict[str, Handler] = {
    **{f"wp:{name}": standing for name in PLAIN_BLOCKS},
    **{f"wp:{name}": dynamic for name in DYNAMIC_BLOCKS},
    **{f"wp:{name}": empty for name in EMPTY_BLOCKS},
    **dict.fromkeys(("wp:freeform", "wp:classic", "wp:missing", "wp:shortcode"), broken),
    **dict.fromkeys(("wp:image", "wp:media-text"), pictured),
    **dict.fromkeys(("wp:audio", "wp:video"), audio),
    **dict.fromkeys(("wp:gallery", "wp:jetpack/tiled-gallery", "wp:jetpack/slideshow"), gallery),
    "wp:cover": cover,
    "wp:file": document,
    "wp:block": reusable,
    "wp:footnotes": footnotes,
    "wp:verse": verse,
}
