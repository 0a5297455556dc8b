"""What WeasyPrint 70 lacks, for the process that draws.

**Words that fit a line** (its text/line_break.py). A text that is followed by a tag ("… in <em>spring</em>") and fits
the line but for the space at its end is broken after its first word, so that one word stands on a line alone. Here the
space at the end of a line is given no room.

**The language of words** (its pdf/stream.py). The file says that of the whole text alone; here each piece of it says
its own (PDF 32000-1, 14.9.2), so that foreign words are read out as what they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def mend() -> None:
    """Once a process, before anything is drawn."""
    mend_line_breaks()
    say_languages()


def mend_line_breaks() -> None:
    from weasyprint.layout import inline

    split: Any = inline.split_first_line

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **options: Any
    ) -> Any:
        found = split(text, style, context, max_width, justification_spacing, **options)
        words = text.rstrip(" ")
        # Only of what may fit at all: a letter is seldom narrower than a sixth of its size.
        if found[2] is None or words == text or max_width is None or len(words) * style["font_size"] / 6 > max_width:
            return found
        if split(words, style, context, max_width, justification_spacing, **options)[2] is not None:
            return found
        return split(text, style, context, None, justification_spacing, **options)

    inline.split_first_line = split_first_line


def say_languages() -> None:
    import pydyf
    from weasyprint.pdf.stream import Stream

    marked: Any = Stream.marked

    @contextmanager
    def marked_in_language(self: Any, box: Any, tag: str) -> Iterator[None]:
        with marked(self, box, tag):
            language = box.style["lang"]
            properties = self.stream[-2] if len(self.stream) > 1 else None
            if tag == "Span" and language and isinstance(properties, pydyf.Dictionary):
                properties["Lang"] = pydyf.String(language)
            yield

    Stream.marked = marked_in_language
