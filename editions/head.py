"""What a page says of itself: title, description, addresses, picture, structured data."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from editions import registry
from editions.addresses import path_to
from editions.models import Edition
from editions.paging import Slice


@dataclass
class Head:
    """The head of a page. Paths begin at the site's root; `alternates` maps codes of editions to paths, its own too."""

    title: str
    path: str
    description: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    image_size: tuple[int, int] | None = None
    # The full address of the picture that the page is shared with, where it has one of its own.
    card: str = ""
    card_alt: str = ""
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    # The address that tells how the page is embedded elsewhere (oEmbed).
    oembed: str = ""
    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    newer: str = ""
    older: str = ""
    published: str = ""
    modified: str = ""
    is_indexed: bool = True

    @property
    def canonical(self) -> str:
        return absolute(self.path)

    def turn_to(self, page: Slice) -> None:
        """Make the head of a list that of one of its pages: those after the first are addressed by their key."""
        if not page.is_first:
            self.path = page.path
            self.alternates = {}
            self.title = f"{self.title} – {_('Older Posts')}"
            self.is_indexed = self.is_indexed and bool(page.rows)
        self.newer, self.older = page.newer, page.older


def in_all_editions(name: str, *args: str | int) -> dict[str, str]:
    """The alternates of a page that every edition has, by the name of its address."""
    return {edition.code: path_to(name, edition.code, *args) for edition in registry.visible_editions()}


def absolute(path: str) -> str:
    """The full address of a path on this site; a full address stays as it is."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def web_page(head: Head, edition: Edition) -> dict[str, Any]:
    """schema.org/WebPage of a list or a standing page."""
    site = {"@type": "WebSite", "name": edition.site_name, "url": absolute(f"/{edition.code}/")}
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": head.title or edition.site_name,
        "url": head.canonical,
        "inLanguage": edition.language,
        "isPartOf": site,
    }


def alternate_links(alternates: dict[str, str]) -> list[tuple[str, str]]:
    """(hreflang, full address) of a page's translations in visible editions, and x-default: the default edition's.

    Args:
        alternates: paths by edition code, the page's own included.
    """
    visible = [edition.code for edition in registry.visible_editions()]
    links = [(code, absolute(alternates[code])) for code in visible if code in alternates]
    if links:
        default = registry.default_edition()
        links.append(("x-default", dict(links).get(default.code if default else "", links[0][1])))
    return links
