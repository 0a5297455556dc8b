"""What others are told of issues and books (delivery/outbox.py)."""

from collections.abc import Iterator

from django.utils import timezone

from delivery.outbox import Public
from delivery.short_links import short_path
from editions import registry
from editions.columns import translated
from editions.enums import State
from publications import books, issues
from publications.models import Book, IssueEdition


def public_issues(numbers: list[int]) -> Iterator[Public]:
    """Issues as readers know them; only those whose series the edition names have a page."""
    texts = IssueEdition.objects.filter(pk__in=numbers, edition__is_visible=True).of_periodicals()
    for text in texts.exclude(published_at=None).select_related("issue__series").defer("lead"):
        if translated(text.issue.series, "name", text.edition_id):
            yield Public(
                kind="issue",
                number=text.pk,
                edition=text.edition_id,
                code=short_path(issues.SHORT_KIND, text.pk).removeprefix("/s/"),
                title=text.title,
                path=text.get_absolute_url(),
                is_live=text.is_live(),
                published_at=text.published_at,
                updated_at=text.updated_at,
            )


def public_books(numbers: list[int]) -> Iterator[Public]:
    """Books as readers know them, in each visible edition that lists them."""
    now = timezone.now()
    for book in Book.objects.filter(pk__in=numbers).exclude(published_at=None).select_related("series"):
        for edition in registry.visible_editions():
            if path := book.address_in(edition.code):
                yield Public(
                    kind="book",
                    number=book.pk,
                    edition=edition.code,
                    code=short_path(books.SHORT_KIND, book.pk, edition.code).removeprefix("/s/"),
                    title=translated(book, "title", edition.code),
                    path=path,
                    is_live=book.state == State.PUBLISHED
                    and book.published_at is not None
                    and book.published_at <= now,
                    published_at=book.published_at,
                    updated_at=book.updated_at,
                )
