"""What stands beneath an article or a list that has moved has moved along: its text for other sites, its two editions
side by side, a person's part in one role. Registered with delivery's redirects."""

from collections.abc import Iterator
from urllib.parse import unquote

from django.urls import Resolver404, resolve

from delivery.redirects.addresses import Address
from delivery.redirects.rules import Candidate

_KINDS = frozenset({"articles", "category", "topic", "people"})
# An edition, a kind, a slug.
_DEPTH = 3


def moved_along(address: Address) -> Iterator[Candidate]:
    """The same beneath the new address, where there is such a thing."""
    parts = address.parts
    if len(parts) <= _DEPTH or parts[1] not in _KINDS:
        return
    tail = "/".join(parts[_DEPTH:])

    def follow(new_path: str) -> str | None:
        beneath = f"{new_path}{tail}/"
        try:
            resolve(unquote(beneath))
        except Resolver404:
            return None
        return beneath

    yield Candidate(address.at(parts[:_DEPTH]), follow)
