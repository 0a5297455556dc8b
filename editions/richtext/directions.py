"""Directions that a text's own does not give, written out for readers.

What is said to be in a language is written as that language is: a quotation, a paragraph, a few words. A block wholly
in letters of the other direction (a quotation in English in a Persian text) has its own besides. In text from right to
left, addresses and telephone numbers, which the bidirectional algorithm would take apart at their signs, are isolated
from left to right.
"""

import re
from dataclasses import dataclass

from editions.richtext.blocks import TAG
from editions.scripts.tags import direction_of

_BLOCKS = {"p", "h2", "h3", "h4", "blockquote", "figcaption"}
# What stands in these keeps to their side: markers and columns are those of the whole list or table.
_HOLDERS = {"li", "td", "th"}
# What has its direction already, or whose signs are not words.
_LEFT_ALONE = {"bdi", "code", "pre"}
_LANGUAGE = re.compile(r' lang="([^"]*)"')
_ENTITY = re.compile(r"&#?[a-z0-9]+;")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-zª-ʸͰ-֏Ḁ-῾]")
# An address ends before the punctuation of the sentence. A telephone number begins with "+", in any digits.
_RUN = re.compile(
    r"(?:https?://|www\.)[!-%'-;=?-~&]*[A-Za-z0-9/#=_~-]"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|\+[0-9٠-٩۰-۹][0-9٠-٩۰-۹ ()\u00a0-]{5,18}[0-9٠-٩۰-۹]"
)


@dataclass
class _Block:
    """An open block: its tag, where it stands among the tokens, whether that says its direction, and which letters it
    has had."""

    tag: str
    place: int
    is_said: bool
    has_rtl: bool = False
    has_ltr: bool = False


def directed(html: str, direction: str) -> str:
    """Stored HTML with `dir` on whatever says its language and on blocks of the other direction; runs are isolated.

    Args:
        direction: "ltr" or "rtl", that of the text as a whole.
    """
    tokens: list[str] = []
    blocks: list[_Block] = []
    left_alone = held = place = 0
    for match in TAG.finditer(html):
        _words(html[place : match.start()], tokens, blocks, isolates=direction == "rtl" and not left_alone)
        place = match.end()
        tag, is_end = match[2], bool(match[1])
        said = _LANGUAGE.search(match[3])
        tokens.append(_with_direction(match[0], direction_of(said[1])) if said else match[0])
        if tag in _LEFT_ALONE:
            left_alone += -1 if is_end else 1
        elif tag in _HOLDERS:
            held += -1 if is_end else 1
        elif tag in _BLOCKS and not is_end and not held:
            blocks.append(_Block(tag, len(tokens) - 1, bool(said)))
        elif tag in _BLOCKS and is_end and not held and blocks and blocks[-1].tag == tag:
            _end(blocks, tokens, direction)
    _words(html[place:], tokens, blocks, isolates=direction == "rtl" and not left_alone)
    return "".join(tokens)


def _words(text: str, tokens: list[str], blocks: list[_Block], *, isolates: bool) -> None:
    if not text:
        return
    if blocks:
        has_rtl, has_ltr = _letters(text)
        blocks[-1].has_rtl |= has_rtl
        blocks[-1].has_ltr |= has_ltr
    tokens.append(_RUN.sub(_isolated, text) if isolates else text)


def _letters(text: str) -> tuple[bool, bool]:
    """Whether text has letters written from right to left, and from left to right; entities are none."""
    letters = _ENTITY.sub("", text)
    return bool(_RTL.search(letters)), bool(_LTR.search(letters))


def own_direction(html: str) -> str:
    """The direction of inline HTML whose letters are all of one; "" where there are none, or both."""
    has_rtl, has_ltr = _letters(TAG.sub("", html))
    return "" if has_rtl == has_ltr else "rtl" if has_rtl else "ltr"


def _with_direction(tag: str, direction: str) -> str:
    return tag.removesuffix(">") + f' dir="{direction}">'


def _isolated(match: re.Match[str]) -> str:
    # A number is not broken over two lines; an address must be.
    kind = ' class="phone"' if match[0].startswith("+") else ""
    return f'<bdi dir="ltr"{kind}>{match[0]}</bdi>'


def _end(blocks: list[_Block], tokens: list[str], direction: str) -> None:
    block = blocks.pop()
    if blocks:
        blocks[-1].has_rtl |= block.has_rtl
        blocks[-1].has_ltr |= block.has_ltr
    if block.is_said or block.has_rtl == block.has_ltr:
        return
    own = "rtl" if block.has_rtl else "ltr"
    if own != direction:
        tokens[block.place] = _with_direction(tokens[block.place], own)
