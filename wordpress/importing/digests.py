"""Digests of what an export says, by which a later run sees what has changed."""

from hashlib import blake2b
from typing import Any

from wordpress.wxr.items import Item

# Custom fields that change what we make of an item; all others are counters, locks and settings of plugins.
_TELLING = frozenset(
    "_thumbnail_id _wp_attachment_image_alt _wp_attached_file _yoast_wpseo_primary_category rank_math_primary_category"
    " footnotes _nejat".split()
)
_COMPARED = (
    *("kind", "status", "title", "slug", "link", "body", "excerpt", "date", "author", "parent", "order", "password"),
    *("is_sticky", "attachment_url", "terms", "comment_status"),
)


def digest_of(*parts: Any) -> str:
    """32 signs that change with any of the parts."""
    # A choice is its value, whether it was read or has just been set.
    plain = [str(part) if isinstance(part, str) else repr(part) for part in parts]
    return blake2b(repr(plain).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of_item(item: Item, *besides: Any) -> str:
    """Changes when the item's content does in the export, comments apart; `besides`: what else decides on it."""
    told = [getattr(item, name) for name in _COMPARED]
    meta = [(key, value) for key, value in item.meta if key in _TELLING]
    return digest_of(*told, meta, besides)
