"""An item made ready to be written: everything decided, nothing stored."""

import re
from dataclasses import dataclass, field, replace
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
from wordpress.importing.told import Told, told_of
from wordpress.wxr.items import Item


@dataclass(frozen=True)
class Credited:
    """Somebody's part; of what our own export told, where the original is, its place, and whether in all editions."""

    person: int
    role: CreditRole
    address: str = ""
    position: int | None = None
    is_everywhere: bool = False


@dataclass
class Prepared:
    """An item with all that it is to become.

    Attributes:
        image: the key of its featured picture in the library.
        missing: numbers and addresses of files that it lacks.
        told: what our own export said of it besides; nothing of other sites.
        album, file: pictures in their order, and the name of a file, that it told.
        inside: numbers of articles that an issue has, and their keys here.
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
    told: Told = field(default_factory=Told)
    album: list[int] = field(default_factory=list)
    file: str = ""
    inside: dict[int, int] = field(default_factory=dict)

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
        told = told_of(item)
        if begun := told.moment("begun"):
            # By the clock of its own edition, which the file does not name.
            item = replace(item, date=begun)
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
            credits=self._credits(draft, item, edition, told),
            image=None,
            missing=list(draft.missing),
            told=told,
            album=[key for number in told.numbers("album") if (key := self.files.image(number))],
            file=self._file(told),
        )
        prepared.image = self._featured(item, prepared.missing)
        self._tell(prepared, others)
        return prepared

    def _file(self, told: Told) -> str:
        document = self.files.document(told.whole("file") or told.whole("video_file"))
        return document.name if document else ""

    def _credits(self, draft: Draft, item: Item, edition: str, told: Told) -> list[Credited]:
        """Who has part in it, as our own export told, else as a line of it says."""
        if told.is_ours:
            return [one for part in told.parts("credits") if (one := self._told_credit(part, edition))]
        people, source = self._byline(draft, item, edition)
        sources = [Credited(source, CreditRole.SOURCE)] if source is not None else []
        return [*(Credited(person, CreditRole.AUTHOR) for person in people), *sources]

    def _told_credit(self, part: Told, edition: str) -> Credited | None:
        role = part.text("role") or CreditRole.AUTHOR
        pk = self.people.of_told(part.text("login", 60), edition, self.files) if role in CreditRole.values else None
        if pk is None:
            return None
        address = part.text("address", 300)
        return Credited(
            pk,
            CreditRole(role),
            address if address.startswith(("https://", "http://")) else "",
            part.whole("at", 32_000),
            part.is_so("all"),
        )

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
            if not key.startswith("_") and key != "footnotes":
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
