"""A mistake of WeasyPrint 70 (text/line_break.py), set right for the process that draws.

A text that is followed by a tag ("… in <em>spring</em>") and fits the line but for the space at its end is broken
after its first word, so that one word stands on a line alone. Here the space at the end of a line is given no room.
"""

from typing import Any


def mend_line_breaks() -> None:
    """Let lines hold the words that fit; once a process."""
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
