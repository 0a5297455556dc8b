"""Videos elsewhere become ours; sound, films and what else other sites show become links."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from media_gallery.videos import parse_video
from wordpress.text.attributes import decoded
from wordpress.text.flow import Flow
from wordpress.text.lines import Block, Marks, escaped, escaped_attribute
from wordpress.text.pictures import captioned, name_of
from wordpress.text.tree import Node
from wordpress.text.walk import Handler, Walk

AUDIO = ("mp3", "m4a", "ogg", "oga", "wav", "wma", "flac", "aac", "opus")
VIDEO = ("mp4", "m4v", "webm", "ogv", "wmv", "flv", "mov", "avi", "mkv", "3gp")
_SUFFIX = re.compile(r"\.([a-z0-9]{2,4})$", re.IGNORECASE)
_APARAT = re.compile(r"^(?:https?:)?//(?:www\.)?aparat\.com/embed/([A-Za-z0-9]+)")
# What WordPress showed in the page when its address stood on a line of its own; videos that we know are not among them.
_SHOWN = re.compile(
    r"(?:^|\.)(?:twitter|x|facebook|instagram|flickr|soundcloud|spotify|tiktok|dailymotion|dai\.ly|reddit|scribd|"
    r"slideshare|speakerdeck|ted|tumblr|wordpress\.tv|mixcloud|issuu|imgur|kickstarter|pinterest|youtube|vimeo|"
    r"bsky|crowdsignal|polldaddy|amazon|animoto|cloudup|screencast|smugmug|wolframcloud|videopress|meetup|giphy)"
    r"(?:\.[a-z]{2,3})?$"
)


def video(address: str) -> Block | None:
    """The video at an address of YouTube, Vimeo, Aparat or PeerTube."""
    address = f"https:{address}" if address.startswith("//") else address
    found = parse_video(address)
    if found is None or found.number == "videoseries":
        return None
    page = escaped_attribute(found.page)
    return Block("embed", f'<figure class="embed"><a href="{page}">{page}</a></figure>')


def embedded(walk: Walk, address: str, node: Node | None = None, title: str = "") -> list[Block]:
    """What another site would have shown: a video that we know, or a link, which is named."""
    address = _watched(address.strip())
    if block := video(address):
        return [block]
    if kind := kind_of(address):
        return file(walk, kind, address, node, title)
    walk.leave("embed", host_of(address), node, "" if node else address)
    return linked(walk, address, title)


def linked(walk: Walk, address: str, title: str = "") -> list[Block]:
    """A link in a paragraph of its own; its words are the address where it has no title."""
    new = walk.address(address)
    words = escaped(title or new or address)
    return [Block("link", f'<a href="{escaped_attribute(new)}">{words}</a>' if new else words)] if words else []


def file(
    walk: Walk, kind: str, address: str, node: Node | None = None, title: str = "", number: int | None = None
) -> list[Block]:
    """Sound, a film, a document: a link, which is named."""
    walk.leave(kind, address or str(number), node, "" if node else address)
    new = walk.around.file(address, number) if number is not None else None
    if new:
        words = escaped(title or name_of(address or new))
        return [Block("link", f'<a href="{escaped_attribute(new)}">{words}</a>')]
    return linked(walk, address, title or name_of(address))


def kind_of(address: str) -> str:
    """ "audio" or "video" of a file's address, else ""."""
    suffix = _SUFFIX.search(address.partition("?")[0].partition("#")[0])
    ending = suffix[1].lower() if suffix else ""
    return "audio" if ending in AUDIO else "video" if ending in VIDEO else ""


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or address[:80]
    except ValueError:
        return address[:80]


def _watched(address: str) -> str:
    """The page of what a player's address plays."""
    address = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"youtube.com", "youtube-nocookie.com"} and parts.path == "/embed/videoseries" and query.get("list"):
        return f"https://www.youtube.com/playlist?list={query['list'][0]}"
    if host == "facebook.com" and parts.path.startswith("/plugins/") and query.get("href"):
        return query["href"][0]
    if host == "w.soundcloud.com" and query.get("url"):
        return query["url"][0]
    return address


def at_address(walk: Walk) -> Callable[[str], list[Block] | None]:
    """What an address on a line of its own becomes."""

    def become(address: str) -> list[Block] | None:
        if block := video(address):
            return [block]
        if kind := kind_of(address):
            return file(walk, kind, address)
        if _SHOWN.search(host_of(address)):
            walk.leave("embed", host_of(address), None, address)
        return [Block("p", block.html) for block in linked(walk, address)]

    return become


def frame(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<iframe>`, `<embed>`: what another site shows in the page."""
    address = next((node.attribute(name) for name in ("src", "data-src", "data-lazy-src") if node.attribute(name)), "")
    if not address or address.startswith(("about:", "data:", "javascript:")):
        walk.leave("element", node.name, node)
        return
    if block := video(_watched(address)):
        flow.add(block)
        return
    walk.leave("element", node.name, node)
    flow.add(*linked(walk, _watched(address), node.attribute("title")))


def old_player(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<object>`: the address is in a parameter, or in the `<embed>` within."""
    addresses = [node.attribute("data")]
    for one in node.walk():
        if one.name == "param" and one.attribute("name").lower() in {"movie", "src", "url", "filename"}:
            addresses.append(one.attribute("value"))
        elif one.name in {"embed", "iframe"}:
            addresses.append(one.attribute("src"))
    known = next((block for address in addresses if (block := video(address))), None)
    if known:
        flow.add(known)
        return
    address = next(filter(None, addresses), "")
    walk.leave("element", node.name, node)
    if address:
        title = node.attribute("aria-label") or node.attribute("title")
        flow.add(*linked(walk, address, title))
    else:
        walk.children(node, flow, marks)


def player(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<audio>`, `<video>`."""
    sources = [node.attribute("src"), *(one.attribute("src") for one in node.walk() if one.name == "source")]
    address = next(filter(None, sources), "")
    if address:
        flow.add(*([block] if (block := video(address)) else file(walk, node.name, address, node, number=walk.number)))
    elif node.children:
        walk.block(node, flow, marks)


def script(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """Never kept; Aparat's is a video."""
    source = node.attribute("src")
    if match := _APARAT.match(source):
        flow.add(*filter(None, [video(f"https://www.aparat.com/v/{match[1]}")]))
    else:
        walk.leave("element", "script", node, f"{walk.source[node.start : node.end]}{decoded(node.words())[:160]}")


def embed_block(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """An embed of the block editor, with its caption."""
    said = node.find("figcaption")
    address = node.attribute("url") or next(
        (word for word in decoded(node.words()).split() if word.startswith(("https://", "http://", "//"))), ""
    )
    caption, others = walk.line(said, flow) if said else ("", [])
    if address:
        flow.add(*captioned(walk, embedded(walk, address, node), caption), *others)
    else:
        walk.leave("block", node.name.removeprefix("wp:"), node)
        walk.block(node, flow, marks)


MEDIA_HANDLERS: dict[str, Handler] = {
    "iframe": frame,
    "embed": frame,
    "frame": frame,
    "object": old_player,
    "audio": player,
    "video": player,
    "script": script,
    "wp:embed": embed_block,
}
