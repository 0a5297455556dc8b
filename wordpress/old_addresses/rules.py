"""Old addresses without number: pages of lists, archives by date, feeds, sizes of pictures, what WordPress guesses.

Registered with delivery, which looks all of them up at once. A rule says which kept address an old one belongs to
(things.py and homes.py say which are kept), and what becomes of where that leads.
"""

from collections.abc import Callable, Iterator

from delivery.redirects.addresses import Address
from delivery.redirects.rules import Candidate
from wordpress.old_addresses import dates, leading, tails, uploads

# Names of a query that say which thing is asked for, and the kept one that says the same.
_NAMES = {
    "p": ("p",),
    "page_id": ("page_id", "p"),
    "attachment_id": ("attachment_id", "p"),
    "cat": ("cat",),
    "tag_id": ("tag_id",),
    "author": ("author",),
    "name": ("name", "pagename"),
    "pagename": ("pagename", "name"),
    "attachment": ("attachment",),
    "category_name": ("category_name",),
    "tag": ("tag",),
    "author_name": ("author_name",),
}
# What a front page that is here may be asked for in the old way.
QUERIES = frozenset({*_NAMES, *dates.QUERIES, "feed", "paged", "s", "lang"})
# What the last part of a path may be the name of, by what stands before it.
_BASES = {"category": "category_name", "tag": "tag", "author": "author_name", "attachment": "attachment"}
_ANY = ("name", "pagename", "category_name", "tag", "author_name", "attachment")
# Paths of other sites that we have a like of.
_ALIKE = {
    "sitemap_index.xml": "/sitemap.xml",
    "wp-sitemap.xml": "/sitemap.xml",
    "sitemap.xml.gz": "/sitemap.xml",
    "sitemaps.xml": "/sitemap.xml",
}
_ENDINGS = (".html", ".htm", ".php", ".aspx", ".asp")
_MOST_PREFIX = 2


def old_address(address: Address) -> Iterator[Candidate]:
    """Where else to look for an address of a WordPress site, best first."""
    parts = address.parts
    if len(parts) == 1 and parts[0] in _ALIKE:
        yield Candidate(address, certain=_ALIKE[parts[0]])
    elif uploads.is_upload(parts):
        yield from uploads.originals_of(address)
    else:
        yield from _of_page(address)


def _of_page(address: Address) -> Iterator[Candidate]:
    parts = address.parts
    tail = tails.cut(address)
    base = tail.address
    plain = base.without("lang")
    home = leading.to_home(base, tail.follow)
    if not base.parts:
        yield from home
    for one in dict.fromkeys((base, plain)):
        if one != address and (one.parts or not one.query):
            yield Candidate(one, tail.follow)
    yield from _by_query(base, tail.follow)
    if base.get("s"):
        yield from leading.to_search(base)
    archives = list(dates.archives_of(base))
    yield from archives
    if plain.query and plain.parts:
        yield Candidate(plain.at(plain.parts), tail.follow)
    if base.parts and not archives:
        yield from _by_last_part(base, tail.follow)
    if parts != base.parts and parts[-1].isdecimal() and not archives:
        # Taken for a page of something, `/title/2/`, it may have been a number: `/archives/12/`.
        for front in fronts(parts[:-1]):
            yield Candidate(address.at(front, [("p", parts[-1])]))
    yield from home


def _by_query(address: Address, follow: Callable[[str], str | None]) -> Iterator[Candidate]:
    """`/?p=12`, also within a language's folder and beside other names."""
    for name, kept in _NAMES.items():
        if value := address.get(name):
            value = value.rpartition("/")[2] if name in {"category_name", "pagename"} else value
            for front in fronts(address.parts, whole=True):
                for one in kept:
                    yield Candidate(address.at(front, [(one, value)]), follow)
            return


def _by_last_part(address: Address, follow: Callable[[str], str | None]) -> Iterator[Candidate]:
    """What WordPress does with a path that it does not know: it looks for something of that name, or that number."""
    parts = address.parts
    last = next((parts[-1].removesuffix(one) for one in _ENDINGS if parts[-1].endswith(one)), parts[-1])
    before = next((part for part in reversed(parts[:-1]) if part in _BASES), "")
    known = (_BASES[before],) if before else _ANY
    number = last.partition("-")[0]
    for front in fronts(parts[:-1]):
        for name in known:
            yield Candidate(address.at(front, [(name, last)]), follow)
        if number.isdecimal() and not before:
            yield Candidate(address.at(front, [("p", number)]), follow)
    if len(parts) > 1 and not before:
        # A file of a post, `/title/picture-1/`, whose own page nobody kept.
        for front in fronts(parts[:-2]):
            yield Candidate(address.at(front, [("name", parts[-2])]), follow)


def fronts(parts: tuple[str, ...], *, whole: bool = False) -> Iterator[tuple[str, ...]]:
    """What a site's paths may begin with: a folder, a language, both, nothing; longest first."""
    most = len(parts) if whole else min(len(parts), _MOST_PREFIX)
    for length in dict.fromkeys((min(most, _MOST_PREFIX), 1, 0)):
        if length <= most:
            yield parts[:length]
