"""A run from its files to its report."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.audit import record
from accounts.enums import AuditAction
from articles.models import Article
from articles.models.named import Named
from delivery.models import Redirect
from delivery.services import Move, remember
from editions import registry
from editions.models import Edition
from editions.models.frame import touch_frames
from media_gallery.models import Image
from wordpress.drafting.drafts import Drafted, Drafter
from wordpress.drafting.jobs import Job, numbers_of
from wordpress.drafting.processes import drafted, processes_for
from wordpress.files.attachments import Attachment
from wordpress.files.store import Store
from wordpress.importing.batches import NO_COMMENTS, TWICE, SiteImport
from wordpress.importing.comments import skip_comments
from wordpress.importing.destinations import Mapping, read_mapping
from wordpress.importing.digests import digest_of
from wordpress.importing.hosts import host_of as plain_host
from wordpress.importing.kept_files import DOCUMENT, KeptFiles
from wordpress.importing.links import lead_on
from wordpress.importing.menus import KIND as MENU_ITEM
from wordpress.importing.menus import take_menu
from wordpress.importing.old_lists import empty_categories, list_of
from wordpress.importing.options import Options
from wordpress.importing.origins import ITEM, Origins
from wordpress.importing.ours import make_series, tell_image, with_places
from wordpress.importing.overview import KEPT, Overview, look_through
from wordpress.importing.people import People
from wordpress.importing.prepared import Workshop
from wordpress.importing.progress import Step, Watch, nobody
from wordpress.importing.report import Report
from wordpress.importing.room import modestly
from wordpress.importing.sections import Sections
from wordpress.joining.groups import Grouper
from wordpress.joining.here import offer_likely_pairs
from wordpress.joining.languages import edition_of, language_of
from wordpress.models import ImportRun, OldSite, Origin
from wordpress.old_addresses import Kind, addresses_of, home_addresses, host_of, structure_of
from wordpress.wxr.items import Author, Item, Term
from wordpress.wxr.reader import Export

ATTACHMENT = "attachment"
_WITHIN = gettext_noop("it stands in the texts that use it")
_LEFT = gettext_noop("files were not asked for")
_TRIED = gettext_noop("files are not taken over when an import is only tried")
_NOT_HERE = gettext_noop("its file is not here: %(why)s")


class _Undone(Exception):
    """A run that was only tried is through."""


@dataclass
class Run:
    """One run of an import; `watch` hears how far it is."""

    options: Options
    watch: Watch = nobody
    report: Report = field(default_factory=Report)
    overviews: list[Overview] = field(default_factory=list)

    def start(self) -> Report:
        """Import, and say what became of everything.

        Raises:
            NotAnExportError, MappingError, NoFolderError: something that was given is not what it should be; nothing
                has been written.
        """
        began = time.monotonic()
        mapping = read_mapping(self.options.mapping) if self.options.mapping else Mapping()
        # Editions are read once, as in a request: every text found by search asks for them.
        registry.begin_request()
        try:
            with modestly():
                return self._start(mapping, began)
        finally:
            registry.end_request()

    def _start(self, mapping: Mapping, began: float) -> Report:
        edition = Edition.objects.get(code=self.options.edition)
        grouper = Grouper()
        for path in self.options.files:
            step = Step(gettext_noop("Looking through"), unit="bytes")
            self.overviews.append(self._look(path, edition, grouper, step))
        self.report.is_dry = self.options.dry_run
        try:
            if self.options.dry_run:
                with transaction.atomic():
                    self._take_all(mapping, grouper, began)
                    raise _Undone
            self._take_all(mapping, grouper, began)
        except _Undone:
            pass
        return self.report

    def _look(self, path: Path, edition: Edition, grouper: Grouper, step: Step) -> Overview:
        step.of = path.stat().st_size if path.exists() else None

        def tell(done: int) -> None:
            step.done = done
            self.watch(step)

        return look_through(path, edition=edition.code, zone=edition.zone, grouper=grouper, tell=tell)

    def _take_all(self, mapping: Mapping, grouper: Grouper, began: float) -> None:
        run = ImportRun.objects.create(
            files=[path.name for path in self.options.files], edition_code=self.options.edition
        )
        groups = {
            (member.site, member.number): tuple(one.number for one in group.members)
            for group in grouper.groups()
            for member in group.members
        }
        for here, elsewhere in grouper.elsewhere():
            for key in here:
                if len(here) == 1 or key in groups:
                    groups[key] = (*groups.get(key, (key[1],)), *elsewhere)
        files = _Files(self.options, self.watch)
        for overview in self.overviews:
            SiteRun(self, overview, mapping, run, files, groups).take()
        if not self.options.dry_run:
            self._offer_pairs()
        self._end(run, began)

    def _offer_pairs(self) -> None:
        """Let the desk have what is likely one story in several editions, where something has come to be looked at."""
        if self.report.done["new"] + self.report.done["updated"] == 0:
            return
        if Article.objects.values("edition").distinct().count() > 1:
            self.watch(Step(gettext_noop("Likely pairs"), unit="pairs"))
            self.report.besides["pairs"] = offer_likely_pairs()

    def _end(self, run: ImportRun, began: float) -> None:
        hosts = {host_of(overview.site) for overview in self.overviews}
        self.report.redirects = Redirect.objects.filter(host__in=hosts, origin="wordpress").count()
        self.report.seconds = time.monotonic() - began
        with transaction.atomic():
            run.report, run.ended_at = self.report.as_json(), timezone.now()
            run.save()
            numbers = {kind: count.here for kind, count in self.report.items.items() if count.here}
            record(AuditAction.IMPORT, run, detail={"numbers": numbers, "files": run.files})
            touch_frames()


@dataclass
class _Files:
    """Takes files over; one store for all exports of a run, since they may share them."""

    options: Options
    watch: Watch

    @cached_property
    def store(self) -> Store:
        return Store(
            folder=self.options.folder,
            download=self.options.download,
            private_hosts=self.options.private_hosts,
        )


@dataclass
class SiteRun:
    """What is done with one export."""

    run: Run
    overview: Overview
    mapping: Mapping
    row: ImportRun
    files: _Files
    groups: dict[tuple[str, int], tuple[int, ...]]

    def __post_init__(self) -> None:
        self.options, self.report, self.watch = self.run.options, self.run.report, self.run.watch
        self.zone = Edition.objects.get(code=self.options.edition).zone
        site, _is_new = OldSite.objects.get_or_create(
            address=self.overview.address, defaults={"title": self.overview.site.title[:300]}
        )
        self.row.sites.add(site)
        self.origins = Origins(site, self.row)
        self.kept_files = KeptFiles(self.origins)

    def take(self) -> None:
        self._tell_problems()
        self.mapping = with_places(self.mapping, self.overview)
        with transaction.atomic():
            make_series(self.overview)
            people, sections = People(self.origins, self.mapping), Sections(self.origins, self.mapping)
            people.know(self.overview)
            sections.know(self.overview, self.options.edition)
        self._take_files()
        drafter = self._drafter()
        work = self._work(people, sections, drafter)
        step = Step(gettext_noop("Taking over"), of=self._number(), unit="items")
        for some in self._drafted(drafter):
            work.take(some)
            step.done += len(some)
            self.watch(step)
        self._take_small()
        self._keep_addresses(people, sections, work)
        self._lead_on(work)
        menu = self.overview.kept.get(MENU_ITEM, [])
        take_menu(
            menu,
            site=self.overview.site,
            edition=self.options.edition,
            edition_of=self._edition_of,
            origins=self.origins,
            categories=self._categories(sections),
            report=self.report,
        )
        self._count(people)

    def _number(self) -> int:
        return sum(number for kind, number in self.overview.kinds.items() if kind not in KEPT)

    def _drafter(self) -> Drafter:
        site = self.overview.site
        return Drafter(
            address=self.overview.address,
            edition=self.options.edition,
            zone=self.zone,
            mapping=self.mapping,
            languages=self.overview.languages,
            files=self.kept_files,
            hosts=frozenset(host for host in (plain_host(site.link), plain_host(site.base)) if host),
            blocks={item.number: item.body for item in self.overview.kept.get("wp_block", [])},
        )

    def _drafted(self, drafter: Drafter) -> Iterator[list[Drafted]]:
        """All items with their drafts, in batches; other processes make these where that is worth it."""
        processes = self.options.processes
        if processes is None:
            processes = processes_for(self._number())
        if any(broken.what == "item" for broken in self.overview.broken):
            processes = min(processes, 1)
        digests = Origin.objects.filter(site=self.origins.site, kind=ITEM).values_list("digest", flat=True)
        job = Job(
            self.overview.path.absolute(),
            replace(drafter, files=self.kept_files.copied()),
            numbers_of(digests.iterator()),
        )
        return drafted(job, processes=processes, tell=self.report.problem)

    def _work(self, people: People, sections: Sections, drafter: Drafter) -> SiteImport:
        site = self.overview.site
        workshop = Workshop(
            people, sections, self.kept_files, self.report, drafter, takes_files=self.options.takes_files
        )
        bases = {f"{name}_base": base.strip("/") for name, base in self.mapping.addresses.items()}
        structure = replace(structure_of(site, self._posts()), **bases)
        address = self.overview.address
        return SiteImport(
            site=site,
            structure=structure,
            origins=self.origins,
            workshop=workshop,
            report=self.report,
            language_of=self._language_of,
            groups={number: members for (where, number), members in self.groups.items() if where == address},
        )

    def _posts(self) -> Iterator[Item]:
        """Some posts, from which the structure of addresses is told."""
        things = (thing for thing in Export(self.overview.path, zone=self.zone) if isinstance(thing, Item))
        return islice((item for item in things if item.kind == "post"), 600)

    def _edition_of(self, item: Item) -> str:
        languages = self.overview.languages
        return edition_of(item, languages, self.options.edition) if languages else self.options.edition

    def _language_of(self, item: Item) -> str:
        return language_of(item, self.overview.languages) if self.overview.languages else ""

    def _tell_problems(self) -> None:
        for broken in self.overview.broken:
            if broken.what == "file":
                self.report.problem(f"{self.overview.path.name}: {broken.reason}")
            elif broken.what == "item":
                kind = broken.kind or "item"
                self.report.came(kind)
                self.report.skip(
                    kind,
                    broken.number,
                    gettext_noop("it cannot be read: %(why)s"),
                    title=broken.title,
                    why=broken.reason,
                )
            else:
                self.report.problem(f"{self.overview.path.name}: {broken.what}: {broken.reason}")
        if self.overview.n_controls:
            self.report.problem(f"{self.overview.path.name}: {self.overview.n_controls} control characters left out")

    # Files.

    def _take_files(self) -> None:
        """Take the attachments over, and what only texts name; then everything that is here of the site is known."""
        self.kept_files.know(self.overview)
        files = {attachment.number: attachment for attachment in self.overview.files}
        known = self.origins.find(ITEM, files)
        todo: dict[int, Item] = {}
        met: set[int] = set()
        for item in self.overview.attachments():
            self.report.came(ATTACHMENT)
            self.report.came("comment", len(item.comments))
            skip_comments(item, NO_COMMENTS, self.report)
            origin = known.get(str(item.number))
            if item.number in met:
                self.report.skip(ATTACHMENT, item.number, TWICE, title=item.title)
            elif origin is not None and origin.model:
                self.report.here(ATTACHMENT, "unchanged")
            elif not self.options.takes_files:
                self.report.skip(ATTACHMENT, item.number, _TRIED if self.options.dry_run else _LEFT, title=item.title)
            else:
                todo[item.number] = item
            met.add(item.number)
        wanted = [files[number] for number in todo]
        if self.options.takes_files:
            others = self.kept_files.unknown(self.overview)
            here = self.origins.find(ITEM, [one.number for one in others])
            wanted += [one for one in others if str(one.number) not in here]
        if wanted:
            self._fetch(wanted, todo)
        self.kept_files.read()

    def _fetch(self, wanted: list[Attachment], items: dict[int, Item]) -> None:
        step = Step(gettext_noop("Files"), of=len(wanted), unit="files")
        for outcome in self.files.store.take(wanted):
            step.done += 1
            self.watch(step)
            attachment, item = outcome.attachment, items.get(outcome.attachment.number)
            if outcome.is_here:
                self._note_file(attachment, outcome.image, outcome.document)
            if outcome.image is not None and item is not None:
                tell_image(outcome.image, item)
            if item is None:
                self.report.besides["files named in texts only" if outcome.is_here else "files missing"] += 1
                if not outcome.is_here:
                    self.report.remark("missing", "file", 0, attachment.address, title=attachment.name)
            elif not outcome.is_here:
                why = outcome.reason or "–"
                self.report.skip(ATTACHMENT, item.number, _NOT_HERE, title=item.title, why=why)
            else:
                self.report.here(ATTACHMENT, "new")
                if outcome.reason:
                    self.report.remark("files", ATTACHMENT, item.number, outcome.reason, title=item.title)

    @transaction.atomic
    def _note_file(self, attachment: Attachment, image: Image | None, document: str) -> None:
        origin = self.origins.new(ITEM, attachment.number, image, digest=digest_of(attachment.address))
        if image is None:
            origin.model, origin.name = DOCUMENT, document
        known = self.origins.find(ITEM, [attachment.number]).get(str(attachment.number))
        if known is not None:
            known.model, known.object_id, known.name = origin.model, origin.object_id, origin.name
            self.origins.write(changed=[known])
        else:
            self.origins.write([origin])

    # People, addresses, links.

    def _take_small(self) -> None:
        number = len(self.overview.kept.get("guest-author", []))
        if number:
            self.report.came("guest-author", number)
            self.report.count("guest-author").here += number
        for item in self.overview.kept.get("wp_block", []):
            self.report.came("wp_block")
            self.report.skip(
                "wp_block", item.number, gettext_noop("it stands in the texts that use it"), title=item.title
            )

    def _categories(self, sections: Sections) -> dict[int, int]:
        return {
            term.number: sections.categories.by_slug[term.slug]
            for term in self.overview.terms_in("category")
            if term.number and term.slug in sections.categories.by_slug
        }

    def _keep_addresses(self, people: People, sections: Sections, work: SiteImport) -> None:
        remember(moves=self._moves(people, sections, work))

    def _moves(self, people: People, sections: Sections, work: SiteImport) -> Iterator[Move]:
        host, edition = host_of(self.overview.site), self.options.edition
        for old in home_addresses(self.overview.site):
            yield Move(host, old.address, f"/{edition}/")
        named: Iterable[tuple[Term | Author, str]] = chain(self._named_terms(sections), self._named_authors(people))
        for thing, address in named:
            for old in addresses_of(thing, self.overview.site, work.structure):
                yield Move(host, old.address, address, is_guess=old.is_guess)
        for item in self.overview.attachments():
            yield from self._moves_of_file(item, work)
        yield from work.archives.moves(host)

    def _named_terms(self, sections: Sections) -> Iterator[tuple[Term, str]]:
        """Categories and tags with the addresses of what they are here: also of those that are a kind of media or a
        series, and of those in which stories were filed only besides, which are topics."""
        empty = empty_categories(sections.categories.by_slug.values())
        for shelf in (sections.categories, sections.topics):
            for term in self.overview.terms_in(shelf.taxonomy):
                own = sections.edition_of(shelf.taxonomy, term.slug, self.options.edition)
                row = shelf.rows.get(shelf.by_slug.get(term.slug, 0))
                if shelf is sections.categories and (row is None or row.pk in empty):
                    topic = sections.topics.by_slug.get(self.mapping.further_topic(term.slug), 0)
                    row = sections.topics.rows.get(topic) or row
                goal = self.mapping.categories.get(term.slug) if shelf is sections.categories else None
                address = list_of(goal, own) if goal else _address_of(row, own)
                if address:
                    yield term, address

    def _named_authors(self, people: People) -> Iterator[tuple[Author, str]]:
        for login, pk in people.logins():
            author = self.overview.authors.get(login)
            address = _address_of(people.person(pk), self.options.edition)
            if author and address:
                yield author, address

    def _moves_of_file(self, item: Item, work: SiteImport) -> Iterator[Move]:
        """Its file leads to the file here, its page to what it was uploaded to, else to the file."""
        file = self.kept_files.address(item.number)
        parent = work.address_of_number(item.parent) if item.parent else ""
        host = host_of(self.overview.site)
        for old in addresses_of(item, self.overview.site, work.structure):
            new = file if old.kind is Kind.FILE else parent or file
            if new:
                yield Move(host, old.address, new, is_guess=old.is_guess)

    def _lead_on(self, work: SiteImport) -> None:
        rows = Origin.objects.filter(site=self.origins.site)
        step = Step(gettext_noop("Links in texts"), of=rows.filter(has_links=True).count(), unit="texts")

        def tell(done: int) -> None:
            step.done = done
            self.watch(step)

        number = lead_on(self.overview.site, rows, tell=tell)
        self.report.besides["links"] += number

    def _count(self, people: People) -> None:
        counts = Counter(
            Origin.objects.filter(site=self.origins.site, kind__in=["term", "author"]).values_list("kind", flat=True)
        )
        self.report.besides.update(terms=counts["term"], people=counts["author"])


def _address_of(row: Named | None, edition: str) -> str:
    """The address of a category, a topic or somebody in an edition, else in the first in which they have a name."""
    if row is None:
        return ""
    return next((address for code in (edition, *registry.all_editions()) if (address := row.address_in(code))), "")
