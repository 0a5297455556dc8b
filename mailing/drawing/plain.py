"""The plain text of a mail: lines that stand right in any program.

Programs without formatting set a line in the direction of its first strong character, or in their own user's. So every
line begins with a strong character of its own direction: a mark that nobody sees is put before one that begins with a
digit, a bracket or a foreign word. An address is a line of its own, from left to right whatever the language.
"""

import re
import textwrap
import unicodedata

LRM, RLM = "\u200e", "\u200f"
# Counted in characters; marks without width count too, which only makes lines shorter.
WIDTH = 72
_ADDRESS = re.compile(r"(https?://|mailto:)\S+")
_STRONG = {"ltr": {"L"}, "rtl": {"R", "AL"}}


def plain_mail(text: str, direction: str) -> str:
    """`text` with its lines folded, and each begun in its direction; at most one empty line between two.

    Args:
        text: a paragraph a line, as a template writes it.
        direction: "ltr" or "rtl", of the mail's language.
    """
    lines: list[str] = []
    for raw in text.split("\n"):
        line = " ".join(raw.replace("\u00a0", " ").split())
        if not line:
            if lines and lines[-1]:
                lines.append("")
            continue
        lines += [begun(part, direction) for part in folded(line)]
    return "\n".join(lines).strip("\n") + "\n"


def folded(line: str) -> list[str]:
    """A line in parts of at most WIDTH characters; words and addresses stay whole."""
    # Folding knows only spaces of ASCII: the half-space of Persian (ZWNJ) joins, as it should.
    return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def begun(line: str, direction: str) -> str:
    """The line with a mark before it, where its first character does not say its direction."""
    own = "ltr" if _ADDRESS.fullmatch(line) else direction
    if unicodedata.bidirectional(line[0]) in _STRONG[own] or line[0] in LRM + RLM:
        return line
    return (RLM if own == "rtl" else LRM) + line
