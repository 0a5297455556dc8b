"""Sanitised HTML whose elements stand where no editor would put them, put right.

The sanitiser knows which elements there are, not which may stand in which: a link around paragraphs, words directly in
a list, a caption without its figure come through it, and a browser would read them otherwise than they are written.
What the editor writes never comes here (`editions.richtext.blocks.scan` says so).
"""

from dataclasses import dataclass, field
from html import escape

from editions.richtext.blocks import BLOCKS, INLINE, LISTS, TAG, VOID, Scan, scan
from editions.richtext.plain import plain_text
from editions.richtext.sanitise import clean_html

# So often is what was put right looked at again; then only its words are kept.
ROUNDS = 4


@dataclass
class Element:
    tag: str
    attributes: str = ""
    children: list["Element | str"] = field(default_factory=list)


type Nodes = list[Element | str]


def tidied(html: str) -> tuple[str, Scan]:
    """Any HTML as it is stored: sanitised, every element in its place, and its units.

    Sanitising it changes nothing.
    """
    cleaned = clean_html(html)
    for _round in range(ROUNDS):
        found = scan(cleaned)
        if found.is_canonical and (cleaned == html or clean_html(cleaned) == cleaned):
            return cleaned, found
        cleaned = clean_html(written(blocks_in(parse(cleaned))))
    lines = plain_text(cleaned).split("\n")
    plain = clean_html("".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line))
    return plain, scan(plain)


def parse(html: str) -> Nodes:
    """The tree of sanitised HTML; end tags without a beginning are passed over."""
    root = Element("")
    stack, place = [root], 0
    for match in TAG.finditer(html):
        if match.start() > place:
            stack[-1].children.append(html[place : match.start()])
        place = match.end()
        if match[1]:
            if any(element.tag == match[2] for element in stack[1:]):
                while stack.pop().tag != match[2]:
                    pass
            continue
        element = Element(match[2], match[3])
        stack[-1].children.append(element)
        if element.tag not in VOID:
            stack.append(element)
    if place < len(html):
        root.children.append(html[place:])
    return root.children


def written(nodes: Nodes) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node.tag in VOID:
            parts.append(f"<{node.tag}{node.attributes}>")
        else:
            parts.append(f"<{node.tag}{node.attributes}>{written(node.children)}</{node.tag}>")
    return "".join(parts)


def is_inline(node: Element | str) -> bool:
    """Whether it may stand in a line: words, or an inline element with nothing else in it."""
    return isinstance(node, str) or (node.tag in INLINE and all(is_inline(child) for child in node.children))


def is_blank(nodes: Nodes) -> bool:
    return all(isinstance(node, str) and not node.strip() for node in nodes)


def runs(nodes: Nodes) -> list[Nodes | Element]:
    """`nodes` as runs of inline ones and single others; an inline element around others is given up for them."""
    found: list[Nodes | Element] = []
    run: Nodes = []
    for node in nodes:
        if is_inline(node):
            run.append(node)
            continue
        assert isinstance(node, Element)  # noqa: S101 - words are inline
        for part in runs(node.children) if node.tag in INLINE else [node]:
            if isinstance(part, list):
                run += part
            else:
                found += [run, part] if run else [part]
                run = []
    return [*found, run] if run else found


def blocks_in(nodes: Nodes, line: str = "p", attributes: str = "") -> Nodes:
    """Blocks only: runs of words become elements of the tag `line`, all others are put right."""
    blocks: Nodes = []
    for part in runs(nodes):
        if isinstance(part, list):
            if not is_blank(part):
                blocks.append(Element(line, attributes, part))
                attributes = ""
        else:
            blocks += put_right(part)
    return blocks


def put_right(element: Element) -> Nodes:
    """The blocks that stand for an element that is not inline."""
    tag, inside = element.tag, element.children
    if tag in LISTS:
        items = [one for child in items_in(inside) for one in [item(child)] if one.children]
        return [Element(tag, element.attributes, [*items])] if items else []
    if tag == "table":
        return table(element)
    if tag == "hr":
        return [element]
    if tag == "figure":
        return [Element(tag, element.attributes, figure(inside))]
    if tag == "blockquote":
        return [Element(tag, element.attributes, cell(inside))]
    if tag in BLOCKS:
        # A paragraph or heading: what does not belong into a line comes after it.
        return [element] if all(map(is_inline, inside)) else blocks_in(inside, tag, element.attributes)
    # A caption, an item, a row or a cell that stands alone.
    return blocks_in(inside)


def items_in(nodes: Nodes) -> list[Element]:
    """Everything in a list as items."""
    items: list[Element] = []
    for part in runs(nodes):
        if isinstance(part, list):
            items += [] if is_blank(part) else [Element("li", "", part)]
        else:
            items.append(part if part.tag == "li" else Element("li", "", [part]))
    return items


def item(element: Element) -> Element:
    return Element("li", element.attributes, cell(element.children))


def cell(nodes: Nodes) -> Nodes:
    """What stands in an item, a quotation or a cell: one run of words, or blocks."""
    return nodes if all(map(is_inline, nodes)) else blocks_in(nodes)


def figure(nodes: Nodes) -> Nodes:
    """What stands in a figure: captions hold a line each."""
    inside: Nodes = []
    for part in runs(nodes):
        if isinstance(part, list):
            inside += part
        elif part.tag == "figcaption":
            inside.append(Element("figcaption", part.attributes, words_of(part.children)))
        else:
            inside += put_right(part)
    return inside


def words_of(nodes: Nodes) -> Nodes:
    """Inline nodes only, spaces where blocks ended."""
    words: Nodes = []
    for part in runs(nodes):
        words += part if isinstance(part, list) else [" ", *words_of(part.children), " "]
    return words


def table(element: Element) -> Nodes:
    """The table with one body of rows of cells; what stood elsewhere in it comes before it."""
    before: Nodes = []
    rows: list[Element] = []
    todo = list(element.children)
    while todo:
        node = todo.pop(0)
        if isinstance(node, Element) and node.tag == "tbody":
            todo = [*node.children, *todo]
        elif isinstance(node, Element) and node.tag in {"tr", "th", "td"}:
            cells = [node] if node.tag != "tr" else [one for one in node.children if isinstance(one, Element)]
            before += [] if node.tag != "tr" else [one for one in node.children if isinstance(one, str)]
            kept = [Element(one.tag, one.attributes, cell(one.children)) for one in cells if one.tag in {"th", "td"}]
            before += [one for one in cells if one.tag not in {"th", "td"}]
            rows += [Element("tr", node.attributes if node.tag == "tr" else "", [*kept])] if kept else []
        else:
            before.append(node)
    body = [Element("table", element.attributes, [Element("tbody", "", [*rows])])] if rows else []
    return [*blocks_in(before), *body]
