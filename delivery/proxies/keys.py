"""Surrogate keys: short names of what a page depends on, by which a proxy finds the pages that a change makes old.

A key is the digest of a tag (delivery/changes/declared.py). Two tags of one key, which chance may bring about, cost a
page too many; never one too few. Installations that share a proxy have keys of their own.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable

from django.conf import settings

# The tag of all that is kept: every page has it.
EVERYTHING = "everything"
# Keys of one page. With what separates them 9 bytes each: headers stay within the 4 KB that nginx reads by default.
MOST = 200


def key(tag: str) -> str:
    """The key of a tag: 8 signs, lower case and digits, since some proxies know no case."""
    digest = hashlib.blake2s(f"{settings.SITE_URL} {tag}".encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()


def surrogate(tags: Iterable[str], most: int = MOST) -> list[str]:
    """The keys of a page that depends on these tags, at most so many; the one of all pages first.

    Of too many tags those of the table with the most become one, which every change of that table purges.
    """
    return [key(EVERYTHING), *sorted({key(tag) for tag in within(set(tags), most - 1)})]


def within(tags: set[str], most: int) -> set[str]:
    """The tags, or fewer and coarser ones that cover them."""
    many = Counter(map(table_of, tags))
    for table, _count in many.most_common():
        if len(tags) <= most:
            return tags
        tags = {tag for tag in tags if table_of(tag) != table} | {any_of(table)}
    return tags if len(tags) <= most else {any_of("")}


def to_purge(tags: Iterable[str]) -> list[str]:
    """The keys of all pages that a change with these tags makes old, the coarser keys of `within` included."""
    given = set(tags)
    if EVERYTHING in given:
        return [key(EVERYTHING)]
    if not given:
        return []
    coarser = {any_of(table_of(tag)) for tag in given} | {any_of("")}
    return sorted({key(tag) for tag in given | coarser})


def table_of(tag: str) -> str:
    return tag.partition(".")[0]


def any_of(table: str) -> str:
    """The tag of any change of a table; of none: of any change at all."""
    return f"{table}#"
