"""An item made ready to be written: everything decided, nothing stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape

from articles.enums import CreditRole
from editions.richtext.plain import plain_text
from editions.scripts.controls import one_line
from wordpress.bylines import read_byline
from wordpress.importing.destinations import Goal
from wordpress.importing.kept_files import KeptFiles
from wordpress.importing.people import People
from wordpress.importing.report import Report
from wordpress.importing.sections import Sections
from wordpress.importing.standing import Standing, standing_of
from wordpress.importing.surroundings import Surroundings
from wordpress.importing.told import Told, told_of
from wordpress.importing.words import STANDFIRST, TITLE, standfirst_of, title_of
from wordpress.text import Converted, convert
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
        pictures: the keys of the pictures that its text shows.
        links, missing: what its text leads to in the old site, and what it lacks.
        told: what our own export said of it besides; nothing of other sites.
        album, file: pictures in their order, and the name of a file, that it told.
        inside: numbers of articles that an issue has, and their keys here.
    """

    item: Item
    edition: str
    goal: Goal
    standing: Standing
    digest: str
    title: str
    standfirst: str
    body: str
    category: int | None
    topics: list[int]
    credits: list[Credited]
    image: int | None
    pictures: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    album: list[int] = field(default_factory=list)
    file: str = ""
    inside: dict[int, int] = field(default_factory=dict)


@dataclass
class Workshop:
    """What items of one site are made ready with."""

    people: People
    sections: Sections
    files: KeptFiles
    report: Report
    hosts: frozenset[str]
    blocks: Mapping[int, str]
    takes_files: bool

    def prepare(self, item: Item, edition: str, goal: Goal, digest: str) -> Prepared:
        told = told_of(item)
        if begun := told.moment("begun"):
            # By the clock of its own edition, which the file does not name.
            item = replace(item, date=begun)
        around = Surroundings(item, edition, files=self.files, hosts=self.hosts, blocks=self.blocks)
        converted = convert(item.body, around)
        credits, body = self._credits(converted.html, item, edition, told)
        category, topics, others = self.sections.of_item(item, edition)
        prepared = Prepared(
            item=item,
            edition=edition,
            goal=goal,
            standing=standing_of(item, edition),
            digest=digest,
            title=meant_title(item, told) or title_of(item.title, body, item.number),
            standfirst=meant_standfirst(item, told) or standfirst_of(item.excerpt),
            body=body,
            category=category,
            topics=topics,
            credits=credits,
            image=self._featured(item, around),
            pictures=[shown.kept.number for shown in converted.pictures if shown.kept],
            links=around.links,
            missing=around.missing,
            told=told,
            album=[key for number in told.numbers("album") if (key := self.files.image(number))],
            file=self._file(told),
        )
        self._tell(prepared, converted, others)
        return prepared

    def _file(self, told: Told) -> str:
        document = self.files.document(told.whole("file") or told.whole("video_file"))
        return document.name if document else ""

    def _credits(self, html: str, item: Item, edition: str, told: Told) -> tuple[list[Credited], str]:
        """Who has part in it, as our own export told, else as a line of it says; and the body without that line."""
        if told.is_ours:
            return [one for part in told.parts("credits") if (one := self._told_credit(part, edition))], html
        people, source, body = self._byline(html, item, edition)
        sources = [Credited(source, CreditRole.SOURCE)] if source is not None else []
        return [*(Credited(person, CreditRole.AUTHOR) for person in people), *sources], body

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

    def _byline(self, html: str, item: Item, edition: str) -> tuple[list[int], int | None, str]:
        """Who wrote it, its source, and the body without the line that says so."""
        found = read_byline(html) if item.kind != "page" else None
        if found is None:
            return self.people.of_item(item, edition), None, html
        people = [self.people.of_name(name, edition) for name in found.people if name.strip()]
        source = self.people.of_name(found.source, edition, is_organisation=True) if found.source.strip() else None
        return people or self.people.of_item(item, edition), source, found.rest

    def _featured(self, item: Item, around: Surroundings) -> int | None:
        number = item.meta_of("_thumbnail_id").strip()
        if not number.isdigit() or int(number) == 0:
            return None
        image = self.files.image(int(number))
        if image is None and number not in around.missing:
            around.missing.append(number)
        return image

    def _tell(self, prepared: Prepared, converted: Converted, others: list[str]) -> None:
        """What somebody should know of how it came in."""
        item = prepared.item
        for left in converted.leftovers:
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


def meant_title(item: Item, told: Told) -> str:
    """A title to the letter, as our own export told it, unless it has been changed in WordPress; else empty."""
    title = one_line(told.text("title", TITLE))
    return title if title and escape(title, quote=False).strip() == item.title else ""


def meant_standfirst(item: Item, told: Told) -> str:
    text = told.text("standfirst", STANDFIRST).strip()
    return text if text and escape(text, quote=False).strip() == item.excerpt else ""


def first_words(html: str) -> str:
    return plain_text(html).partition("\n")[0]
