"""A page as text alone: `?lite` behind the address of any page of an edition.

It is made of the page that everyone else gets, so that no page kind is without one: pictures, scripts, fonts and what
only machines read are left out, links within the site lead on to text alone, and forms that ask keep it too.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

NAME = "lite"
# Left out with all that they hold.
DROPPED = {"script", "style", "source", "svg", "iframe", "object", "noscript", "template"}
DROPPED_CLASSES = {"share"}
# A picture in a list says what its heading says.
CARD = "card"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Everything else of an element is for styles and scripts.
ATTRIBUTES = {
    "abbr", "action", "aria-current", "aria-label", "aria-labelledby", "autocomplete", "charset", "checked", "cols",
    "colspan", "content", "datetime", "dir", "for", "href", "hreflang", "id", "lang", "maxlength", "method", "name",
    "open", "rel", "required", "role", "rows", "rowspan", "scope", "selected", "start", "tabindex", "title", "type",
    "value",
}  # fmt: skip
METAS = {"viewport", "color-scheme", "description", "robots"}
KEPT_CLASSES = {"adjacent", "figure__credit", "form__trap", "meta", "topics", "visually-hidden"}
# Paths below an edition that are no pages.
_NO_PAGE = re.compile(r"/(feed|feed\.json|feed/atom)/?$")

type Attributes = dict[str, str | None]


@dataclass(frozen=True)
class Open:
    """An element that has begun.

    Attributes:
        is_copied: it is not left out.
        place: where it begins in what is written.
        is_card: it is an entry of a list.
        is_apart: styles set its words apart from what follows; in text alone a space does.
    """

    tag: str
    is_copied: bool
    place: int
    is_card: bool = False
    is_apart: bool = False


def is_asked(query: Collection[str]) -> bool:
    """Whether the parameters of a request ask for text alone."""
    return NAME in query


def lite_address(address: str, is_page: Callable[[str], bool]) -> str:
    """The address with `lite` in its query where it is that of a page of this site; any other as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme or parts.netloc or not is_page(parts.path) or _NO_PAGE.search(parts.path):
        return address
    names = [one for one in parts.query.split("&") if one and one.partition("=")[0] != NAME]
    return urlunsplit(parts._replace(query="&".join([*names, NAME])))


def full_address(path: str, query: str) -> str:
    """The address of the whole page."""
    names = [one for one in query.split("&") if one and one.partition("=")[0] != NAME]
    return path + ("?" + "&".join(names) if names else "")


class Lite(HTMLParser):
    """Copies a page, leaving out.

    Args:
        style: the address of the style sheet.
        full: that of the whole page.
        is_page: whether a path is that of a page of this site.
    """

    def __init__(self, *, style: str, full: str, is_page: Callable[[str], bool]) -> None:
        super().__init__(convert_charrefs=False)
        self.style, self.full, self.is_page = style, full, is_page
        self.out: list[str] = []
        self.open: list[Open] = []
        self.dropped = 0
        self.cards = 0

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = set((found.get("class") or "").split())
        if tag in VOID:
            if not self.dropped:
                self.out.append(self.void(tag, found))
            return
        is_dropped = bool(self.dropped) or self.leaves_out(tag, classes)
        is_card = not is_dropped and CARD in classes
        is_apart = (tag == "span" and bool(classes)) or found.get("rel") == "tag"
        self.open.append(Open(tag, not is_dropped, len(self.out), is_card, is_apart))
        if is_dropped:
            self.dropped += 1
            return
        self.cards += is_card
        if tag == "video":
            address, words = escape(found.get("src") or ""), escape(found.get("aria-label") or "")
            self.out.append(f'<p><a href="{address}">{words}</a>')
        elif tag != "picture":
            self.out.append(self.started(tag, found, classes))
            if "data-lite" in found:
                self.out.append(escape(_("With pictures")))
                self.dropped += 1
                self.open.append(Open("", is_copied=False, place=len(self.out)))
            if tag == "form" and (found.get("method") or "get").lower() == "get":
                self.out.append(f'<input type="hidden" name="{NAME}" value="">')

    def leaves_out(self, tag: str, classes: set[str]) -> bool:
        return tag in DROPPED or bool(classes & DROPPED_CLASSES) or (tag in {"figure", "picture"} and bool(self.cards))

    def void(self, tag: str, found: Attributes) -> str:
        """An element without content as text alone has it; "" for none."""
        if tag == "img":
            alt = found.get("alt") or ""
            return "" if self.cards or not alt else f"[{escape(alt)}]"
        if tag == "link":
            return self.started(tag, found, set()) if found.get("rel") == "canonical" else ""
        if tag == "meta" and "charset" not in found and found.get("name") not in METAS:
            return ""
        return "" if tag in DROPPED else self.started(tag, found, set())

    def started(self, tag: str, found: Attributes, classes: set[str]) -> str:
        if tag == "a" and "data-lite" in found:
            found = {"href": self.full}
        elif tag in {"a", "form"}:
            name = "href" if tag == "a" else "action"
            if found.get(name):
                found = found | {name: lite_address(found[name] or "", self.is_page)}
        kept = [(name, value) for name, value in found.items() if name in ATTRIBUTES]
        if classes & KEPT_CLASSES:
            kept.append(("class", " ".join(classes & KEPT_CLASSES)))
        return f"<{tag}{''.join(f' {n}' if v is None else f' {n}="{escape(v)}"' for n, v in kept)}>"

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self.out.append(f'<link rel="stylesheet" href="{escape(self.style)}">\n')
        if all(tag != element.tag for element in self.open):
            return
        while True:
            element = self.open.pop()
            self.cards -= element.is_card
            if element.is_copied:
                self.end(element.tag, element.place)
                self.out.append(" " if element.is_apart else "")
            else:
                self.dropped -= 1
            if element.tag == tag:
                return

    def end(self, tag: str, place: int) -> None:
        if tag == "video":
            self.out.append("</p>")
        elif tag == "figure" and not _text("".join(self.out[place:])):
            del self.out[place:]
        elif tag != "picture":
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.dropped:
            return
        # Lines of which nothing is left; in preformatted text every one counts.
        if data.isspace() and "\n" in data and all(element.tag != "pre" for element in self.open):
            data = "" if self.out and self.out[-1].endswith("\n") else "\n"
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def _text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def lite_page(html: str, *, style: str, full: str, is_page: Callable[[str], bool]) -> str:
    """The page `html` as text alone; the arguments are those of `Lite`."""
    lite = Lite(style=style, full=full, is_page=is_page)
    lite.feed(html)
    lite.close()
    return "".join(lite.out)
