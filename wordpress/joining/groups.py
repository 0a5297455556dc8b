"""Which items, and which terms, of an export are one thing in several languages.

Polylang: posts that are translations of each other have one term of `post_translations`, categories and tags one of
`term_translations`, whose description is a serialised array of language to number. WPML: its export adds the name of a
group to posts and terms alike; a copy names its original; exporters towards MultilingualPress name each translation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wordpress.joining.languages import LANGUAGE_KEYS, Languages, edition_of, read_languages
from wordpress.serialised import read_array
from wordpress.wxr.items import Item, Term

# Meta in which WPML's exporter and others like it name what belongs together.
GROUP_KEYS = ("_wpml_import_translation_group", "_wpml_trid", "_icl_trid", "wpml_trid", "trid")
# Meta in which a copy names its original, by number.
ORIGINAL_KEYS = ("_icl_lang_duplicate_of", "wpml_media_duplicate_of", "_wpml_original_post_id")
# How `<wp:translation>` of an item is handed on: as meta of this name, "en_US 44330".
TRANSLATION_KEY = "wp:translation"

# What is told apart by site, kind and number.
type Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Member:
    """An item of a group. `site` tells sites apart whose numbers may be the same."""

    edition: str
    number: int
    site: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind (post type) that are translations of each other, at most one an edition.

    `left_out` are items that belong to it too, where its edition has one already. `by` is "polylang" or "wpml".
    """

    kind: str
    members: tuple[Member, ...]
    by: str
    left_out: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one taxonomy that are translations of each other, by edition, at most one each."""

    taxonomy: str
    members: tuple[tuple[str, Term], ...]
    by: str
    left_out: tuple[tuple[str, Term], ...] = ()


class Grouper:
    """Collects items one after the other, keeping a few numbers of each; `groups()` once all are in.

    Several exports of one site may be added to one; those of several sites too, each under a name of its own.
    """

    def __init__(self) -> None:
        self._members: dict[Key, Member] = {}
        self._order: dict[Key, int] = {}
        self._bonds = _Bonds()
        self._by: dict[Key, str] = {}
        # Groups that terms describe, by site: slug -> the numbers of its posts.
        self._described: dict[tuple[str, str], list[int]] = {}

    def add_terms(self, terms: Iterable[Term], *, site: str = "") -> None:
        """Read which posts belong together by the terms of an export; before or after its items."""
        for term in terms:
            if term.taxonomy == "post_translations":
                self._described[site, term.slug] = list(numbers_of(term.description).values())

    def add(self, item: Item, edition: str, *, site: str = "") -> None:
        """Note an item, and what it says it belongs to. Without an edition it is passed over."""
        if not edition:
            return
        key = (site, item.kind, item.number)
        if key not in self._members:
            self._order[key] = len(self._order)
        self._members[key] = Member(edition, item.number, site)
        for by, other in self._named_by(item, key):
            self._by.setdefault(key, by)
            self._bonds.join(key, other)

    def _named_by(self, item: Item, key: Key) -> Iterator[tuple[str, tuple[object, ...]]]:
        """What an item is bound to: a group by its name, or another item by its number."""
        site, kind, _number = key
        for term in item.terms_of("post_translations"):
            yield "polylang", ("group", site, kind, "post_translations", term.slug)
        for name in GROUP_KEYS:
            if group := item.meta_of(name).strip():
                yield "wpml", ("group", site, kind, "wpml", group)
                break
        originals = [item.meta_of(name) for name in ORIGINAL_KEYS]
        translations = [value.rpartition(" ")[2] for name, value in item.meta if name == TRANSLATION_KEY]
        for number in (*originals, *translations):
            if number.isascii() and number.isdigit() and len(number) < 19 and int(number):
                yield "wpml", (site, kind, int(number))

    def groups(self) -> list[Group]:
        """Groups of two and more items, in the order in which their first came."""
        self._bind_described()
        together: dict[object, list[Key]] = defaultdict(list)
        for key in sorted(self._members, key=self._order.__getitem__):
            together[self._bonds.root(key)].append(key)
        found = (self._group(keys) for keys in together.values() if len(keys) > 1)
        return [group for group in found if len(group.members) > 1]

    def elsewhere(self) -> Iterator[tuple[list[tuple[str, int]], list[int]]]:
        """Of each group that a term describes: its items here, as (site, number), and the numbers of those that are
        not: they came with another file, or came before."""
        known = {(site, number) for site, _kind, number in self._members}
        for (site, _slug), numbers in self._described.items():
            here = [(site, number) for number in numbers if (site, number) in known]
            others = [number for number in numbers if (site, number) not in known]
            if here and others:
                yield here, others

    def _bind_described(self) -> None:
        """Descriptions name posts whose own term an export may have left out."""
        kinds: dict[tuple[str, int], list[Key]] = defaultdict(list)
        for key in self._members:
            kinds[key[0], key[2]].append(key)
        for (site, slug), numbers in self._described.items():
            for number in numbers:
                for key in kinds.get((site, number), ()):
                    self._by.setdefault(key, "polylang")
                    self._bonds.join(key, ("group", site, key[1], "post_translations", slug))

    def _group(self, keys: list[Key]) -> Group:
        taken: dict[str, Member] = {}
        left: list[Member] = []
        for key in keys:
            member = self._members[key]
            if taken.setdefault(member.edition, member) is not member:
                left.append(member)
        by = next((self._by[key] for key in keys if key in self._by), "")
        return Group(keys[0][1], tuple(taken.values()), by, tuple(left))


def groups(items: Iterable[Item], terms: Iterable[Term], *, default: str = "") -> list[Group]:
    """The groups of an export that is small enough to be held; a large one goes through a `Grouper`."""
    terms = list(terms)
    languages, grouper = read_languages(terms), Grouper()
    grouper.add_terms(terms)
    for item in items:
        grouper.add(item, edition_of(item, languages, default))
    return grouper.groups()


def term_groups(terms: Iterable[Term], languages: Languages) -> list[TermGroup]:
    """The groups of two and more terms: categories, tags, and whatever else is translated."""
    terms = list(terms)
    by_number: dict[int, list[Term]] = defaultdict(list)
    named: dict[tuple[str, str], list[tuple[str, Term]]] = defaultdict(list)
    for term in terms:
        if term.number:
            by_number[term.number].append(term)
        if (group := _first(term, GROUP_KEYS)) and (edition := languages.edition(_first(term, LANGUAGE_KEYS))):
            named[term.taxonomy, group].append((edition, term))
    found = [
        group
        for term in terms
        if term.taxonomy == "term_translations"
        for group in _polylang_group(numbers_of(term.description), by_number, languages)
    ]
    found += [_term_group(taxonomy, members, "wpml") for (taxonomy, _name), members in named.items()]
    return [group for group in found if len(group.members) > 1]


def editions_of_terms(terms: Iterable[Term], languages: Languages) -> dict[tuple[str, str], str]:
    """(taxonomy, slug) of each term whose language is named -> its edition. Polylang's exports name that of no term but
    through its group, so those of a language alone are known by the items that have them."""
    terms = list(terms)
    known: dict[tuple[str, str], str] = {}
    by_number = {term.number: term for term in terms if term.number and term.taxonomy not in _OF_POLYLANG}
    for term in terms:
        if term.taxonomy == "term_translations":
            for slug, number in numbers_of(term.description).items():
                if (other := by_number.get(number)) and (edition := languages.edition(slug)):
                    known[other.taxonomy, other.slug] = edition
        elif edition := languages.edition(_first(term, LANGUAGE_KEYS)):
            known[term.taxonomy, term.slug] = edition
    return known


_OF_POLYLANG = frozenset({"language", "term_language", "post_translations", "term_translations"})


def numbers_of(description: str) -> dict[str, int]:
    """Language -> number, of a group's description; what else plugins keep in there is passed over."""
    found = {}
    for language, number in read_array(description).items():
        text = str(number)
        if isinstance(language, str) and language != "sync" and text.isascii() and text.isdigit() and len(text) < 19:
            found[language] = int(text)
    return {language: number for language, number in found.items() if number}


