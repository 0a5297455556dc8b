"""The numbers by which an export calls things: the same each time, so that a later export can be imported again.

WordPress has one row of numbers for posts, pages, files and entries of menus, and one for terms. Ours are made of a
thing's key and its kind; of a thing that is one record for all editions, of the edition besides.
"""

from hashlib import blake2b

from django.conf import settings

WIDTH = 64
_ALONE = ("article", "page", "image", "issue", "document")
_PER_EDITION = ("media", "book", "menu")
_TERMS = ("category", "topic", "place")


def _slot(kinds: tuple[str, ...], kind: str, edition: str, begin: int) -> int:
    codes = list(settings.MODELTRANSLATION_LANGUAGES)
    slot = begin + kinds.index(kind) + len(kinds) * codes.index(edition)
    if slot >= WIDTH:
        raise ValueError(f"{edition} is one edition too many for the numbers of an export.")
    return slot


def number(kind: str, key: int, edition: str = "") -> int:
    """The number of a post, page, file or entry of a menu."""
    slot = _ALONE.index(kind) if kind in _ALONE else _slot(_PER_EDITION, kind, edition, len(_ALONE))
    return key * WIDTH + slot


def term_number(kind: str, key: int, edition: str) -> int:
    return key * WIDTH + _slot(_TERMS, kind, edition, 0)


def document_number(name: str | None) -> int:
    """The number of a file that is no picture, and has no row of its own: made of its name in the storage."""
    return number("document", int.from_bytes(blake2b((name or "").encode(), digest_size=5).digest()))
