"""The first look through an export: what is in it, and the small things that the second look has need of at once.

Nothing is written. Bodies are not kept, so that memory follows the number of files and people, not that of words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path
from sys import intern

from wordpress.files.attachments import Attachment, read_attachment
from wordpress.importing.told import told_of
from wordpress.joining.groups import GROUP_KEYS, ORIGINAL_KEYS, TRANSLATION_KEY, Grouper
from wordpress.joining.languages import Languages, edition_of, read_languages
from wordpress.wxr.items import Author, Item, Site, Term
from wordpress.wxr.reader import Broken, Export

# Items that other ones refer to, and of which there are few.
KEPT = frozenset({"attachment", "nav_menu_item", "guest-author", "wp_block"})
# Addresses of files in a text, of any size.
_UPLOAD = re.compile(
    r"""https?://[^\s"'<>\\()\[\]]{3,120}/(?:uploads|files)/[^\s"'<>\\()\[\]?#]{3,300}\.[A-Za-z0-9]{2,5}(?![\w.])"""
)
MOST_SEEN = 200_000
# Of these none is the translation of another.
_ALONE = frozenset({"attachment", "nav_menu_item", "wp_block", "guest-author"})
# Addresses of sites on somebody's own machine: there are many of each.
_EVERYBODYS = re.compile(r"(?:localhost|127\.|10\.|192\.168\.|playground\.|[^/]*\.(?:local|test|localhost|internal)\b)")
# Fields of an item that may join it to others; without them and without languages nothing needs to be remembered.
_JOINING = frozenset({*GROUP_KEYS, *ORIGINAL_KEYS, TRANSLATION_KEY})
type Tell = Callable[[int], None]


@dataclass
class Overview:
    """What one export has.

    Attributes:
        terms: by taxonomy and slug.
        kept: items of the kinds `KEPT`, by kind.
        kinds: how many items there are, by type.
        categories: how many posts lie in each category, by slug.
        formats: how many posts have each format.
        files: what the attachments say of their files.
        seen: addresses of uploads that texts name; an export of posts alone has no attachments.
    """

    path: Path
    grouper: Grouper
    site: Site = field(default_factory=Site)
    authors: dict[str, Author] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    kept: dict[str, list[Item]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    files: list[Attachment] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    broken: list[Broken] = field(default_factory=list)
    languages: Languages | None = None
    n_controls: int = 0

    @property
    def address(self) -> str:
        """What the site is known by: host and path of its home; at an address that many have, by its title besides."""
        home = (self.site.link or self.site.base).strip()
        address = home.partition("://")[2].rstrip("/").lower() or self.path.name
        if _EVERYBODYS.match(address):
            address = f"{address} ({self.site.title})"
        return address[:200]

    @property
    def number(self) -> int:
        """How many items there are."""
        return sum(self.kinds.values())

    def attachments(self) -> list[Item]:
        return self.kept.get("attachment", [])

    def terms_in(self, taxonomy: str) -> Iterator[Term]:
        return (term for (kind, _slug), term in self.terms.items() if kind == taxonomy)


def look_through(path: Path, *, edition: str, zone: tzinfo, grouper: Grouper, tell: Tell) -> Overview:
    """What is in an export; what belongs together is told to `grouper`.

    Args:
        edition: code of the edition of what names no language.
        zone: of moments that the export gives without one.
        tell: hears how many bytes of the file have been read.

    Raises:
        NotAnExportError: it is none.
    """
    found = Overview(path, grouper=grouper)
    export = Export(path, zone=zone)
    for number, thing in enumerate(export):
        match thing:
            case Item():
                _note_item(found, thing, edition)
            case Term():
                found.terms.setdefault((thing.taxonomy, thing.slug), thing)
            case Author():
                found.authors.setdefault(thing.login, thing)
            case Broken():
                found.broken.append(thing)
            case Site():
                found.site = thing
        if number % 500 == 0:
            tell(export.position)
    if found.languages is None:
        _read_languages(found)
    found.n_controls = export.n_controls
    return found


def _lighter(item: Item, attachment: Attachment) -> Item:
    """An attachment's item without what takes room and is not asked for again; there may be a hundred thousand.

    What lists its copies is the most. And the same address, date or author is kept once.
    """
    address = attachment.address
    return replace(
        item,
        body="",
        kind=intern(item.kind),
        status=intern(item.status),
        author=intern(item.author),
        comment_status=intern(item.comment_status),
        guid=address if item.guid == address else item.guid,
        attachment_url=address if item.attachment_url == address else item.attachment_url,
        title=attachment.title if item.title == attachment.title else item.title,
        modified=item.date if item.modified == item.date else item.modified,
        meta=tuple((intern(key), value) for key, value in item.meta if key != "_wp_attachment_metadata"),
    )


def _read_languages(found: Overview) -> Languages:
    """Once all terms are read: they come before the items."""
    found.languages = read_languages(found.terms.values(), site=found.site)
    found.grouper.add_terms(found.terms.values(), site=found.address)
    return found.languages


def _note_item(found: Overview, item: Item, edition: str) -> None:
    languages = found.languages or _read_languages(found)
    if item.kind not in _ALONE and (languages.is_multilingual or _JOINING.intersection(key for key, _v in item.meta)):
        found.grouper.add(item, edition_of(item, languages, edition), site=found.address)
    found.kinds[item.kind] += 1
    found.statuses[item.kind, item.status] += 1
    if item.kind == "post":
        for term in item.terms:
            if term.taxonomy == "category":
                found.categories[term.slug] += 1
            elif term.taxonomy == "post_format":
                found.formats[term.slug.removeprefix("post-format-")] += 1
    for term in item.terms:
        # Exports of a single type name their terms nowhere but here.
        found.terms.setdefault((term.taxonomy, term.slug), Term(0, term.taxonomy, term.slug, term.name))
    if item.kind == "attachment":
        # What an export of ours tells of its words is to the letter, and in all editions.
        own = "" if told_of(item).part("words").is_ours else edition_of(item, languages, edition)
        attachment = read_attachment(item, edition=own)
        found.files.append(attachment)
        item = _lighter(item, attachment)
    elif item.kind not in KEPT and len(found.seen) < MOST_SEEN:
        found.seen.update(_UPLOAD.findall(item.body))
    if item.kind in KEPT:
        found.kept.setdefault(item.kind, []).append(item)
