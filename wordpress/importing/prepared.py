"""An item made ready to be written: everything decided, nothing stored."""

import re
from dataclasses import dataclass, field
from html import unescape

from articles.enums import CreditRole
from editions.richtext.blocks import without_ids
from editions.richtext.plain import plain_text
from wordpress.drafting.drafts import Draft, Drafted, Drafter
from wordpress.importing.destinations import Goal
from wordpress.importing.kept_files import KeptFiles
from wordpress.importing.people import People
from wordpress.importing.report import Report
from wordpress.importing.sections import Sections
from wordpress.importing.standing import Standing, standing_of
from wordpress.wxr.items import Item


@dataclass(frozen=True)
class Credited:
    person: int
    role: CreditRole


@dataclass
class Prepared:
    """An item with all that it is to become.

    Attributes:
        image: the key of its featured picture in the library.
        missing: numbers and addresses of files that it lacks.
    """

    item: Item
    edition: str
    goal: Goal
    standing: Standing
    digest: str
    draft: Draft
    category: int | None
    topics: list[int]
    credits: list[Credited]
    image: int | None
    missing: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.draft.title

    @property
    def standfirst(self) -> str:
        return self.draft.standfirst

    @property
    def body(self) -> str:
        """Without ids: they are for the one way in which `articles` writes it."""
        return without_ids(self.draft.body) if self.draft.has_ids else self.draft.body

    @property
    def pictures(self) -> tuple[int, ...]:
        return self.draft.pictures

    @property
    def links(self) -> list[str]:
        return list(self.draft.links)


@dataclass
class Workshop:
    """What items of one site are made ready with."""

    people: People
    sections: Sections
    files: KeptFiles
    report: Report
    drafter: Drafter
    takes_files: bool

    def prepare(self, one: Drafted, goal: Goal) -> Prepared:
        """Make one ready that has a goal; its draft is made now if nobody has."""
        item, edition, _goal, digest, draft = one
        draft = draft or self.drafter.draft(item, edition, goal)
        people, source = self._byline(draft, item, edition)
        category, topics, others = self.sections.of_item(item, edition)
        prepared = Prepared(
            item=item,
            edition=edition,
            goal=goal,
            standing=standing_of(item, edition),
            digest=digest,
            draft=draft,
            category=category,
            topics=topics,
            credits=[
                *(Credited(person, CreditRole.AUTHOR) for person in people),
                *([Credited(source, CreditRole.SOURCE)] if source is not None else []),
            ],
            image=None,
            missing=list(draft.missing),
        )
        prepared.image = self._featured(item, prepared.missing)
        self._tell(prepared, others)
        return prepared

    def _byline(self, draft: Draft, item: Item, edition: str) -> tuple[list[int], int | None]:
        """Who wrote it, and its source."""
        if draft.people is None:
            return self.people.of_item(item, edition), None
        people = [self.people.of_name(name, edition) for name in draft.people if name.strip()]
        source = self.people.of_name(draft.source, edition, is_organisation=True) if draft.source.strip() else None
        return people or self.people.of_item(item, edition), source

    def _featured(self, item: Item, missing: list[str]) -> int | None:
        number = item.meta_of("_thumbnail_id").strip()
        if not number.isdigit() or int(number) == 0:
            return None
        image = self.files.image(int(number))
        if image is None and number not in missing:
            missing.append(number)
        return image

    def _tell(self, prepared: Prepared, others: list[str]) -> None:
        """What somebody should know of how it came in."""
        item = prepared.item
        for left in prepared.draft.leftovers:
            self.report.name("leftovers", f"{left.what}: {left.name}" if left.what in _FEW else left.what)
            if left.what != "link" and (self.takes_files or left.what not in _FILES):
                self._remark(prepared, "leftovers", f"{left.what} {left.name}: {left.excerpt}")
        for what in prepared.missing if self.takes_files else ():
            self._remark(prepared, "missing", what)
        if others:
            self._remark(prepared, "categories", ", ".join(others))
        if prepared.standing.note:
            self._remark(prepared, "drafts", prepared.standing.note)
        if not item.title.strip():
            self._remark(prepared, "untitled", prepared.title)
        for key, _value in item.meta:
            if not key.startswith("_"):
                self.report.name("fields", key)
        for term in item.terms_of("post_format"):
            self.report.name("formats", term.slug.removeprefix("post-format-"))

    def _remark(self, prepared: Prepared, about: str, what: str) -> None:
        item = prepared.item
        self.report.remark(about, item.kind, item.number, what, title=prepared.title)


# Leftovers that are files: where none are taken over, that says it all.
_FILES = frozenset({"picture", "audio", "video"})
# Leftovers that are counted by their names; of others each has another.
_FEW = frozenset({"shortcode", "block", "element", "embed"})
_EMBED = re.compile(r'<figure class="embed"[^>]*>.*?<a [^>]*?href="([^"]+)".*?</figure>', re.DOTALL)


def first_embed(html: str) -> tuple[str, str]:
    """The address of the first video of a body, and the body without it; empty where it has none."""
    found = _EMBED.search(html)
    return (unescape(found[1]), html[: found.start()] + html[found.end() :]) if found else ("", html)


def first_words(html: str) -> str:
    return plain_text(html).partition("\n")[0]
