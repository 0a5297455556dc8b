"""What readers wrote, as HTML."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from readers.guards.links import LINK

register = template.Library()

# Signs that belong to the sentence around an address, not to it.
_AFTER = ".,;:!?)]}»”’،؛؟…"
SHOWN = 60


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs, each in the direction of its words; addresses become links that vouch for nothing."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))]
    return format_html_join("", '<p dir="auto">{}</p>', ((_lines(part),) for part in parts if part))


def _lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((_linked(line),) for line in text.split("\n")))


def _linked(line: str) -> SafeString:
    pieces, end = [], 0
    for found in LINK.finditer(line):
        address = found[0].rstrip(_AFTER)
        if not address.lower().startswith("http"):
            continue
        pieces += [(line[end : found.start()],), (_link(address),)]
        end = found.start() + len(address)
    return format_html_join("", "{}", [*pieces, (line[end:],)])


def _link(address: str) -> SafeString:
    shown = address if len(address) <= SHOWN else f"{address[: SHOWN - 1]}…"
    return format_html('<a href="{}" rel="nofollow ugc noopener" dir="ltr">{}</a>', address, shown)
