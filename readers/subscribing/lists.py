"""What readers may subscribe to. The apps above say what they send: they register themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import override

from editions import registry


@dataclass(frozen=True)
class ListOffer:
    """One list of an edition, in the language of the edition.

    Args:
        key: what is kept, such as "series:newsletter" or "digest"; at most 80 signs of ASCII.
        address: of a page about it, with what was sent before; "" of none.
    """

    key: str
    name: str
    description: str = ""
    address: str = ""


Source = Callable[[str], list[ListOffer]]
_sources: list[Source] = []


def register_lists(source: Source) -> None:
    """Offer what `source` gives for an edition's code; the language of that edition is active when it is asked."""
    if source not in _sources:
        _sources.append(source)


def lists_of(code: str) -> list[ListOffer]:
    """All that readers of an edition may subscribe to, in the order in which the sources came."""
    edition = registry.all_editions().get(code)
    with override(edition.language if edition else code):
        return [offer for source in _sources for offer in source(code)]
