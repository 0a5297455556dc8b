"""Drawn HTML for places where neither our style sheets nor our address are at hand: feeds, mail, exports."""

from html import escape
from html.parser import HTMLParser

from editions.head import absolute

# Kept of each element; classes, sizes and hooks for scripts mean nothing elsewhere.
_KEPT = {
    "href",
    "src",
    "poster",
    "alt",
    "width",
    "height",
    "title",
    "lang",
    "dir",
    "colspan",
    "rowspan",
    "controls",
    "start",
    # Numbers of notes lead to the notes, and these back.
    "id",
}
_ADDRESSES = {"href", "src", "poster"}
_BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "figcaption", "pre"}
_UNWRAPPED = {"picture", "source"}
_DROPPED = {"script", "style", "iframe", "template"}


class _Portable(HTMLParser):
    def __init__(self, direction: str) -> None:
        super().__init__(convert_charrefs=False)
        self.direction = direction
        self.out: list[str] = []
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropped += 1
        if self.dropped or tag in _UNWRAPPED:
            return
        found = {name: value or "" for name, value in attrs if name in _KEPT}
        for name in _ADDRESSES & found.keys():
            # "#note" leads to a place in the text itself.
            if found[name].startswith("/"):
                found[name] = absolute(found[name])
        if tag in _BLOCKS:
            found.setdefault("dir", self.direction)
        written = "".join(f' {name}="{escape(value)}"' for name, value in found.items())
        self.out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.dropped = max(0, self.dropped - 1)
        elif not self.dropped and tag not in _UNWRAPPED:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def portable(html: str, *, language: str, direction: str) -> str:
    """Our own drawn HTML with full addresses and one plain picture each, its language and direction written out.

    Direction stands on every block besides, since many readers drop what wraps them.
    """
    parser = _Portable(direction)
    parser.feed(html)
    parser.close()
    return f'<div lang="{escape(language)}" dir="{escape(direction)}">{"".join(parser.out)}</div>'
