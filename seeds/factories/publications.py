"""Series, issues and books, for tests."""

import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pypdfium2
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import Article, Person
from editions.enums import State
from media_gallery.models import Image
from publications.enums import SeriesKind
from publications.models import (
    Book,
    BookAuthor,
    Issue,
    IssueEdition,
    IssueEntry,
    Release,
    ReleaseItem,
    Series,
)
from seeds.factories.editions import make_edition
from seeds.factories.naming import in_editions, next_number


def pdf_bytes() -> bytes:
    """A PDF of one empty page."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def make_series(
    *, kind: str = SeriesKind.NEWSLETTER, name: str = "", editions: Iterable[str] | None = None, **fields: Any
) -> Series:
    """A periodical, or with the kind "books" a list of books, named in `editions` (None: the four shipped)."""
    number = next_number()
    return Series.objects.create(
        **{
            "kind": kind,
            "slug": f"series-{number}",
            **in_editions("name", name or f"Series {number}", editions),
            **fields,
        }
    )


def make_issue(
    *,
    series: Series | None = None,
    editions: Iterable[str] = ("en",),
    cover: Image | None = None,
    articles: Iterable[Article] = (),
    with_pdf: bool = False,
    published: bool = True,
    title: str = "",
    **fields: Any,
) -> Issue:
    """An issue with its text in each of `editions` (codes, made where missing), published an hour ago.

    Args:
        articles: "Inside this issue"; each stands in the text of its own edition.
        with_pdf: give each text a PDF.
        published: False: drafts.
        fields: any field of the issue, such as `number` or `issued_on`.
    """
    number = next_number()
    issue = Issue.objects.create(
        **{
            "series": series or make_series(),
            "number": number,
            "issued_on": timezone.now().date(),
            "cover": cover,
            **fields,
        }
    )
    inside = list(articles)
    for code in editions:
        text = IssueEdition.objects.create(
            issue=issue,
            edition=make_edition(code),
            title=title or f"Issue {issue.number}",
            lead=f"<p>What issue {issue.number} holds.</p>",
            state=State.PUBLISHED if published else State.DRAFT,
            published_at=timezone.now() - timedelta(hours=1) if published else None,
            pdf=ContentFile(pdf_bytes(), name=f"issue-{number}-{code}.pdf") if with_pdf else "",
        )
        own = [article for article in inside if article.edition_id == code]
        IssueEntry.objects.bulk_create(
            IssueEntry(text=text, article=article, position=place) for place, article in enumerate(own)
        )
    return issue


def make_book(
    *,
    series: Series | None = None,
    editions: Iterable[str] | None = None,
    title: str = "",
    authors: Iterable[Person] = (),
    with_pdf: bool = False,
    published: bool = True,
    **fields: Any,
) -> Book:
    """A book listed in `editions` (None: the four that are shipped), published an hour ago.

    `authors` stand in this order; `published=False` gives a draft; `fields` are any of its own, such as `isbn`.
    """
    number = next_number()
    title = title or f"Book {number}"
    book = Book.objects.create(
        **{
            "series": series or make_series(kind=SeriesKind.BOOKS),
            "state": State.PUBLISHED if published else State.DRAFT,
            "published_at": timezone.now() - timedelta(hours=1) if published else None,
            "file": ContentFile(pdf_bytes(), name=f"book-{number}.pdf") if with_pdf else "",
            **in_editions("title", title, editions),
            **in_editions("slug", f"book-{number}", editions),
            **fields,
        }
    )
    BookAuthor.objects.bulk_create(
        BookAuthor(book=book, person=person, position=place) for place, person in enumerate(authors)
    )
    return book


def make_release(*texts: Article | IssueEdition, name: str = "", **fields: Any) -> Release:
    """A planned release of articles and issues of editions; `fields` are any of its own, such as `goes_live_at`."""
    release = Release.objects.create(name=name or f"Release {next_number()}", **fields)
    ReleaseItem.objects.bulk_create(
        ReleaseItem(release=release, **{"article" if isinstance(text, Article) else "issue": text}) for text in texts
    )
    return release
