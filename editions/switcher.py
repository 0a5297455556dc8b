"""Where a page's other editions are, as the switcher at its head and foot leads to them."""

from collections.abc import Hashable
from dataclasses import dataclass

from editions import registry
from editions.models import Edition


@dataclass(frozen=True)
class Choice:
    """An edition, with the address of the page in it.

    Attributes:
        is_missing: the page is in other editions and not in this one, so it leads to the front page and says so.
    """

    edition: Edition
    address: str
    is_current: bool
    is_missing: bool

    @property
    def memo_key(self) -> Hashable:
        return self.edition.memo_key, self.address, self.is_current, self.is_missing


def choices_of(edition: Edition, alternates: dict[str, str]) -> list[Choice]:
    """Each visible edition; `alternates` as `Head` has them."""
    return [
        Choice(
            edition=other,
            address=alternates.get(other.code) or f"/{other.code}/",
            is_current=other.code == edition.code,
            is_missing=bool(alternates) and other.code not in alternates and other.code != edition.code,
        )
        for other in registry.visible_editions()
    ]
