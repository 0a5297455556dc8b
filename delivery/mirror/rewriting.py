"""A page of the site as a page of the mirror: links lead to files, and what needs a server is left out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from django.conf import settings
from django.utils.translation import gettext as _

from delivery.mirror.addresses import Address, read, relative, search_edition

_TAG = re.compile(
    r"<(a|link|img|source|video|audio|track|form|iframe|script)((?:\s+[^\s=>\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*)\s*/?>",
    re.I,
)
_ATTRIBUTE = re.compile(r"([^\s=>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_SCRIPT = re.compile(r"<script\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>.*?</script>\n?", re.S | re.I)
# What only machines read, and the search of the mirror itself.
_KEPT_SCRIPT = re.compile(r"ld\+json|\bdata-mirror\b")
_FORM = re.compile(r"<form\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>.*?</form>", re.S | re.I)
_LITE = re.compile(r"<li>\s*<a\b(?:[^>\"']|\"[^\"]*\")*\bdata-lite\b[^>]*>.*?</a>\s*</li>\n?", re.S)
# The site itself, whatever the mirror's own address; and where a form was. No page has this sign.
_SITE, _FORM_HERE = "\0site", "\0form"
# Links between pages stay those of the site itself, so that search engines know the mirror for a copy.
_ABOUT_THE_PAGE = {"canonical", "shortlink"}
_NOTHING_WITHOUT = {"img", "source", "link", "track"}
_USELESS_LINKS = {"manifest", "preload", "modulepreload", "search", "preconnect", "dns-prefetch", "webmention", "hub"}


@dataclass
class Rewritten:
    """A page as it is written, what it leads to, and the older page of the same list that follows it."""

    text: str
    leads_to: list[Address] = field(default_factory=list)
    older: Address | None = None


def rewrite(
    html: str, page: Address, newer: Address | None, link: Callable[[str], str] | None = None, own: str = ""
) -> Rewritten:
    """The page as the mirror has it.

    Args:
        html: as the site answers.
        newer: of a list's page, the one before it in the mirror: the site reckons newer pages from the older one, and
            they begin elsewhere.
        link: makes the link of a file, else one relative to the page.
        own: what the page says of its own address names this instead of the site, where it is given.
    """
    found = Rewritten("")
    made = link or (lambda target: relative(target, page.file))

    def to(value: str) -> str | None:
        """The link in the mirror; None for one that leads nowhere here."""
        where, after, fragment = read(value, page.path)
        if where is None:
            return None
        if after and where.path == page.path:
            where = newer or Address(where.path)
        if where == page and fragment:
            return f"#{fragment}"
        found.leads_to.append(where)
        return made(where.file) + (f"#{fragment}" if fragment else "")

    def tag(match: re.Match[str]) -> str:
        return _tag(match, to, found, page)

    text = _LITE.sub("", _SCRIPT.sub(lambda match: match[0] if _KEPT_SCRIPT.search(match[1]) else "", html))
    text = _FORM.sub(lambda match: match[0] if 'role="search"' in match[1] else _FORM_HERE, text)
    text = _TAG.sub(tag, text)
    if own:
        text = text.replace(settings.SITE_URL, own)
    found.text = text.replace(_FORM_HERE, instead_of_form(page)).replace(_SITE, settings.SITE_URL)
    return found


def instead_of_form(page: Address) -> str:
    words = _("This is a copy of the site, which takes no messages. Write on the site itself:")
    address = escape(settings.SITE_URL + page.asked)
    return f'<p class="notice">{escape(words)} <a href="{address}" dir="ltr">{escape(settings.SITE_URL)}</a></p>'


def _tag(match: re.Match[str], to: Callable[[str], str | None], found: Rewritten, page: Address) -> str:
    name, text = match[1].lower(), match[0]
    attributes = {one[1].lower(): one[0] for one in _ATTRIBUTE.finditer(match[2])}
    values = {one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(match[2])}
    rel = set(values.get("rel", "").lower().split())
    if name == "iframe" or (name == "link" and (rel & _ABOUT_THE_PAGE or "hreflang" in values)):
        return text
    if name == "link" and rel & _USELESS_LINKS:
        return ""
    for attribute in {"href", "src", "poster", "action"} & values.keys():
        value = values[attribute]
        if value.startswith("#"):
            continue
        made = to(value)
        if made is not None and attribute == "href" and "next" in rel and found.leads_to[-1].path == page.path:
            found.older = found.leads_to[-1]
        if made is None and value.startswith("/") and not value.startswith("//"):
            if name in _NOTHING_WITHOUT:
                return ""
            made = _SITE + value
        if made is not None:
            text = text.replace(attributes[attribute], f'{attribute}="{escape(made)}"', 1)
    if "srcset" in values:
        text = text.replace(attributes["srcset"], f'srcset="{escape(_srcset(values["srcset"], to))}"', 1)
    return text


def _srcset(value: str, to: Callable[[str], str | None]) -> str:
    """Candidates whose links lead into the mirror, or elsewhere as they are."""
    candidates = []
    for candidate in value.split(","):
        address, _space, size = candidate.strip().partition(" ")
        candidates.append(f"{to(address) or address} {size}".strip())
    return ", ".join(candidates)


def is_search(page: Address) -> bool:
    return bool(search_edition(page.path))
