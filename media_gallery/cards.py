"""What a grid shows of media items."""

from collections.abc import Iterable
from dataclasses import dataclass

from editions import memo
from editions.columns import translated
from media_gallery.models import Image, MediaItem


@dataclass(frozen=True)
class MediaCard:
    title: str
    address: str
    image: Image

    memo_key = property(memo.values_of)


def cards(items: Iterable[MediaItem], code: str) -> list[MediaCard]:
    """Cards of items that `MediaItemQuerySet.for_cards(code)` has read."""
    return [MediaCard(translated(item, "title", code), item.address_in(code) or "", item.image) for item in items]
