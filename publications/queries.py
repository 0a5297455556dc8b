"""Reads that a page needs, made ready for its template."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import LONG_TITLE
from editions import memo
from editions.columns import column, translated
from editions.prepared import prepared
from editions.richtext.plain import plain_text
from media_gallery.models import Image
from publications.contents import Line, Section, lines_in, lines_of
from publications.covers.shown import cover_of
from publications.documents import Document
from publications.enums import SeriesKind
from publications.models import Book, IssueEdition, Series
from publications.printing.unseen import offered

# The columns of what can be downloaded of an issue.
FILES = ("pdf", "pdf_size", "pdf_is_made", "epub", "epub_size")
CONTENTS_ON_FRONT_PAGE = 5
COVERS = 4


@dataclass
class Cover:
    """An issue or a book in a grid."""

    title: str
    address: str
    image: Image | None
    subtitle: str = ""
    number: int | None = None
    issued_on: date | None = None

    memo_key = property(memo.values_of)

    @property
    def is_long(self) -> bool:
        return len(self.title) > LONG_TITLE


@dataclass
class IssueView:
    """An issue as its page and the front page show it."""

    text: IssueEdition
    title: str
    address: str
    number: int
    issued_on: date
    cover: Image | None
    series: str
    series_address: str
    document: Document | None
    epub: Document | None
    lead: str = ""
    lines: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def memo_key(self) -> Hashable:
        """All that the front page shows of it (editions/memo.py)."""
        lines = tuple((line.heading, line.address) for line in self.lines)
        own = (self.title, self.address, self.number, self.issued_on, self.series, self.series_address, self.lead)
        return (*own, memo.key_of(self.cover), memo.key_of(self.document), lines)


def issue_view(
    text: IssueEdition, code: str, *, limit: int | None = None, sections: list[Section] | None = None
) -> IssueView:
    """An issue with its contents, in one query unless `sections` are given; `text` has its issue, series and cover."""
    issue = text.issue
    document, epub = offered(text)
    return IssueView(
        text=text,
        title=text.title,
        address=text.get_absolute_url(),
        number=issue.number,
        issued_on=issue.issued_on,
        cover=cover_of(text),
        series=translated(issue.series, "name", code),
        series_address=issue.series.address_in(code),
        document=document,
        epub=epub,
        lead=plain_text(text.lead),
        lines=lines_of(text, limit=limit) if sections is None else lines_in(sections),
        sections=sections or [],
    )


def latest_issue(code: str) -> IssueView | None:
    """The newest issue that the edition publishes, for the front page, in two queries."""
    text = next(iter(_latest(code, now=timezone.now())), None)
    return issue_view(text, code, limit=CONTENTS_ON_FRONT_PAGE) if text else None


@prepared
def _latest(code: str, /, *, now: datetime) -> QuerySet[IssueEdition]:
    return IssueEdition.objects.listed_in(code, now).newest_first().for_covers(code, "lead", *FILES)[:1]


def named_series(code: str) -> list[Series]:
    """The series that the edition names, in their order."""
    return _named_series(code)


@prepared
def _named_series(code: str, /) -> QuerySet[Series]:
    return Series.objects.filter(**{f"{column('name', code)}__gt": ""})


def covers_of_issues(texts: list[IssueEdition]) -> list[Cover]:
    return [
        Cover(
            title=text.title,
            address=text.get_absolute_url(),
            image=cover_of(text),
            number=text.issue.number,
            issued_on=text.issue.issued_on,
        )
        for text in texts
    ]


def covers_of_books(books: list[Book], code: str) -> list[Cover]:
    return [
        Cover(
            title=translated(book, "title", code),
            address=book.address_in(code) or "",
            image=book.cover,
            subtitle=translated(book, "subtitle", code),
        )
        for book in books
    ]


def newest_covers(series: list[Series], code: str) -> dict[int, list[Cover]]:
    """The newest covers by series, in three queries however many series there are."""
    shelves = {one.pk for one in series if one.kind == SeriesKind.BOOKS}
    # Books come last in the query, in whatever order the series stand.
    asked = sorted((one.pk for one in series), key=lambda one: one in shelves)
    keys: dict[int, list[int]] = {one.pk: [] for one in series}
    given = {"issues": tuple(asked[: len(asked) - len(shelves)]), "books": tuple(asked[len(asked) - len(shelves) :])}
    filled = {name: found for name, found in given.items() if found}
    for part, (pk,) in _newest_of(code, now=timezone.now(), **filled) if filled else ():
        keys[asked[part]].append(pk)
    of_books = [pk for one in shelves for pk in keys[one]]
    of_issues = [pk for one, found in keys.items() if one not in shelves for pk in found]
    all_books = {book.pk: book for book in _books(code, keys=of_books)} if of_books else {}
    all_texts = {text.pk: text for text in _texts(code, keys=of_issues)} if of_issues else {}
    return {
        one: covers_of_books([all_books[pk] for pk in found if pk in all_books], code)
        if one in shelves
        else covers_of_issues([all_texts[pk] for pk in found if pk in all_texts])
        for one, found in keys.items()
    }


@prepared
def _newest_of(
    code: str, /, *, now: datetime, issues: Sequence[int] = (), books: Sequence[int] = ()
) -> list[QuerySet[Any]]:
    """The keys of the newest of each series."""
    texts = IssueEdition.objects.in_edition(code).live(now).newest_first().values_list("pk")
    shelf = Book.objects.live_in(code, now).newest_first().values_list("pk")
    return [
        *(texts.filter(issue__series=one)[:COVERS] for one in issues),
        *(shelf.filter(series=one)[:COVERS] for one in books),
    ]


@prepared
def _books(code: str, /, *, keys: list[int]) -> QuerySet[Book]:
    return Book.objects.for_covers(code).filter(pk__in=keys)


@prepared
def _texts(code: str, /, *, keys: list[int]) -> QuerySet[IssueEdition]:
    return IssueEdition.objects.for_covers(code).filter(pk__in=keys)
