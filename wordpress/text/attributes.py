"""Attributes of elements and of shortcodes, and the entities in them."""

import re
from html import unescape

# Python refuses to read numbers of thousands of digits; none of more than these stands for a character.
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
# In an address, "&copy=1" is the next part of the query and no sign: an entity there ends with its semicolon.
_WHOLE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""",
)
_QUOTES = "\"'“”″„«»‘’′"
_SHORTCODE = re.compile(
    rf"""([\w-]+)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|[“”″„«]([^“”″«»]*+)[“”″»]|[‘’′]([^‘’′]*+)[‘’′]|([^\s{_QUOTES}]++))"""
    r"""|"([^"]*+)"|'([^']*+)'|(\S++)"""
)


def decoded(text: str) -> str:
    """Words with their entities as the characters they stand for: once, so that "&amp;lt;" becomes "&lt;"."""
    if "&" not in text:
        return text
    return unescape(_ENDLESS.sub("\ufffd", text))


def attributes_of(raw: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; of two alike the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        if "&" in value:
            value = _WHOLE.sub(lambda entity: unescape(entity[0]), value)
        found.setdefault(match[1].lower(), value)
    return found


def shortcode_attributes(raw: str) -> tuple[dict[str, str], list[str]]:
    """What a shortcode says by name, and what it says without one; quotes may be straight, curly, single or none."""
    if '"' not in raw:
        raw = raw.replace("&quot;", '"').replace("&#34;", '"')
    named: dict[str, str] = {}
    plain: list[str] = []
    for match in _SHORTCODE.finditer(raw.removeprefix("=").removeprefix(":")):
        value = decoded(next((group for group in match.groups()[1:] if group is not None), ""))
        if match[1]:
            named.setdefault(match[1].lower(), value)
        elif value != "/":
            plain.append(value)
    return named, plain
