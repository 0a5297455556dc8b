"""What a WordPress export says, as plain values: no database, nothing of ours.

Texts are as they stand in the file; addresses too. Moments are aware. What a file leaves out is empty, never None, but
for moments that it does not name.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Site:
    """The site that was exported. `link` is the address of its home, `base` that of the installation."""

    title: str = ""
    link: str = ""
    base: str = ""
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody with an account; `login` is what items call them by, `name` what readers see."""

    number: int
    login: str
    name: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    meta: tuple[tuple[str, str], ...] = ()

    def meta_of(self, key: str) -> str:
        return _first(self.meta, key)


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag, a menu, a language, a group of translations: whatever WordPress keeps as a term.

    `number` is 0 where the file names none (WXR 1.0). `parent` is the slug of the term above it.
    """

    number: int
    taxonomy: str
    slug: str
    name: str = ""
    parent: str = ""
    description: str = ""
    meta: tuple[tuple[str, str], ...] = ()

    def meta_of(self, key: str) -> str:
        return _first(self.meta, key)


@dataclass(frozen=True, slots=True)
class TermRef:
    """A term as an item names it."""

    taxonomy: str
    slug: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote below an item. `approved` is "1", "0", "spam", "trash" or "post-trashed"."""

    number: int
    author: str
    email: str
    url: str
    ip: str
    date: datetime
    body: str
    approved: str = "1"
    kind: str = ""
    parent: int = 0
    user: int = 0
    meta: tuple[tuple[str, str], ...] = ()

    def meta_of(self, key: str) -> str:
        return _first(self.meta, key)


@dataclass(frozen=True, slots=True)
class Item:
    """One `<item>`: a post, a page, a file, an entry of a menu, or whatever else a plugin keeps.

    `slug` is decoded. `date` is the moment it was published (or begun), None for
    a draft that never had one.
    """

    number: int
    kind: str
    status: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    guid: str = ""
    body: str = ""
    excerpt: str = ""
    date: datetime | None = None
    modified: datetime | None = None
    author: str = ""
    parent: int = 0
    order: int = 0
    password: str = ""
    is_sticky: bool = False
    attachment_url: str = ""
    terms: tuple[TermRef, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    # Whether readers may comment: "open" or "closed"; empty where the file does not say.
    comment_status: str = ""

    def meta_of(self, key: str) -> str:
        """The first value that the item has under `key`; empty where it has none."""
        return _first(self.meta, key)

    def terms_of(self, taxonomy: str) -> tuple[TermRef, ...]:
        return tuple(term for term in self.terms if term.taxonomy == taxonomy)


def _first(meta: tuple[tuple[str, str], ...], key: str) -> str:
    return next((value for name, value in meta if name == key), "")
