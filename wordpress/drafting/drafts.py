"""One item as a draft of what it becomes: converted, sanitised, its blocks named, its words folded."""

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import NamedTuple

from editions.richtext.identify import identify
from editions.richtext.plain import plain_text
from search.lexemes import Spelt, spelt_of
from wordpress.bylines import read_byline
from wordpress.importing.destinations import Goal, Mapping, Place
from wordpress.importing.digests import digest_of_item
from wordpress.importing.site_files import SiteFiles
from wordpress.importing.surroundings import Surroundings
from wordpress.importing.told import meant_standfirst, meant_title, told_of
from wordpress.importing.words import standfirst_of, title_of
from wordpress.joining.languages import Languages, edition_of
from wordpress.text import Leftover, convert
from wordpress.wxr.items import Item

# What readers see, now or later: its words are wanted by search.
_FOUND = frozenset({"publish", "future"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What an item becomes.

    Attributes:
        body: as it is stored; its blocks have ids if `has_ids`.
        text: the words of the body, a line a block.
        people, source: whom the line names that says who wrote it; None: there is no such line.
        pictures: the keys of the pictures that it shows.
        links, missing: what it leads to in the old site, and what it lacks.
        spelt: the words by which search finds it; None: nobody finds it yet.
    """

    title: str
    standfirst: str
    body: str
    has_ids: bool
    text: str
    people: tuple[str, ...] | None = None
    source: str = ""
    pictures: tuple[int, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    links: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    spelt: Spelt | None = None


class Drafted(NamedTuple):
    """An item as it came, where it goes, and the draft of it; None: it was not worth one.

    `goal` is None where nothing says where it goes, `edition` empty where none is in its language, and `digest` stands
    for all that decides on it.
    """

    item: Item
    edition: str
    goal: Goal | None
    digest: str
    draft: Draft | None = None


@dataclass
class Drafter:
    """Makes drafts of the items of one site.

    Attributes:
        edition: of what names no language.
        hosts: of the old site.
        blocks: bodies of blocks that several texts share, by number.
    """

    address: str
    edition: str
    zone: tzinfo
    mapping: Mapping
    languages: Languages | None
    files: SiteFiles
    hosts: frozenset[str]
    blocks: dict[int, str] = field(default_factory=dict)

    def looked_at(self, item: Item) -> Drafted:
        """An item with all that is known of it before anything is made of it."""
        edition = edition_of(item, self.languages, self.edition) if self.languages else self.edition
        goal = self.mapping.goal_of(item)
        digest = digest_of_item(item, edition, goal.place) if goal is not None and edition else ""
        return Drafted(item, edition, goal, digest)

    def draft(self, item: Item, edition: str, goal: Goal) -> Draft:
        around = Surroundings(item, edition, files=self.files, hosts=self.hosts, blocks=self.blocks)
        converted = convert(item.body, around)
        told = told_of(item)
        byline = None if told.is_ours or item.kind == "page" else read_byline(converted.html)
        html = byline.rest if byline else converted.html
        has_ids = goal.place == Place.ARTICLES
        # Two editions never choose the same ids, nor do two items: a paragraph is followed by them.
        body = identify(html, salt=f"{self.address}:{item.number}:{edition}") if has_ids else html
        title = meant_title(item, told) or title_of(item.title, html, item.number)
        standfirst = meant_standfirst(item, told) or standfirst_of(item.excerpt)
        text, spelt = "", None
        if has_ids and item.status in _FOUND:
            text = plain_text(body)
            spelt = spelt_of(edition, title, standfirst, text)
        return Draft(
            title,
            standfirst,
            body,
            has_ids,
            text,
            people=byline.people if byline else None,
            source=byline.source if byline else "",
            pictures=tuple(shown.kept.number for shown in converted.pictures if shown.kept),
            leftovers=tuple(converted.leftovers),
            links=tuple(around.links),
            missing=tuple(around.missing),
            spelt=spelt,
        )
