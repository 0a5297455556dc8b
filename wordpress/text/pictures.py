"""Pictures, with their captions; galleries. They become references to pictures that are kept here."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from itertools import groupby
from urllib.parse import unquote, urlsplit

from editions.richtext.plain import plain_text
from wordpress.text.around import Shown
from wordpress.text.attributes import decoded
from wordpress.text.flow import Flow
from wordpress.text.lines import BLANK, Block, Mark, Marks, escaped, escaped_attribute, marked
from wordpress.text.tree import Node, parse
from wordpress.text.walk import Handler, Walk

_NUMBER = re.compile(r"(?:wp-image-|attachment_)(\d{1,10})$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
_ATTACHMENT = re.compile(r"[?&]attachment_id=|/attachment/|/wp-content/uploads/")
_EMOJI = re.compile(r"/images/core/emoji/|/wp-includes/images/smilies/|/smilies/")
_FLOATS = re.compile(r"float:\s*(?:left|right)", re.IGNORECASE)
# Where plugins that load pictures late keep their addresses.
_LATE = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "data-full-url")
_CAPTIONS = {"wp-caption-text", "gallery-caption", "wp-element-caption"}
_FIGURES = {"wp-caption", "gallery-item"}
# Pixels.
_LETTER = 32
_WIDE = {"alignwide", "alignfull"}


def picture(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    address, alt, classes = _address(node), node.attribute("alt").strip(), node.classes
    if {"emoji", "wp-smiley"} & classes or _EMOJI.search(address):
        flow.words(alt, marks)
    elif "latex" in classes and alt:
        flow.words(alt, marked(marks, Mark("code")))
    elif not address or _is_tiny(node):
        # A counter of visits, an icon, or nothing at all.
        walk.leave("picture", address[:200], node)
        flow.words(alt, marks)
    else:
        number = next((int(match[1]) for one in classes if (match := _NUMBER.match(one))), walk.number)
        given = node.attribute("data-id") or node.attribute("data-attachment-id")
        if number is None and given.isdecimal() and len(given) < 10:
            number = int(given)
        block = shown(walk, number=number, address=address, alt=alt, node=node)
        link = walk.links[-1] if walk.links else None
        if block.kind == "picture" and link is not None and not _leads_to_itself(walk, link, address):
            block = _leading(walk, block, link, alt)
        floats = bool({"alignleft", "alignright"} & classes) or node.attribute("align") in {"left", "right"}
        floats = floats or ("float" in node.raw and bool(_FLOATS.search(node.attribute("style"))))
        flow.picture(replace(block, floats=floats, is_wide=bool(_WIDE & classes)))


def _is_tiny(node: Node) -> bool:
    """Whether a picture is no larger than a letter."""
    sizes = [node.attribute(name).removesuffix("px") for name in ("width", "height")]
    return all(size.isdecimal() and len(size) < 3 and int(size) <= _LETTER for size in sizes)


def shown(walk: Walk, *, number: int | None, address: str, alt: str = "", node: Node | None = None) -> Block:
    """A picture as a figure of ours; as a link where it is not kept here."""
    kept = walk.around.picture(number=number, address=address)
    walk.notes.pictures.append(Shown(kept, number, address, alt))
    place = len(walk.notes.pictures) - 1
    if kept is not None:
        return Block("picture", str(kept.number), shown=place)
    walk.leave("picture", address or str(number), node)
    new = walk.address(address)
    words = escaped(alt or name_of(address)) or str(number)
    return Block("link", f'<a href="{escaped_attribute(new)}">{words}</a>' if new else words, shown=place)


def name_of(address: str) -> str:
    """What the file at an address is called."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return address
    return path.rstrip("/").rpartition("/")[2] or address


def _address(node: Node) -> str:
    address = node.attribute("src").strip()
    if not address or address.startswith("data:"):
        address = next((late for name in _LATE if (late := node.attribute(name).strip())), "")
    return f"https:{address}" if address.startswith("//") else address


def _leads_to_itself(walk: Walk, link: Node, address: str) -> bool:
    """Whether the link of a picture shows it larger, or on a page that says nothing else."""
    href = link.attribute("href").strip()
    if walk.leads_to_file or href in {"", "#", address} or "attachment" in link.attribute("rel"):
        return True
    return bool(_ATTACHMENT.search(href) or _PICTURE.search(href.partition("?")[0]))


def _leading(walk: Walk, block: Block, link: Node, alt: str) -> Block:
    """A picture that leads where its link does."""
    found = walk.address(link.attribute("href"))
    if found is None:
        return block
    words = alt or re.sub(r"^https?://(?:www\.)?|/$", "", found)
    return replace(block, link=escaped_attribute(found), alt=escaped(words))


