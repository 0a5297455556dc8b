"""Words with their marks, gathered into lines and paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

# What browsers fold into one space; others, such as ZWNJ and the no-break space, are text.
SPACE = " \t\n\r\f"
_SPACES = re.compile(f"[{SPACE}]+")
BLANK = SPACE + "\xa0"
# From the outermost to the innermost.
ORDER = ("a", "strong", "em", "s", "sub", "sup", "code", "bdi")


class Mark(NamedTuple):
    """An inline element of ours: its tag, and its attributes as they are written."""

    tag: str
    attributes: str = ""


type Marks = tuple[Mark, ...]

# A run that keeps its direction to itself, in no language in particular.
ISOLATED = Mark("bdi")


class Words(NamedTuple):
    text: str
    marks: Marks


@dataclass(frozen=True)
class Block:
    """A block of ours.

    Attributes:
        kind: "p", "heading", "picture", "gallery", "link" (to a picture or file that cannot be shown), "list"; "embed",
            "quote", "table", "pre", "hr"; "more" is the place where the beginning of the text ends, and no block.
        html: what stands in it, of a picture its number, of a gallery its pictures; of those after the first semicolon
            the block itself.
        level: of a heading, as it was written.
        tag: of a list, with its attributes.
        caption: of a picture, gallery or link, drawn.
        link: where a picture leads, as an attribute; `alt` the words of it where there is no caption.
        floats: a picture that stood at the side of its paragraph.
        shown: its place among the pictures noted.
        is_stray: an item of a list that stood alone.
    """

    kind: str
    html: str = ""
    level: int = 0
    tag: str = ""
    caption: str = ""
    link: str = ""
    alt: str = ""
    shown: int = -1
    floats: bool = False
    is_wide: bool = False
    is_stray: bool = False

    def written(self) -> str:
        match self.kind:
            case "p":
                return f"<p>{self.html}</p>"
            case "heading":
                return f"<h{self.level}>{self.html}</h{self.level}>"
            case "list":
                return f"<{self.tag}>{self.html}</{self.tag.partition(' ')[0]}>"
            case "picture":
                kind = "picture picture--wide" if self.is_wide else "picture"
                caption = f"<figcaption>{self._linked()}</figcaption>"
                return f'<figure class="{kind}" data-image="{self.html}">{caption}</figure>'
            case "gallery":
                return f'<figure class="gallery">{self.html}<figcaption>{self.caption}</figcaption></figure>'
            case "link":
                return f"<p>{self.html}<br>{self.caption}</p>" if self.caption else f"<p>{self.html}</p>"
            case "more":
                return ""
        return self.html

    def _linked(self) -> str:
        """The caption of a picture, which leads where the picture led: pictures of ours lead nowhere."""
        if not self.link or "<a " in self.caption:
            return self.caption
        return f'<a href="{self.link}">{self.caption or self.alt}</a>'


def escaped(text: str) -> str:
    """Words as the sanitiser writes them."""
    if "&" in text or "<" in text or ">" in text or "\xa0" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return text


def escaped_attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


def marked(marks: Marks, mark: Mark) -> Marks:
    """`marks` with one more; none stands in another of its kind."""
    return marks if any(other.tag == mark.tag for other in marks) else (*marks, mark)


@lru_cache(maxsize=1_000)
def ordered(marks: Marks) -> Marks:
    """Marks as the editor writes them (static/desk/editor/editor.js): in its order, and code without any other.

    A link is worth more than that its words are code.
    """
    tags = {mark.tag for mark in marks}
    kept = [mark for mark in marks if "code" not in tags or mark.tag == ("a" if "a" in tags else "code")]
    return tuple(sorted(kept, key=lambda mark: ORDER.index(mark.tag)))


def trimmed(words: Sequence[Words]) -> list[Words]:
    """A line without the blanks at its ends."""
    start, end = 0, len(words)
    while start < end and not words[start].text.strip(BLANK):
        start += 1
    while end > start and not words[end - 1].text.strip(BLANK):
        end -= 1
    line = list(words[start:end])
    if line:
        line[0] = Words(line[0].text.lstrip(BLANK), line[0].marks)
        line[-1] = Words(line[-1].text.rstrip(BLANK), line[-1].marks)
    return line


def drawn(words: Sequence[Words]) -> str:
    """The HTML of a line: white space folded, marks closed and opened only where they change."""
    out: list[str] = []
    if words and ISOLATED in words[0].marks and all(ISOLATED in one.marks or not one.text.strip() for one in words):
        # Isolated from nothing.
        words = [Words(text, tuple(mark for mark in marks if mark != ISOLATED)) for text, marks in words]
    current: Marks = ()
    has_space = False
    for text, given in trimmed(words):
        marks = ordered(given) if given else given
        folded = _SPACES.sub(" ", text)
        bare = folded.strip(" ")
        has_space |= folded.startswith(" ")
        if not bare:
            continue
        if marks != current:
            shared = 0
            while shared < min(len(marks), len(current)) and marks[shared] == current[shared]:
                shared += 1
            out += [f"</{mark.tag}>" for mark in reversed(current[shared:])]
            out += [" "] if has_space and out else []
            out += [f"<{mark.tag}{mark.attributes}>" for mark in marks[shared:]]
            current = marks
        elif has_space and out:
            out.append(" ")
        out.append(escaped(bare))
        has_space = folded.endswith(" ")
    out += [f"</{mark.tag}>" for mark in reversed(current)]
    return "".join(out)


def levelled(blocks: Sequence[Block]) -> list[Block]:
    """Headings one below the other without a gap, from the second level on: the first is the title's."""
    found: list[Block] = []
    above: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block = replace(block, level=min(len(above) + 1, 4))
        found.append(block)
    return found
