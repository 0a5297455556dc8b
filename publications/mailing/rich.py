"""A lead as mail shows it: paragraphs, lists, links and emphasis; pictures and tables stay on the page."""

import re
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from editions.head import absolute
from editions.richtext.directions import directed
from editions.richtext.footnotes import taken_out
from editions.richtext.plain import plain_text
from mailing.drawing import block_attributes

_BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
_HEADINGS = re.compile(r"<(/?)h[2-4]\b[^>]*>")
_OPENED = re.compile(rf"<({'|'.join(sorted(_BLOCKS))})((?:\s[^>]*)?)>")
_DIRECTION = re.compile(r'\sdir="(ltr|rtl)"')
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_LINK = re.compile(r'<a href="([^"]*)"')


def _attribute(_tag: str, name: str, value: str) -> str:
    return absolute(value) if name == "href" else value


_cleaner = nh3.Cleaner(
    tags={*_BLOCKS, "br", "strong", "em", "s", "sub", "sup", "a", "bdi"},
    clean_content_tags={"figure", "table"},
    attributes={"a": {"href"}, **{tag: {"lang", "dir"} for tag in (*_BLOCKS, "bdi")}},
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def mail_html(body: str, language: str, direction: str) -> SafeString:
    """Stored HTML as mail; each block says its language, direction and side, in style sheets or without.

    Args:
        language, direction: of the edition; a block in another language keeps its own.
    """
    text, _notes = taken_out(body)
    cleaned = reduced(directed(text, direction))

    def opened(found: re.Match[str]) -> str:
        own, said = _DIRECTION.search(found[2]), _LANGUAGE.search(found[2])
        at = block_attributes(said[1] if said else language, own[1] if own else direction)
        return f'<{found[1]} class="lead"{at}>'

    drawn = _LINK.sub(r'<a class="lead-link" href="\1"', _OPENED.sub(opened, cleaned))
    # Made of what the store has cleaned, by the cleaner above.
    return mark_safe(drawn)  # noqa: S308


def reduced(html: str) -> str:
    """What mail shows of clean HTML: headings become paragraphs, pictures and tables go."""
    return _cleaner.clean(_HEADINGS.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", html))


def mail_words(body: str) -> str:
    """The same as plain text: a paragraph and an empty line each; where its links lead stands after it."""
    text, _notes = taken_out(body)
    lines = plain_text(reduced(text), with_notes=False).split("\n")
    return "\n\n".join([*lines, *links_in(body)]).strip()


def links_in(body: str) -> list[str]:
    """Full addresses that a body's own words lead to, each once."""
    text, _notes = taken_out(body)
    found = (unescape(address) for address in _LINK.findall(reduced(text)))
    return list(dict.fromkeys(found))
