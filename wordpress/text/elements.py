"""Elements: marks, paragraphs, headings, lists, quotations, code. Old ones and untidy ones too."""

import re
from collections.abc import Iterator

from wordpress.text.attributes import decoded
from wordpress.text.flow import Flow, parts_of
from wordpress.text.lines import BLANK, Block, Mark, Marks, escaped, marked
from wordpress.text.tree import Node
from wordpress.text.walk import Handler, Walk

_MARKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "dfn": "em", "var": "em", "cite": "em",
    "s": "s", "strike": "s", "del": "s", "sub": "sub", "sup": "sup", "code": "code", "kbd": "code", "samp": "code",
    "tt": "code",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE), "strong"),
    (re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE), "em"),
    (re.compile(r"text-decoration[a-z-]*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"vertical-align:\s*sub\b", re.IGNORECASE), "sub"),
)
_PLAIN = re.compile(r"font-(?:weight:\s*(?:normal|400)|style:\s*normal)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_ARABIC = re.compile("[\u0600-\u06ff]")
_DASHES = ("—", "–", "-", "―", "~")
_ARROWS = re.compile("[↩↑^⤴\ufe0e\ufe0f\\s]*")
# How the places are called to which notes lead, and from which they lead back.
_NOTE = re.compile(r"#_?(?:fn|ftn|edn|note|ref|cite|sdfootnote|_)|#[0-9a-f]{8}-", re.IGNORECASE)
_BULLET = re.compile(r"[·•§▪o-](?:&nbsp;| )+")
_LISTS = {"ul", "ol", "menu", "dir"}


def mark(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    is_plain = "style" in node.raw and _PLAIN.search(node.attribute("style"))
    walk.children(node, flow, marks if is_plain else marked(marks, Mark(_MARKS[node.name])))


def code(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """Code in a line; code of several lines, which old texts have in the same element, is a block."""
    if flow.inside != "line" and decoded(node.words()).strip("\n").count("\n") > 1:
        preformatted(walk, node, flow, marks)
    else:
        mark(walk, node, flow, marks)


def span(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """What a style says that is more than its looks; a run in another language."""
    style = node.attribute("style") if "style" in node.raw else ""
    for pattern, tag in _STYLES:
        if style and pattern.search(style):
            marks = marked(marks, Mark(tag))
    if not style and ("lang" in node.raw or "dir" in node.raw):
        language, direction = node.attribute("lang"), node.attribute("dir")
        # Word processors name a language for every run, in capitals.
        is_meant = (not language or language[:2].islower()) and direction == direction.lower()
        if is_meant and (language or direction):
            marks = _isolated(node, marks)
    walk.children(node, flow, marks)


def bdi(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    walk.children(node, flow, _isolated(node, marks))


def _isolated(node: Node, marks: Marks) -> Marks:
    language = node.attribute("lang") or node.attribute("xml:lang")
    return marked(marks, Mark("bdi", f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""))


def quotation(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<q>`: its marks are the style sheet's, so they are written out here."""
    before, after = "«»" if _ARABIC.search(decoded(node.words())) else "“”"
    flow.words(before, marks)
    walk.children(node, flow, marks)
    flow.words(after, marks)


def link(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    href = node.attribute("href")
    if not href:
        walk.children(node, flow, marks)
        return
    if href.lstrip().startswith("#"):
        _place(walk, node, flow, marks, href)
        return
    title = node.attribute("title") if "title" in node.raw else ""
    found = walk.link(href, "" if title in (decoded(node.words()), href) else title)
    if found is None:
        walk.leave("link", href, node)
    walk.links.append(node)
    walk.children(node, flow, marked(marks, found) if found else marks)
    walk.links.pop()


def _place(walk: Walk, node: Node, flow: Flow, marks: Marks, href: str) -> None:
    """A link within the text: our texts have no places to lead to."""
    if _NOTE.match(href) or "fn" in node.classes:
        if _ARROWS.fullmatch(decoded(node.words())):
            return
    elif href.strip() not in {"#", "#top"}:
        walk.leave("link", href, node)
    walk.children(node, flow, marks)


def line_break(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.line_break()


def paragraph(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A paragraph; word processors write the items of a list as such, with the sign before them as words."""
    if "MsoListParagraph" not in node.raw:
        walk.block(node, flow, marks)
        return
    html, others = walk.line(node, flow, marks)
    bullet = _BULLET.match(html)
    if bullet and html[bullet.end() :]:
        flow.add(Block("list", f"<li><p>{html[bullet.end() :]}</p></li>", tag="ul", is_stray=True), *others)
    else:
        flow.add(*([Block("p", html)] if html else []), *others)


def heading(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    html, others = walk.line(node, flow, joint=" ")
    html = html.replace("<br>", " ")
    if flow.inside and html:
        # Within an item, a cell, a quotation: no part of the text begins here.
        bold = html if html.startswith("<strong>") else f"<strong>{html}</strong>"
        others = [Block("p", bold), *others]
    elif html:
        others = [Block("heading", html, level=int(node.name[1])), *others]
    flow.add(*others)


def term(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<dt>`, `<summary>`, `<legend>`: a name for what follows."""
    walk.block(node, flow, marked(marks, Mark("strong")))


def rule(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.add(Block("hr", "<hr>"))


def listing(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    if walk.in_gallery:
        walk.block(node, flow, marks)
        return
    flow.end()
    items: list[list[Block]] = []
    for child in _in_list(node):
        if isinstance(child, Node) and child.name == "li":
            items.append(walk.inner(child, flow, "item", marks))
        elif isinstance(child, Node) and child.name in _LISTS and items:
            items[-1] += walk.inner(_holding(child), flow, "item", marks)
        elif isinstance(child, Node) or decoded(child).strip(BLANK):
            items.append(walk.inner(_holding(child), flow, "item", marks))
    html = "".join(_item(blocks) for blocks in items if blocks)
    start = node.attribute("start") if node.name == "ol" else ""
    tag = f'ol start="{int(start)}"' if start.isdecimal() and 1 < int(start) < 10**9 else node.name
    if html:
        flow.add(Block("list", html, tag=tag if tag.startswith("ol") else "ul"))


def _in_list(node: Node) -> Iterator[Node | str]:
    for child in node.children:
        if isinstance(child, Node) and child.name in {"wp:list-item", "wp:list"}:
            yield from _in_list(child)
        elif isinstance(child, Node) and child.name == "br":
            continue
        else:
            yield child


def _holding(child: Node | str) -> Node:
    holder = Node("")
    holder.children.append(child)
    return holder


def _item(blocks: list[Block]) -> str:
    return f"<li>{''.join(block.written() for block in blocks)}</li>"


def item(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """An item outside any list."""
    if walk.in_gallery:
        walk.block(node, flow, marks)
    elif blocks := walk.inner(node, flow, "item", marks):
        flow.add(Block("list", _item(blocks), tag="ul", is_stray=True))


def quote(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.end()
    is_pull = walk.is_pull or bool({"wp-block-pullquote", "pullquote", "pull-quote"} & node.classes)
    said, signed = _parts(node)
    with walk.being(is_pull=False):
        blocks = walk.inner(said, flow, "quote", marks)
        for one in signed:
            html, others = walk.line(one, flow)
            if html:
                # Its dash is the style sheet's elsewhere.
                dash = "" if decoded(one.words()).lstrip(BLANK).startswith(_DASHES) else "— "
                others = [Block("p", dash + html), *others]
            blocks += others
    html = "".join(block.written() for block in blocks)
    if html:
        kind = ' class="pullquote"' if is_pull else ""
        flow.add(Block("quote", f"<blockquote{kind}>{html}</blockquote>"))


def _parts(node: Node) -> tuple[Node, list[Node]]:
    """What is said in a quotation, and who says it."""
    said, signed = Node(""), []
    for child in node.children:
        if isinstance(child, Node) and child.name in {"cite", "footer"}:
            signed.append(child)
        elif isinstance(child, Node) and child.name == "p" and (cite := _only(child, "cite")):
            signed.append(cite)
        else:
            said.children.append(child)
    if not any(isinstance(child, Node) or child.strip(BLANK) for child in said.children):
        return node, []
    return said, signed


def _only(node: Node, name: str) -> Node | None:
    """The one thing that a node holds, if it is an element of that name."""
    inside = [child for child in node.children if isinstance(child, Node) or decoded(child).strip(BLANK)]
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Node) and inside[0].name == name else None


def preformatted(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """Words whose spaces and line ends count; in verses only line ends do."""
    if "wp-block-verse" in node.classes:
        verse(walk, node, flow, marks)
        return
    text = decoded(node.words()).strip("\n").rstrip()
    flow.add(*(Block("pre", f"<pre><code>{escaped(part)}</code></pre>") for part in parts_of(text) if part.strip()))


def verse(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    flow.end()
    within = walk.flow(flow, flow.inside)
    within.breaks_lines = True
    walk.children(node, within, marks)
    flow.add(*within.finished())


def ruby(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """How a word is read, which stands above it elsewhere."""
    flow.words(" (", marks)
    walk.children(node, flow, marks)
    flow.words(")", marks)


def nothing(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """What says nothing to readers."""


def gone(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """What cannot be here: named, and its words kept."""
    walk.leave("element", node.name, node)
    walk.children(node, flow, marks)


def drawing(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """`<svg>`, `<math>`: named; of a formula its words are kept."""
    walk.leave("element", node.name, node)
    if node.name == "math":
        flow.words(node.attribute("alttext") or decoded(re.sub(r"<[^<>]*>", "", node.words())), marks)


def comment(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    name = node.raw.strip()
    if name.startswith("more") and (name == "more" or name[4].isspace()):
        walk.more_waits = True
    elif name == "nextpage":
        flow.end()
    elif node.raw.startswith("<?"):
        walk.leave("element", "?", node)


def form(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    walk.leave("element", "form", node)
    walk.block(node, flow, marks)


ELEMENT_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_MARKS, mark),
    **dict.fromkeys(("span", "font"), span),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    **dict.fromkeys(_LISTS, listing),
    **dict.fromkeys(("dt", "summary", "legend"), term),
    **dict.fromkeys(
        ("style", "rp", "link", "meta", "base", "wbr", "title", "head", "param", "source", "track"), nothing
    ),
    **dict.fromkeys(
        (
            "col",
            "colgroup",
            "input",
            "select",
            "option",
            "optgroup",
            "datalist",
            "spacer",
            "area",
            "bgsound",
            "basefont",
        ),
        nothing,
    ),
    **dict.fromkeys(("canvas", "applet", "template", "dialog", "marquee"), gone),
    "svg": drawing,
    "math": drawing,
    "code": code,
    "p": paragraph,
    "bdi": bdi,
    "bdo": bdi,
    "q": quotation,
    "a": link,
    "br": line_break,
    "hr": rule,
    "li": item,
    "blockquote": quote,
    "pre": preformatted,
    "xmp": preformatted,
    "listing": preformatted,
    "plaintext": preformatted,
    "rt": ruby,
    "form": form,
    "!": comment,
}
