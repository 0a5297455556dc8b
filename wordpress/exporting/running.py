"""An export from the site to its file."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from html import escape
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Dossier, Note
from delivery.progress import Out, Progress
from editions import registry
from wordpress.exporting.articles import article_numbers, articles
from wordpress.exporting.library import Library
from wordpress.exporting.mapping import mapping_of
from wordpress.exporting.menus import menu_terms, menus
from wordpress.exporting.numbers import number
from wordpress.exporting.others import (
    KINDS,
    issue_numbers,
    numbers_of,
    page_numbers,
)
from wordpress.exporting.outfile import whole_file
from wordpress.exporting.outgoing import Outgoing
from wordpress.exporting.people import People
from wordpress.exporting.report import Report
from wordpress.exporting.scope import Scope, by_key
from wordpress.exporting.shelves import Shelves, translations_written
from wordpress.exporting.texts import Room
from wordpress.exporting.xml import rfc822

GENERATOR = "https://wordpress.org/?v=6.7"
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file: import it in WordPress under Tools, Import, WordPress. -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
_TAIL = "</channel>\n</rss>\n"


@dataclass
class Export:
    """One export.

    Args:
        path: the file to write; what is there stays until the new one is whole.
        scope: what goes along.
        out: where it is said how far it is.
        mapping: the file that says what is what here, for the day on which WordPress has exported it again.
    """

    path: Path
    scope: Scope
    out: Out
    mapping: Path | None = None

    def run(self) -> Report:
        """Write everything, and say what became of it.

        Raises:
            OSError: a file cannot be written; then there is none, or the one that was there.
        """
        began = time.monotonic()
        report = Report()
        registry.begin_request()
        try:
            with whole_file(self.path) as file, ExitStack() as others:
                mapping = others.enter_context(whole_file(self.mapping)) if self.mapping else None
                with one_moment():
                    self._write(file, report, mapping)
        finally:
            registry.end_request()
        report.size, report.seconds = self.path.stat().st_size, time.monotonic() - began
        return report

    def _write(self, file: TextIO, report: Report, mapping: TextIO | None) -> None:
        total = self.scope.number_of_texts()
        progress = Progress(self.out, "Looking through", total)
        self.scope.look_through(progress.step)
        progress.end()
        room = Room(self.scope, People(self.scope), Shelves(self.scope), Library(self.scope), report)
        room.people.read()
        room.shelves.read()
        if mapping is not None:
            mapping.write(mapping_of(room.shelves))
        progress = Progress(self.out, "Items", total + len(self.scope.images) + len(self.scope.documents))
        for part in self._head(room):
            file.write(part)
        for item in self._items(room):
            for part in item.written(self.scope.first.zone, settings.SITE_URL):
                file.write(part)
            report.kinds[item.kind] += 1
            progress.step()
        file.write(_TAIL)
        progress.end()
        report.lacking["biographies"] = room.people.n_lives
        report.lacking["dossiers"] = Dossier.objects.count()
        report.lacking["notes"] = Note.objects.filter(article__edition__in=self.scope.codes).count()

    def _head(self, room: Room) -> Iterator[str]:
        first = self.scope.first
        home = settings.SITE_URL
        yield _HEAD
        yield (
            f"<title>{escape(first.site_name, quote=False)}</title>\n<link>{escape(home)}</link>\n"
            f"<description>{escape(first.tagline, quote=False)}</description>\n"
            f"<pubDate>{rfc822(timezone.now().astimezone(UTC))}</pubDate>\n<language>{first.code}</language>\n"
            f"<wp:wxr_version>1.2</wp:wxr_version>\n<wp:base_site_url>{escape(home)}</wp:base_site_url>\n"
            f"<wp:base_blog_url>{escape(home)}</wp:base_blog_url>\n"
        )
        writers = self.scope.articles().order_by().exclude(created_by=None)
        yield from room.people.written(set(writers.values_list("created_by", flat=True).distinct()))
        yield from room.shelves.written()
        if room.scope.is_multilingual:
            yield from self._groups()
        yield from menu_terms(room)
        yield f"<generator>{GENERATOR}</generator>\n"

    def _groups(self) -> Iterator[str]:
        """What belongs together in several languages; those that are in other files too."""
        for some in by_key(self.scope.articles().only("pk", "story_id")):
            known = article_numbers({one.story_id for one in some})
            yield from self._firsts(known, [number("article", one.pk) for one in some])
        for pages in by_key(self.scope.pages().only("pk", "page_id")):
            known = page_numbers({one.page_id for one in pages})
            yield from self._firsts(known, [number("page", one.pk) for one in pages])
        for issues in by_key(self.scope.issues().only("pk", "issue_id")):
            known = issue_numbers({one.issue_id for one in issues})
            yield from self._firsts(known, [number("issue", one.pk) for one in issues])
        for kind, rows in (("media", self.scope.media()), ("book", self.scope.books())):
            for things in by_key(rows):
                for thing in things:
                    if len(numbers := numbers_of(kind, thing)) > 1:
                        yield translations_written("post_translations", numbers)

    def _firsts(self, groups: dict[int, dict[str, int]], here: list[int]) -> Iterator[str]:
        """The groups whose first member of this file is among `here`, so that each is written once."""
        known = set(here)
        for numbers in groups.values():
            along = [number for code, number in numbers.items() if code in self.scope.codes]
            if len(numbers) > 1 and min(along) in known:
                yield translations_written("post_translations", numbers)

    def _items(self, room: Room) -> Iterator[Outgoing]:
        """Files first, since others refer to them; articles before issues, which do so too."""
        yield from room.library.attachments()
        for kind, some in _all(room):
            room.report.things[kind] += len(some)
            yield from some


def _all(room: Room) -> Iterator[tuple[str, list[Outgoing]]]:
    for some in articles(room):
        yield "article", some
    for kind, read in KINDS:
        for some in read(room):
            yield kind, some
    for some in menus(room):
        yield "menu entry", some


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read within is of one moment, where the database can say so without keeping anybody waiting."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
