"""Titles, names and other single lines of an old site, as ours."""

import re
from collections.abc import Container, Iterator
from html import unescape
from itertools import count

from editions.richtext.plain import excerpt, plain_text
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify

TITLE, STANDFIRST = 300, 1000
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,100}>", re.IGNORECASE)
_CODE = re.compile(r"\[/?[a-zA-Z][\w-]{0,40}(?:\s[^\]\[]{0,300})?\]")
_LINK = re.compile(r"""<a\s[^<>]{0,400}?href\s*=\s*["']([^"']{1,400})["'][^<>]{0,400}>(.*?)</a>""", re.I | re.DOTALL)


def plain(text: str, *, longest: int) -> str:
    """HTML or plain words as one line of plain text, cut at a word where it is too long."""
    line = one_line(unescape(_ELEMENT.sub("", _BREAK.sub(" ", text))))
    return line if len(line) <= longest else excerpt(line, longest - 1)


def title_of(title: str, body: str, number: int) -> str:
    """A title; of what has none its first words, else its number."""
    return plain(title, longest=TITLE) or excerpt(plain_text(body), 80) or f"#{number}"


def standfirst_of(text: str) -> str:
    """A hand-written excerpt as a standfirst: plain, paragraphs folded."""
    return plain(_CODE.sub(" ", text), longest=STANDFIRST)


def comment_text(text: str, *, longest: int) -> str:
    """What somebody wrote in a comment's HTML, as plain text with its lines; a link keeps its address."""

    def link(found: re.Match[str]) -> str:
        address, words = unescape(found[1]).strip(), found[2].strip()
        return words if not address or address in unescape(words) else f"{words} ({address})"

    told = _ELEMENT.sub("", _BREAK.sub("\n", _LINK.sub(link, text)))
    lines = (" ".join(line.split()) for line in strip_controls(unescape(told)).split("\n"))
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def slugs_for(slug: str, title: str, number: int) -> Iterator[str]:
    """Addresses that an item may have, the best first: the old one, else of the title, else the number.

    All but the first have the old number behind them, so that they come out the same each time.
    """
    wanted = slugify(slug) or slugify(title) or str(number)
    yield wanted
    for again in count(1):
        behind = f"-{number}" if again == 1 else f"-{number}-{again}"
        yield slugify(wanted, max_characters=80 - len(behind)) + behind


def slug_of(slug: str, title: str, number: int, *, taken: Container[str]) -> str:
    """The best address that is not `taken`."""
    return next(one for one in slugs_for(slug, title, number) if one not in taken)
