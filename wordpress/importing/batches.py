"""Items in batches, each whole or not at all: what is new, what has changed there, what was edited here.

A batch writes its things and their origins in one transaction, so that a run which breaks off leaves whole batches, and
the next goes on where it ended.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_noop

from articles.models import Article
from articles.services import EditConflictError
from delivery.changes.wholesale import wholesale
from delivery.services import Move, remember
from editions.models import Page, PageEdition
from wordpress.drafting.drafts import Drafted
from wordpress.importing import articles, pages, shared
from wordpress.importing.comments import keep_comments, skip_comments
from wordpress.importing.destinations import INTERNAL, SHARED, Goal, Place
from wordpress.importing.old_lists import Archives
from wordpress.importing.origins import ITEM, Origins
from wordpress.importing.prepared import Prepared, Workshop
from wordpress.importing.report import Report
from wordpress.importing.standing import why_left_out
from wordpress.importing.surroundings import is_here_now
from wordpress.importing.things import KINDS, address_of, is_public, stood, things_of
from wordpress.models import Origin
from wordpress.old_addresses import Structure, addresses_of, host_of
from wordpress.wxr.items import Item, Site

_NO_EDITION = gettext_noop("it is in “%(language)s”, and there is no edition in that language")
_NO_PLACE = gettext_noop("nothing says where its type goes: name it in the mapping file, under [types]")
_BY_MAPPING = gettext_noop("the mapping file leaves it out")
_INTERNAL = gettext_noop("it is a setting of WordPress or of a plugin, no text")
TWICE = gettext_noop("the export has another one of this number")
_DELETED = gettext_noop("it was imported once and has been deleted here")
_POST_LEFT_OUT = gettext_noop("what it was written under was left out")
NO_COMMENTS = gettext_noop("comments stand under articles only, and this was written under something else")
_NO_WORDS = gettext_noop("it has neither title nor text")


# New items of a batch, from which on pages hear once that everything has changed: else each post tells a dozen times.
MANY = 20


@dataclass
class Judged:
    """An item that is to be looked at more closely."""

    drafted: Drafted
    goal: Goal
    origin: Origin | None

    @property
    def item(self) -> Item:
        return self.drafted.item

    @property
    def edition(self) -> str:
        return self.drafted.edition

    @property
    def digest(self) -> str:
        return self.drafted.digest


@dataclass
class SiteImport:
    """Imports the items of one site.

    Attributes:
        language_of: the language that an item names.
        groups: number of an item -> the numbers of all its translations, itself among them.
    """

    site: Site
    structure: Structure
    origins: Origins
    workshop: Workshop
    report: Report
    language_of: Callable[[Item], str]
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archives = Archives(self.structure.prefix)

    @transaction.atomic
    def take(self, some: Iterable[Drafted]) -> None:
        """Import some items; counts and remarks go into the report."""
        drafted = list(some)
        items = [one.item for one in drafted]
        known = self.origins.find(ITEM, [item.number for item in items])
        judged, met = [], set[int]()
        for item_drafted in drafted:
            item = item_drafted.item
            self.report.came(item.kind)
            self.report.came("comment", len(item.comments))
            origin = known.get(str(item.number))
            if item.number in met or (origin is not None and self.origins.met(origin)):
                self._skip(item, TWICE)
                continue
            met.add(item.number)
            one = self._judge(item_drafted, origin)
            if one is not None:
                judged.append(one)
        new = [one for one in judged if one.origin is None]
        with wholesale() if len(new) > MANY else nullcontext():
            here = self._take_old([one for one in judged if one.origin is not None])
            here |= self._take_new(new)
            self.workshop.people.let_find()
            self.workshop.sections.let_find()
            self._keep_addresses(drafted, here)
            self._keep_comments(items, here)

    # What becomes of an item.

    def _judge(self, drafted: Drafted, origin: Origin | None) -> Judged | None:
        """None: it was left out, and the report says why."""
        item, edition, goal = drafted.item, drafted.edition, drafted.goal
        if reason := why_left_out(item):
            self._skip(item, reason)
        elif item.kind in INTERNAL:
            self._skip(item, _INTERNAL)
        elif goal is None:
            self._skip(item, _NO_PLACE)
        elif goal.place == Place.SKIP:
            self._skip(item, _BY_MAPPING)
        elif not edition:
            self._skip(item, _NO_EDITION, language=self.language_of(item)[:40])
        elif not item.title.strip() and not item.body.strip() and not item.excerpt:
            self._skip(item, _NO_WORDS)
        else:
            return Judged(drafted, goal, origin)
        return None

    def _skip(self, item: Item, sentence: str, **told: str) -> None:
        self.report.skip(item.kind, item.number, sentence, title=item.title, **told)
        skip_comments(item, _POST_LEFT_OUT, self.report)

    # New ones.

    def _take_new(self, judged: list[Judged]) -> dict[int, Model]:
        prepared = [self.workshop.prepare(one.drafted, one.goal) for one in judged]
        made: dict[int, Model] = {}
        rest: list[Prepared] = []
        issues = [one for one in prepared if one.goal.place == Place.ISSUES]
        for one in prepared:
            if one.goal.place == Place.ISSUES:
                continue
            thing = self._make_shared(one) if one.goal.place in SHARED else None
            if thing is not None:
                made[one.item.number] = thing
                # At once: a translation in the same batch looks for it.
                self.origins.write([self._origin_of(one, thing)])
            else:
                rest.append(one)
        its_pages = [one for one in rest if one.goal.place == Place.PAGES]
        others = [one for one in rest if one.goal.place != Place.PAGES]
        if others:
            made.update(articles.make_articles(self._batch(others)))
        if its_pages:
            made.update(pages.make_pages(its_pages, self._joined_pages(its_pages), self._group_names(its_pages)))
        self.origins.write([self._origin_of(one, made[one.item.number]) for one in rest])
        self._take_issues(issues, made)
        for one in prepared:
            self.report.here(one.item.kind, "new")
        return made

    def _take_issues(self, issues: list[Prepared], made: dict[int, Model]) -> None:
        """Issues come after the articles of their batch, which may be inside them."""
        wanted = {part.whole("article") for one in issues for part in one.told.parts("entries")} - {0}
        known = self.origins.find(ITEM, wanted) if wanted else {}
        inside = {
            int(key): origin.object_id
            for key, origin in known.items()
            if origin.model == articles.LABEL and origin.object_id is not None
        }
        for one in issues:
            one.inside = inside
            if (thing := self._make_shared(one)) is not None:
                made[one.item.number] = thing
                # At once: a translation in the same batch looks for it.
                self.origins.write([self._origin_of(one, thing)])

    def _make_shared(self, one: Prepared) -> Model | None:
        """A media item, book or issue; None where it lacks what makes it one, and comes in as an article."""
        thing, lacking = shared.make(one, self._translations_here(one))
        if thing is None:
            self.report.remark("otherwise", one.item.kind, one.item.number, lacking, title=one.title)
        return thing

    def _origin_of(self, one: Prepared, thing: Model) -> Origin:
        return self.origins.new(
            ITEM,
            one.item.number,
            thing,
            edition_code=one.edition,
            digest=one.digest,
            stood=stood(thing, one.edition),
            links=one.links,
            missing=one.missing,
        )

    # Translations.

    def _group_names(self, prepared: list[Prepared]) -> dict[int, str]:
        return {
            one.item.number: str(self.groups[one.item.number][0]) for one in prepared if one.item.number in self.groups
        }

    def _members_here(self, prepared: list[Prepared]) -> dict[int, list[Origin]]:
        """The origins of the translations of each item that are here already."""
        wanted = {number for one in prepared for number in self.groups.get(one.item.number, ())}
        found = self.origins.find(ITEM, wanted) if wanted else {}
        return {
            one.item.number: [
                found[str(number)] for number in self.groups.get(one.item.number, ()) if str(number) in found
            ]
            for one in prepared
        }

    def _translations_here(self, one: Prepared) -> list[Origin]:
        return self._members_here([one])[one.item.number]

    def _batch(self, prepared: list[Prepared]) -> articles.Batch:
        members = self._members_here(prepared)
        keys = _keys_of(members, articles.LABEL)
        rows = Article.objects.filter(pk__in=keys).select_related("story").only("story", "edition")
        found = {article.pk: article for article in rows}
        stories, taken = {}, set()
        for one in prepared:
            for origin in members[one.item.number]:
                article = found.get(origin.object_id or 0)
                if article is not None and article.edition_id != one.edition:
                    stories[one.item.number] = article.story
        # A story has one article an edition: what somebody wrote here stays.
        pairs = Article.objects.filter(story__in=stories.values()).values_list("story_id", "edition_id")
        taken = set(pairs) if stories else set()
        stories = {
            one.item.number: stories[one.item.number]
            for one in prepared
            if one.item.number in stories and (stories[one.item.number].pk, one.edition) not in taken
        }
        return articles.Batch(prepared, stories, self._group_names(prepared))

    def _joined_pages(self, prepared: list[Prepared]) -> dict[int, Page]:
        members = self._members_here(prepared)
        keys = _keys_of(members, pages.LABEL)
        found = {page.pk: page for page in PageEdition.objects.filter(pk__in=keys).select_related("page")}
        joined: dict[int, Page] = {}
        for one in prepared:
            for origin in members[one.item.number]:
                other = found.get(origin.object_id or 0)
                if other is None or other.edition_id == one.edition:
                    continue
                if not PageEdition.objects.filter(page=other.page_id, edition=one.edition).exists():
                    joined[one.item.number] = other.page
        return joined

    # Those that were imported before.

    def _take_old(self, judged: list[Judged]) -> dict[int, Model]:
        here = things_of(one.origin for one in judged if one.origin is not None)
        unchanged: list[Origin] = []
        found: dict[int, Model] = {}
        for one in judged:
            origin = one.origin
            if origin is None:
                continue
            thing = here.get((origin.model, origin.object_id or 0))
            if thing is None:
                self._skip(one.item, _DELETED)
                unchanged.append(origin)
                continue
            found[one.item.number] = thing
            if origin.digest == one.digest and not self._has_come(origin):
                self.report.here(one.item.kind, "unchanged")
                unchanged.append(origin)
            else:
                found[one.item.number] = self._take_changed(one, origin, thing)
        self.origins.mark_met(unchanged)
        return found

    def _has_come(self, origin: Origin) -> bool:
        """Whether a file that its text lacked has come since."""
        return any(is_here_now(what, self.workshop.files) for what in origin.missing)

    def _take_changed(self, one: Judged, origin: Origin, thing: Model) -> Model:
        kind = KINDS[origin.model]
        if kind.stood_of([thing.pk], one.edition).get(thing.pk) != origin.stood:
            # Both have changed: what stands here is somebody's work, and stays.
            self.report.here(one.item.kind, "conflict")
            self.report.remark("conflicts", one.item.kind, one.item.number, str(thing), title=one.item.title)
            self.origins.mark_met([origin])
            return thing
        prepared = self.workshop.prepare(one.drafted, one.goal)
        try:
            thing = kind.update(prepared, thing.pk)
        except EditConflictError:
            self.report.here(one.item.kind, "conflict")
            self.report.remark("conflicts", one.item.kind, one.item.number, str(thing), title=one.item.title)
            return thing
        origin.digest, origin.stood = one.digest, stood(thing, one.edition)
        origin.links, origin.missing = prepared.links, prepared.missing
        self.origins.write(changed=[origin])
        self.report.here(one.item.kind, "updated")
        return thing

    def address_of_number(self, number: int) -> str:
        """Where an item of the old site is now; empty where it is not here."""
        for origin in self.origins.find(ITEM, [number]).values():
            for thing in things_of([origin]).values():
                return address_of(thing, origin.edition_code) if is_public(thing) else ""
        return ""

    # What follows from both.

    def _keep_addresses(self, drafted: list[Drafted], here: dict[int, Model]) -> None:
        remember(moves=self._moves(drafted, here))

    def _moves(self, drafted: list[Drafted], here: dict[int, Model]) -> Iterable[Move]:
        host = host_of(self.site)
        for item, edition, *_rest in drafted:
            if (thing := here.get(item.number)) is None:
                continue
            # Nobody outside had the address of what was never public.
            address = address_of(thing, edition) if is_public(thing) else ""
            if address:
                self.archives.note(item, thing, edition, self._folder_of(item))
                for old in addresses_of(item, self.site, self.structure):
                    yield Move(host, old.address, address, is_guess=old.is_guess)

    def _folder_of(self, item: Item) -> str:
        """The folder in which the old site kept an item's language; "" for none."""
        language = self.language_of(item)
        return language if language and f"{self.structure.prefix}/{language}/" in item.link else ""

    def _keep_comments(self, items: list[Item], here: dict[int, Model]) -> None:
        under: dict[int, Article] = {}
        beneath = []
        for item in items:
            thing = here.get(item.number)
            if isinstance(thing, Article):
                under[item.number] = thing
                beneath.append(item)
            elif thing is not None:
                skip_comments(item, NO_COMMENTS, self.report)
        keep_comments(under, beneath, origins=self.origins, report=self.report)


def _keys_of(members: dict[int, list[Origin]], label: str) -> set[int]:
    return {
        origin.object_id
        for origins in members.values()
        for origin in origins
        if origin.model == label and origin.object_id is not None
    }