def _polylang_group(
    numbers: dict[str, int], by_number: dict[int, list[Term]], languages: Languages
) -> Iterator[TermGroup]:
    """A group a taxonomy: before WordPress 4.2 a category and a tag could have one number."""
    members: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for slug, number in numbers.items():
        for term in by_number.get(number, ()):
            if term.taxonomy not in _OF_POLYLANG and (edition := languages.edition(slug)):
                members[term.taxonomy].append((edition, term))
    return (_term_group(taxonomy, those, "polylang") for taxonomy, those in members.items())


def _term_group(taxonomy: str, members: list[tuple[str, Term]], by: str) -> TermGroup:
    taken: dict[str, Term] = {}
    left = []
    for edition, term in members:
        if taken.setdefault(edition, term) is not term:
            left.append((edition, term))
    return TermGroup(taxonomy, tuple(taken.items()), by, tuple(left))


def _first(term: Term, keys: Iterable[str]) -> str:
    return next((value.strip() for key in keys if (value := term.meta_of(key))), "")


class _Bonds:
    """What belongs together, however it was found out: sets that are joined pair by pair."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def root(self, one: object) -> object:
        above = self._above
        top = one
        while (higher := above.get(top, top)) != top:
            top = higher
        while (higher := above.get(one, one)) != top:
            above[one] = top
            one = higher
        return top

    def join(self, one: object, other: object) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._above[second] = first
