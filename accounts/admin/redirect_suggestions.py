"""What an address that is not here may have meant: the text whose title is most like its words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from delivery.models import MissingAddress
from delivery.redirects.addresses import Address
from delivery.redirects.finding import find
from editions import registry
from editions.models import Edition
from editions.scripts.slugs import slugify
from search.finding import Search
from search.models import Entry
from search.query import read_query

# As much of the words has to be the same.
LEAST_ALIKE = 0.55
# Editions and beginnings of an address's words that are searched; each search costs a few queries.
MOST_EDITIONS = 2
MOST_SEARCHES = 3
_ENDING = re.compile(r"\.\w{2,5}$")
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Suggested:
    """An address of this site that may be meant; `title` of what stands there, "" where a rule says so."""

    address: str
    title: str = ""
    edition: Edition | None = None


def suggestion_for(missing: MissingAddress) -> Suggested | None:
    """What the redirects say by now, else the text that is most like it; None where nothing is."""
    address = Address.read(missing.path, missing.host)
    if (found := find(address)) and not found.is_gone:
        return Suggested(found.new_path)
    slug = slug_of(address)
    best: tuple[float, Suggested] | None = None
    for edition in editions_of(address, slug) if slug else ():
        for entry in entries_like(slug, edition):
            alike = likeness(slug, entry)
            if alike >= LEAST_ALIKE and (best is None or alike > best[0]):
                best = alike, Suggested(entry.address, entry.title, edition)
    return best[1] if best else None


def slug_of(address: Address) -> str:
    """The last part of an address that has words: not a date, a number, a page of a list or an ending."""
    for part in reversed(address.parts):
        slug = slugify(_ENDING.sub("", part))
        if len(slug) > 2 and not slug.replace("-", "").isdecimal() and slug not in {"feed", "page", "amp", "rss"}:
            return slug
    return ""


def editions_of(address: Address, slug: str) -> list[Edition]:
    """The edition that the address begins with, else those whose script it is written in."""
    named = registry.visible_edition(address.parts[0]) if address.parts else None
    if named:
        return [named]
    direction = "rtl" if _ARABIC.search(slug) else "ltr"
    found = [edition for edition in registry.visible_editions() if edition.direction == direction]
    return sorted(found, key=lambda edition: not edition.is_default)[:MOST_EDITIONS]


def entries_like(slug: str, edition: Edition) -> list[Entry]:
    """Texts with all its words, else with those that it begins with: a title may have been cut or have grown."""
    words = [word for word in slug.split("-") if len(word) > 1][:8]
    for count in sorted({len(words), (len(words) + 1) // 2, min(2, len(words))}, reverse=True)[:MOST_SEARCHES]:
        query = read_query(" ".join(words[:count]), edition.language)
        if query.is_empty:
            return []
        found = Search(query, edition.code).page()
        if rows := [*found.rows, *found.names]:
            return rows
    return []


def likeness(slug: str, entry: Entry) -> float:
    """From 0 to 1: how much of the words is the same, in the address or in the title."""
    last = Address.read(entry.address).parts[-1:]
    return max(SequenceMatcher(None, slug, slugify(text)).ratio() for text in (*last, entry.title))
