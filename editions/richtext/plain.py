"""The words of a body, without its markup."""

import html
import re

from editions.richtext.footnotes import taken_out

_BLOCK_END = re.compile(r"</(p|h2|h3|h4|li|blockquote|figcaption|th|td|pre)>|<br>|<hr>")
_TAG = re.compile(r"<[^>]*>")


def plain_text(body: str, *, with_notes: bool = True) -> str:
    """The text of clean HTML, a line a block, for excerpts, feeds and descriptions; notes come last, a line each."""
    text, notes = taken_out(body)
    body = "\n".join((text, *notes)) if with_notes else text
    text = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", body)))
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def excerpt(text: str, characters: int) -> str:
    """The start of `text` on one line, cut at a word, with an ellipsis where something was left out."""
    line = " ".join(text.split())
    if len(line) <= characters:
        return line
    cut = line[:characters].rpartition(" ")[0] or line[:characters]
    return cut.rstrip(" ,;:.،؛") + "…"
