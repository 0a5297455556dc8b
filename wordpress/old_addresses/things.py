"""The old addresses of one thing of an export. What is without number (pages of lists, feeds, sizes) rules.py knows."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from wordpress.old_addresses.homes import path_in
from wordpress.old_addresses.kinds import Kind, Old
from wordpress.old_addresses.structure import Structure
from wordpress.wxr.items import Author, Item, Site, Term

# Never had a page of their own.
_WITHOUT_PAGE = frozenset(
    "nav_menu_item revision custom_css customize_changeset oembed_cache wp_block wp_template wp_template_part "
    "wp_global_styles wp_navigation wp_font_family wp_font_face user_request".split()
)
# Taxonomies that WordPress asks for by another name than their own, and by what number.
_QUERIES = {"category": ("category_name", "cat"), "post_tag": ("tag", "tag_id")}
_HIDDEN = frozenset("nav_menu language term_language post_translations term_translations translation_priority".split())


def addresses_of(thing: Item | Term | Author, site: Site, structure: Structure) -> Iterator[Old]:
    """Every address at which the old site answered with this thing; each once."""
    if isinstance(thing, Item):
        found = _of_item(thing, site, structure)
    elif isinstance(thing, Term):
        found = _of_term(thing, structure)
    else:
        found = _of_author(thing, structure)
    seen = set()
    for old in found:
        if old.address not in seen:
            seen.add(old.address)
            yield old


def _of_item(item: Item, site: Site, structure: Structure) -> Iterator[Old]:
    if item.kind in _WITHOUT_PAGE:
        return
    prefix = structure.prefix
    if item.kind == "attachment":
        yield from _files_of(item, site, prefix)
    for address in (item.link, item.guid):
        path = path_in(address, site)
        if path and not _is_file(path) and path.rstrip("/") != prefix:
            yield Old(path)
    yield Old(f"{prefix}/?p={item.number}")
    if item.kind in {"page", "attachment"}:
        name = "page_id" if item.kind == "page" else "attachment_id"
        yield Old(f"{prefix}/?{name}={item.number}")
    yield from _by_name(item, structure)
    if custom := item.meta_of("custom_permalink"):
        yield Old(f"{prefix}/{custom.strip().lstrip('/')}")


def _by_name(item: Item, structure: Structure) -> Iterator[Old]:
    """What WordPress finds by the slug alone, whatever stands before it; also by slugs that it had before."""
    earlier = [unquote(value) for name, value in item.meta if name == "_wp_old_slug" and value]
    query = {"page": "pagename", "attachment": "attachment"}.get(item.kind, "name")
    for slug in (item.slug, *earlier):
        if slug:
            yield Old(f"{structure.prefix}/?{query}={quote(slug)}", is_guess=True)
    if item.kind == "post":
        for slug in earlier:
            if address := structure.address_of(item, slug):
                yield Old(quote(address, safe="/%"), is_guess=True)


def _files_of(item: Item, site: Site, prefix: str) -> Iterator[Old]:
    for address in (item.attachment_url, item.guid):
        path = path_in(address, site)
        if path and _is_file(path):
            yield Old(path, Kind.FILE)
    if kept := item.meta_of("_wp_attached_file"):
        # Some plugins keep a whole address, or one from the root.
        path = path_in(kept, site) if "://" in kept or kept.startswith("/") else None
        yield Old(path or f"{prefix}/wp-content/uploads/{kept.lstrip('/')}", Kind.FILE)


def _is_file(path: str) -> bool:
    return "?" not in path and re.search(r"/(?:uploads|files|blogs\.dir)/.*\.\w{2,5}$", path) is not None


def _of_term(term: Term, structure: Structure) -> Iterator[Old]:
    """Nested categories are found by their last part; that of the one itself is enough to keep."""
    if term.taxonomy in _HIDDEN or not term.slug:
        return
    slug = quote(unquote(term.slug))
    base = {"category": structure.category_base, "post_tag": structure.tag_base}.get(term.taxonomy, term.taxonomy)
    for front in dict.fromkeys((structure.front, structure.prefix)):
        yield Old(f"{front}/{base}/{slug}/")
    name, number = _QUERIES.get(term.taxonomy, (term.taxonomy, ""))
    yield Old(f"{structure.prefix}/?{name}={slug}")
    if number and term.number:
        yield Old(f"{structure.prefix}/?{number}={term.number}")


def _of_author(author: Author, structure: Structure) -> Iterator[Old]:
    slug = quote(nicename_of(author))
    for front in dict.fromkeys((structure.front, structure.prefix)):
        yield Old(f"{front}/{structure.author_base}/{slug}/")
    yield Old(f"{structure.prefix}/?author_name={slug}")
    if author.number:
        yield Old(f"{structure.prefix}/?author={author.number}")


def nicename_of(author: Author) -> str:
    """How WordPress writes an account's name in addresses; an export names the account alone."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w-]+", "-", author.login.strip().lower())).strip("-")
