"""Where tails of old addresses lead here, given where the rest leads: feeds to feeds, further pages to lists."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlencode

from django.urls import Resolver404, resolve, reverse

from delivery.redirects.addresses import Address
from delivery.redirects.rules import Candidate, as_it_is
from editions import registry
from editions.models import Edition

__all__ = ["as_it_is", "edition_of", "home_of", "to_atom", "to_home", "to_list", "to_rss", "to_search"]

# Lists of ours that have a feed.
_WITH_FEED = {"articles:category", "articles:topic", "articles:person"}


def to_rss(new_path: str) -> str | None:
    """The feed of what stands there; what has none, such as a post whose comments had one, itself."""
    return _feed(new_path, "articles:feed")


def to_atom(new_path: str) -> str | None:
    return _feed(new_path, "articles:feed-atom")


def to_list(new_path: str) -> str:
    """A further page of a front page is among all articles; one of another list is behind its own first page."""
    edition = home_of(new_path)
    return reverse("articles:list", args=[edition]) if edition else new_path


def _feed(new_path: str, of_home: str) -> str | None:
    if not new_path.startswith("/"):
        # What other sites have of feeds is not known.
        return None
    if edition := home_of(new_path):
        return reverse(of_home, args=[edition])
    try:
        match = resolve(unquote(new_path))
    except Resolver404:
        return new_path
    return reverse(f"{match.view_name}-feed", kwargs=match.kwargs) if match.view_name in _WITH_FEED else new_path


def home_of(new_path: str) -> Edition | None:
    """The edition whose front page this is."""
    parts = [part for part in new_path.partition("?")[0].split("/") if part]
    return registry.visible_edition(parts[0]) if len(parts) == 1 and new_path.startswith("/") else None


def edition_of(address: Address) -> Edition | None:
    """The edition that an address names: in its query, or as the last part of its path."""
    named = address.get("lang") or (address.parts[-1] if address.parts else "")
    return registry.visible_edition(named) if named else None


def at_home(address: Address, made_of: Callable[[Edition], str]) -> Iterator[Candidate]:
    """Something that an edition has once, such as its feed: of the edition that the address of a front page names, else
    of the one that the site at this address has become."""

    def follow(new_path: str) -> str | None:
        edition = home_of(new_path)
        return made_of(edition) if edition else None

    if edition := edition_of(address):
        yield Candidate(address, certain=made_of(edition))
    yield Candidate(address.at(address.parts), follow)


def to_home(address: Address, follow: Callable[[str], str | None]) -> Iterator[Candidate]:
    """What is left of an address when its tail is cut may be a front page: `/fa/feed/`, `/?lang=fa`."""
    if len(address.parts) <= 1 and not address.without("lang").query and (edition := edition_of(address)):
        yield Candidate(address, certain=follow(reverse("home", args=[edition])) or "")


def to_search(address: Address) -> Iterator[Candidate]:
    words = urlencode({"q": address.get("s")})
    yield from at_home(address, lambda edition: f"{reverse('search:results', args=[edition])}?{words}")
