"""Links in what readers send: they write plain text, spam is made of links."""

import re

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.I)
# Code that becomes a link elsewhere; nobody writes it who is a reader here.
_CODE = re.compile(r"<\s*a\s[^>]*href|\[url[\]=]|\[link[\]=]", re.I)


def count_links(text: str) -> int:
    return len(LINK.findall(text)) + len(_CODE.findall(text))
