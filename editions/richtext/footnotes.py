"""Notes to a place in a text.

A note is stored where it belongs, with its words in it: `the well<span class="footnote">Thirty-eight metres.</span>`.
So it goes where its paragraph goes: when that is moved, copied to another edition or put back from a revision, no list
at the end and no number has to be kept in step; numbers are made when the text is drawn. Its words are words of the
block: a note that is changed makes translations lag, is shown in a comparison word by word, is found, and can be
translated beside its sentence. An attribute would be none of this, and could hold neither a link nor words in another
language; a class on a well-known element is plain HTML for whoever reads a body elsewhere.

What reads a text as a line of words takes notes out of its sentences first: `taken_out`.
"""

from editions.richtext.blocks import TAG

TAG_NAME = "span"
START = '<span class="footnote">'


def has_notes(html: str) -> bool:
    return 'class="footnote"' in html


def taken_out(html: str) -> tuple[str, list[str]]:
    """Clean HTML without its notes, and what they hold, in order; a note within a note is part of the outer one."""
    if not has_notes(html):
        return html, []
    text: list[str] = []
    notes: list[str] = []
    place = depth = start = 0
    for match in TAG.finditer(html):
        if match[2] != TAG_NAME:
            continue
        if not match[1]:
            depth += 1
            if depth == 1:
                text.append(html[place : match.start()])
                start = match.end()
        elif depth:
            depth -= 1
            if depth == 0:
                notes.append(html[start : match.start()])
                place = match.end()
    text.append(html[place:] if not depth else "")
    return "".join(text), notes
