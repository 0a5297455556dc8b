"""One block's text, with what in it is no rule's business."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from editions.lint.letters import OPAQUE

Span = tuple[int, int]

# Addresses, e-mail addresses, names of files and hosts, handles, telephone numbers and the like. Latin letters only:
# an address in another script is rare, and a word wrongly left alone costs less than one wrongly marked.
_PROTECTED = re.compile(
    r"""
      (?:[a-z][a-z0-9+.-]*://|www\.)\S+
    | (?:mailto|tel):\S+
    | [a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+
    | (?<![a-z0-9])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?
    | (?<![a-z0-9])[@\#][a-z0-9_]+
    | (?<!\w)(?=[0-9۰-۹٠-٩ .()+-]{9})\+?\(?[0-9۰-۹٠-٩]{1,4}\)?(?:[ .()-][0-9۰-۹٠-٩]+){2,}
    | (?<!\w)\+[0-9۰-۹٠-٩]{7,}
    | (?<!\w)[0-9]{9,}
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_CLOSING = ".,;:!?)]}»”’\"'،؛؟…"


@dataclass(frozen=True)
class Run:
    """The text of one block, as a writer sees it.

    Args:
        text: a line break is "\\n", anything that is no text is U+FFFC.
        kept: spans (code points) that the markup says are not this language's: code, runs in another language.
        is_verbatim: quoted or code as a whole; only what is a danger is told of it.
        is_plain: a field without markup, such as a title: nothing in it can be marked as another language.
    """

    text: str
    kept: tuple[Span, ...] = ()
    is_verbatim: bool = False
    is_plain: bool = False

    @cached_property
    def free(self) -> str:
        """The text with all that is left alone made opaque, so that offsets stay what they are."""
        if self.is_verbatim:
            return OPAQUE * len(self.text)
        free = self.text
        for start, end in (*self.kept, *_found(free)):
            free = f"{free[:start]}{OPAQUE * (end - start)}{free[end:]}"
        return free

    def around(self, start: int, end: int) -> Span:
        """The span widened to whole words: signs that cannot be seen are shown by what stands beside them."""
        text = self.text
        while start > 0 and not text[start - 1].isspace() and text[start - 1] != OPAQUE:
            start -= 1
        while end < len(text) and not text[end].isspace() and text[end] != OPAQUE:
            end += 1
        return start, end


def _found(text: str) -> Iterator[Span]:
    for match in _PROTECTED.finditer(text):
        kept = match[0].rstrip(_CLOSING)
        if kept:
            yield match.start(), match.start() + len(kept)


class Units:
    """Translates between code points, by which Python counts, and UTF-16 code units, by which scripts of a page do."""

    def __init__(self, text: str) -> None:
        # Places of the characters that take two units.
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]
        self._units = [at + number for number, at in enumerate(self._wide)]
        self._length = len(text)

    def unit(self, point: int) -> int:
        return point + bisect_right(self._wide, point - 1)

    def point(self, unit: int) -> int:
        """The code point at `unit`, which must not lie within one; what lies outside the text is brought to its end."""
        return max(0, min(self._length, unit - bisect_right(self._units, unit - 1)))

    def points(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple((self.point(start), self.point(end)) for start, end in spans)
