"""Tables: one body of rows of cells."""

from collections.abc import Iterator

from wordpress.text.attributes import decoded
from wordpress.text.flow import Flow
from wordpress.text.lines import BLANK, Block, Marks
from wordpress.text.pictures import captioned
from wordpress.text.tree import Node
from wordpress.text.walk import Handler, Walk

_ROWS = {"tbody", "thead", "tfoot"}
# A cell spans no more.
_WIDEST = 1_000


def table(walk: Walk, node: Node, flow: Flow, marks: Marks) -> None:
    """A table; what stands in it but in no cell comes before it. One of a single cell was made for its looks."""
    flow.end()
    rows = [[(cell, is_head, walk.inner(cell, flow, "cell", marks)) for cell, is_head in row] for row in _rows(node)]
    for stray in _strays(node):
        walk.block(stray, flow, marks)
    rows = [row for row in rows if any(blocks for _cell, _head, blocks in row)]
    if sum(map(len, rows)) == 1:
        flow.add(*rows[0][0][2])
    elif _is_frame(rows):
        # Before there were captions, a table of one column held a picture above its words.
        flow.add(*captioned(walk, rows[0][0][2], rows[1][0][2][0].html))
    elif rows:
        html = "".join(f"<tr>{''.join(_cell(*cell) for cell in row)}</tr>" for row in rows)
        flow.add(Block("table", f"<table><tbody>{html}</tbody></table>"))


def _is_frame(rows: list[list[tuple[Node, bool, list[Block]]]]) -> bool:
    """Whether a table is a picture and, below it, a line that says what it shows."""
    kinds = [[block.kind for _cell, _head, blocks in row for block in blocks] for row in rows]
    return kinds in ([["picture"], ["p"]], [["link"], ["p"]]) and all(len(row) == 1 for row in rows)


def _cell(node: Node, is_head: bool, blocks: list[Block]) -> str:
    tag = "th" if is_head else "td"
    spans = "".join(
        f' {name}="{int(value)}"'
        for name in ("colspan", "rowspan")
        if (value := node.attribute(name).strip()).isascii() and value.isdigit() and 1 < int(value[:9]) <= _WIDEST
    )
    inside = "".join(block.written() for block in blocks) or "<p></p>"
    return f"<{tag}{spans}>{inside}</{tag}>"


def _rows(node: Node) -> list[list[tuple[Node, bool]]]:
    """Its rows as (cell, whether it is a head), the foot last."""
    head: list[list[tuple[Node, bool]]] = []
    body: list[list[tuple[Node, bool]]] = []
    foot: list[list[tuple[Node, bool]]] = []
    for group, row in _grouped(node):
        cells = [child for child in row.children if isinstance(child, Node) and child.name in {"td", "th"}]
        found = [(cell, cell.name == "th" or group == "thead") for cell in cells]
        if found:
            (head if group == "thead" else foot if group == "tfoot" else body).append(found)
    return [*head, *body, *foot]


def _grouped(node: Node) -> Iterator[tuple[str, Node]]:
    loose = Node("tr")
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if child.name in _ROWS:
            yield from ((child.name, row) for _group, row in _grouped(child))
        elif child.name == "tr":
            yield "", child
        elif child.name in {"td", "th"}:
            loose.children.append(child)
    if loose.children:
        yield "", loose


def _strays(node: Node) -> Iterator[Node]:
    """What stands in a table where no browser would look for it, its caption too."""
    for child in node.children:
        if not isinstance(child, Node):
            if decoded(child).strip(BLANK):
                holder = Node("")
                holder.children.append(child)
                yield holder
        elif child.name in _ROWS or child.name == "tr":
            yield from _strays(child)
        elif child.name not in {"td", "th"}:
            holder = Node("")
            holder.children += child.children if child.name == "caption" else [child]
            yield holder


TABLE_HANDLERS: dict[str, Handler] = {"table": table}