def figure(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A figure: a picture, video, table or quotation and what is said of it; or several of them."""
    flow.end()
    held, said = Node(""), None
    for child in node.children:
        if isinstance(child, Node) and (child.name == "figcaption" or _CAPTIONS & child.classes):
            said = child
        else:
            held.children.append(child)
    classes = node.classes
    is_gallery = _is_gallery(node)
    with walk.being(in_gallery=walk.in_gallery or is_gallery, is_pull=walk.is_pull or "wp-block-pullquote" in classes):
        blocks = walk.inner(held, flow, flow.inside, marks)
    caption, others = walk.line(said, flow) if said else ("", [])
    blocks = gathered(blocks, caption) if is_gallery else blocks
    is_said = is_gallery and any(block.kind == "gallery" and block.caption == caption for block in blocks)
    flow.add(*captioned(walk, blocks, "" if is_said else caption, is_wide=bool(_WIDE & classes)), *others)


def _is_gallery(node: Node) -> bool:
    """Whether it is one as a whole, and no picture of one."""
    return not _FIGURES & node.classes and any("gallery" in one and "item" not in one for one in node.classes)


def gathered(blocks: list[Block], caption: str = "") -> list[Block]:
    """Blocks with pictures that follow each other as one gallery; what could not be shown in it comes after it.

    Args:
        caption: of the gallery as a whole; given where there is only one.
    """
    found: list[Block] = []
    for is_shown, group in groupby(blocks, key=lambda block: block.shown >= 0):
        some = list(group)
        pictures = [block for block in some if block.kind == "picture"]
        if is_shown and len(pictures) > 1:
            html = "".join(replace(block, is_wide=False).written() for block in pictures)
            found.append(Block("gallery", html))
            some = [block for block in some if block.kind != "picture"]
        found += some
    places = [place for place, block in enumerate(found) if block.kind == "gallery"]
    if caption and len(places) == 1:
        found[places[0]] = replace(found[places[0]], caption=caption)
    return found


def captioned(walk: Walk, blocks: list[Block], caption: str, *, is_wide: bool = False) -> list[Block]:
    """Blocks with what is said of them: on the one picture or link, else in a paragraph of its own."""
    if len(blocks) == 1 and blocks[0].kind in {"picture", "link"} and not blocks[0].caption:
        (block,) = blocks
        if caption and block.shown >= 0:
            noted = walk.notes.pictures[block.shown]
            walk.notes.pictures[block.shown] = replace(noted, caption=plain_text(caption))
        return [replace(block, caption=caption, is_wide=block.is_wide or is_wide)]
    return [*blocks, Block("p", caption)] if caption else blocks


def division(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<div>`, `<dl>`: a figure, where older versions drew one with it."""
    if _FIGURES & node.classes:
        figure(walk, node, flow, marks)
    elif _is_gallery(node):
        gallery_in(walk, node, flow, marks)
    else:
        walk.block(node, flow, marks)


def gallery_in(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """The pictures that a node holds as a gallery, with what else stands in it."""
    flow.end()
    with walk.being(in_gallery=True):
        blocks = walk.inner(node, flow, flow.inside, marks)
    flow.add(*gathered(blocks))


def caption(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[caption]: its words stand in it after the picture, in old posts in an attribute."""
    flow.end()
    held, said = Node(""), Node("")
    for child in node.children:
        is_first = not said.children
        if isinstance(child, Node) and is_first and (child.name == "img" or (child.find("img") and not held.children)):
            held.children.append(child)
        elif said.children or isinstance(child, Node) or decoded(child).strip(BLANK):
            said.children.append(child)
    number = _NUMBER.match(node.attribute("id"))
    with walk.being(number=int(number[1]) if number else None):
        blocks = walk.inner(held, flow, flow.inside, marks)
    if not held.children:
        # A video or the like.
        blocks, said = walk.inner(node, flow, flow.inside, marks), Node("")
    written, others = walk.line(said, flow)
    if not written and (old := node.attribute("caption")):
        written = _old_caption(walk, old, flow)
    flow.add(*captioned(walk, blocks, written), *others)


def _old_caption(walk: Walk, text: str, flow: Flow) -> str:
    return walk.line(parse(escaped(unescape(text)) if "<" not in text else text), flow)[0]


def gallery(walk: Walk, numbers: Iterable[int], node: Node) -> list[Block]:
    """A gallery of pictures by their numbers; those that are not here are named, since there is nothing to lead to."""
    blocks: list[Block] = []
    for number in numbers:
        block = shown(walk, number=number, address="", node=node)
        if block.kind == "picture":
            blocks.append(block)
    return gathered(blocks)


def without_script(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<noscript>`: often a picture once more, for those to whom no script brings it late."""
    image = node.find("img")
    if image is None or not walk.notes.pictures or walk.notes.pictures[-1].address != _address(image):
        walk.children(node, flow, marks)


PICTURE_HANDLERS: dict[str, Handler] = {
    "img": picture,
    "noscript": without_script,
    "figure": figure,
    "div": division,
    "dl": division,
    "[caption": caption,
    "[wp_caption": caption,
}
