"""Shortcodes: those of WordPress itself, the best known of others, and what is done with all others."""

import re

from wordpress.text.attributes import decoded, shortcode_attributes
from wordpress.text.flow import Flow
from wordpress.text.lines import Block, Mark, Marks, escaped, marked
from wordpress.text.media import AUDIO, VIDEO, embedded, file, linked
from wordpress.text.pictures import gallery as numbered
from wordpress.text.tree import Node
from wordpress.text.walk import Handler, Walk

_NUMBERS = re.compile(r"\d{1,10}")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|/\S+\.[a-z0-9]{2,5}", re.IGNORECASE)
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "aparat": "https://www.aparat.com/v/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
}
_SAID = ("title", "heading")


def _numbers(text: str) -> list[int]:
    return [int(number) for number in _NUMBERS.findall(text)]


def gallery(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[gallery]: the pictures that it names, else those attached to the post."""
    named = node.attribute("ids") or node.attribute("include")
    other = node.attribute("id")
    if not named and other and other != "0" and not walk.around.attached():
        walk.leave("shortcode", "gallery", node)
    numbers = _numbers(named) if named else list(walk.around.attached())
    left_out = set(_numbers(node.attribute("exclude")))
    numbers = [number for number in numbers if number not in left_out]
    if node.attribute("order").upper() == "DESC" and not node.attribute("ids"):
        numbers.reverse()
    flow.add(*numbered(walk, numbers, node))
    walk.block(node, flow, marks)


def addresses(node: Node) -> list[str]:
    """The addresses that a shortcode names: in it, in its attributes, without a name."""
    named, plain = shortcode_attributes(node.raw)
    link = node.find("a")
    inside = [link.attribute("href")] if link else decoded(node.words()).split()
    # Of old players' "address|titles=…" the address.
    found = [one.partition("|")[0] for one in (*inside, *named.values(), *plain)]
    return [one for one in found if _ADDRESS.fullmatch(one)]


def embed(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[embed], [youtube] and the like: an address, or the number of a video."""
    name = node.name.removeprefix("[")
    found = addresses(node)
    if not found and name in _PAGES:
        named, plain = shortcode_attributes(node.raw)
        number = named.get("id") or named.get("v") or next(iter(plain), "") or decoded(node.words()).strip()
        found = [_PAGES[name].format(number)] if re.fullmatch(r"[\w-]{3,64}", number) else []
    if found:
        flow.add(*embedded(walk, found[0], node))
    else:
        literal(walk, node, flow, marks)


def player(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[audio], [video]: the first address of it, or the sound or film attached to the post."""
    kind = node.name.removeprefix("[")
    endings = AUDIO if kind == "audio" else VIDEO
    sources = [node.attribute(name) for name in ("src", *endings) if node.attribute(name)] or addresses(node)
    number = next(iter(_numbers(node.attribute("id"))), None)
    attached = walk.around.attached(kind) if not sources and number is None else ()
    if sources:
        title = node.attribute("title")
        flow.add(*embedded(walk, sources[0], node, title))
    elif number is not None or attached:
        flow.add(*file(walk, kind, "", node, number=attached[0] if number is None else number))
    else:
        literal(walk, node, flow, marks)


def playlist(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[playlist]: a link for each of its files."""
    kind = "video" if node.attribute("type") == "video" else "audio"
    named = node.attribute("ids") or node.attribute("include")
    left_out = set(_numbers(node.attribute("exclude")))
    numbers = [one for one in (_numbers(named) if named else walk.around.attached(kind)) if one not in left_out]
    flow.end()
    for number in numbers:
        flow.add(*file(walk, kind, "", node, number=number))
    if not numbers:
        literal(walk, node, flow, marks)


def footnote(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """[ref] and the like: a note in the middle of a text; its number there, and the note at the end."""
    html, _others = walk.line(node, flow)
    if not html:
        literal(walk, node, flow, marks)
    else:
        walk.footnotes.append(html)
        flow.words(str(len(walk.footnotes)), (Mark("sup"),))


def noted(walk: Walk) -> list[Block]:
    """The notes of a text, below it."""
    items = "".join(f"<li><p>{html}</p></li>" for html in walk.footnotes)
    return [Block("hr", "<hr>"), Block("list", items, tag="ol")] if items else []


def literal(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A shortcode without a form of ours, as it was written: whoever edits the text sees what is missing."""
    walk.leave("shortcode", node.name.removeprefix("["), node)
    flow.words(decoded(walk.source[node.start : node.end]), marks)
    if not node.is_void:
        walk.children(node, flow, marks)
        flow.words(f"[/{node.name.removeprefix('[')}]", marks)


def unknown(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A shortcode of a plugin: named. What it holds is kept, with its title and its link; one that holds nothing is a
    link if it names an address, else it stays as it was written."""
    found = addresses(node) if node.is_void else []
    if found:
        walk.leave("shortcode", node.name.removeprefix("["), node)
        flow.add(*linked(walk, found[0], node.attribute("title") or node.attribute("text")))
        return
    if node.is_void:
        literal(walk, node, flow, marks)
        return
    walk.leave("shortcode", node.name.removeprefix("["), node)
    title = next((text for name in _SAID if (text := node.attribute(name).strip())), "")
    if title:
        flow.add(Block("p", f"<strong>{escaped(title)}</strong>"))
    address = next((one for key in ("url", "href", "link") if (one := node.attribute(key))), "")
    link = walk.link(address) if _ADDRESS.fullmatch(address) else None
    walk.children(node, flow, marked(marks, link) if link else marks)


SHORTCODE_HANDLERS: dict[str, Handler] = {
    "[gallery": gallery,
    "[audio": player,
    "[video": player,
    "[playlist": playlist,
    **{f"[{name}": footnote for name in ("ref", "footnote", "efn_note", "mfn", "fn")},
    **{f"[{name}": embed for name in (*_PAGES, "embed", "soundcloud", "twitter", "tweet", "instagram", "facebook")},
}
