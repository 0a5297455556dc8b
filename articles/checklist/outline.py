"""What a body is made of, as far as the checks ask: headings, links, pictures, tables, paragraphs, in their order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img"}


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    place: int


@dataclass(frozen=True)
class Link:
    href: str
    text: str
    place: int


@dataclass(frozen=True)
class Figure:
    """A picture of the library, by its number."""

    image: int
    place: int


@dataclass
class Outline:
    """`place` counts the elements that stand in the body itself, from 0."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables_without_head: list[int] = field(default_factory=list)
    # (words' text, place) of paragraphs, wherever they stand.
    paragraphs: list[tuple[str, int]] = field(default_factory=list)


def outline_of(body: str) -> Outline:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader.outline


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outline = Outline()
        self.open: list[str] = []
        self.place = -1
        # Texts that are being read, by the tag that began them.
        self.texts: dict[str, list[str]] = {}
        self.href = ""
        self.has_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.place += not self.open
        found = dict(attrs)
        if tag not in _VOID:
            self.open.append(tag)
        if tag in {"h2", "h3", "h4", "p", "a"}:
            self.texts[tag] = []
        if tag == "a":
            self.href = found.get("href") or ""
        elif tag == "figure" and (number := found.get("data-image") or "").isdecimal():
            self.outline.figures.append(Figure(int(number), self.place))
        elif tag == "table":
            self.has_head = False
        elif tag == "th":
            self.has_head = True

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self.texts.pop(tag, ())).split())
        if tag in {"h2", "h3", "h4"}:
            self.outline.headings.append(Heading(int(tag[1]), text, self.place))
        elif tag == "p":
            self.outline.paragraphs.append((text, self.place))
        elif tag == "a" and "figure" not in self.open:
            self.outline.links.append(Link(self.href, text, self.place))
        elif tag == "table" and not self.has_head:
            self.outline.tables_without_head.append(self.place)
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for parts in self.texts.values():
            parts.append(data)
