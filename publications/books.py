"""All that a book's page shows."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.bylines import Name
from articles.cards import LONG_TITLE
from delivery.short_links import short_path
from editions import registry
from editions.addresses import path_to
from editions.columns import column, translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text
from editions.share import share_links
from media_gallery.pictures import illustrate
from media_gallery.share_cards.card import ShareCard, card_in, show_card
from publications.documents import document_of
from publications.models import Book, BookAuthor
from publications.structured import book_data

# The letter of books among the short addresses.
SHORT_KIND = "b"


def book_page(book: Book, edition: Edition) -> dict[str, Any]:
    """The context of `publications/book_detail.html`; the book has its series and cover."""
    code = edition.code
    authors = authors_of(book, code)
    head = book_head(book, edition)
    illustrate(head, [book.cover], code)
    head.json_ld = [book_data(book, edition, head, authors)]
    title = translated(book, "title", code)
    short = short_path(SHORT_KIND, book.pk, code)
    show_card(head, short, card_of(book, edition))
    return {
        "edition": edition,
        "head": head,
        "book": book,
        "title": title,
        "title_is_long": len(title) > LONG_TITLE,
        "subtitle": translated(book, "subtitle", code),
        "description": translated(book, "description", code),
        "publisher": translated(book, "publisher", code),
        "authors": authors,
        "document": document_of(book.file, book.file_size),
        "also_in": [
            (other, head.alternates[other.code])
            for other in registry.visible_editions()
            if other.code != code and other.code in head.alternates
        ],
        "short_path": short,
        "share": share_links(edition.share_targets, url=absolute(short), title=title, picture=head.image),
        "trail": [
            (_("Publications"), path_to("publications:overview", code)),
            (translated(book.series, "name", code), book.series.address_in(code)),
        ],
    }


def authors_of(book: Book, code: str) -> list[Name]:
    """The authors whom the edition names, in their order."""
    rows = _authors(code, book=book.pk)
    return [Name(text, person_slug or "", address) for text, person_slug, address, _person in rows if text]


@prepared
def _authors(code: str, /, *, book: int) -> QuerySet[Any]:
    name, slug = (f"person__{column(field, code)}" for field in ("name", "slug"))
    return BookAuthor.objects.filter(book=book).values_list(name, slug, "person__address", "person_id")


def book_head(book: Book, edition: Edition) -> Head:
    code = edition.code
    return Head(
        title=translated(book, "title", code),
        path=book.address_in(code) or "",
        description=excerpt(plain_text(translated(book, "description", code), with_notes=False), 200)
        or translated(book, "subtitle", code),
        alternates={other.code: path for other in registry.visible_editions() if (path := book.address_in(other.code))},
        kind="book",
    )


def book_address(number: int, code: str) -> str | None:
    """Where the short address of a book leads in an edition; what was withdrawn says there that it is gone."""
    if registry.visible_edition(code) is None:
        return None
    known = Book.objects.live_in(code) | Book.objects.was_live_in(code)
    book = known.filter(pk=number).select_related("series").first()
    return book.address_in(code) if book else None


def card_of(book: Book, edition: Edition) -> ShareCard:
    series = translated(book.series, "name", edition.code)
    return card_in(edition, translated(book, "title", edition.code), label=series, image=book.cover)


def share_card_of(number: int, code: str) -> ShareCard | None:
    """The share card of a book that readers of the edition see."""
    edition = registry.visible_edition(code)
    book = Book.objects.live_in(code).filter(pk=number).select_related("series", "cover").first() if edition else None
    return card_of(book, edition) if book and edition else None
