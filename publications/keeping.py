"""Who may fetch the PDFs and EPUBs of issues and the PDFs of books: readers while one that has the file is live, and
no article in a file that was made is hidden from them; else the desk."""

from typing import Any

from django.db.models import Q

from accounts.gate import may_see_drafts, may_share_things
from editions import registry
from editions.enums import State
from media_gallery.keepers import CLOSED, OPEN, Access, Keeper
from publications.models import Book, IssueEdition
from publications.printing.unseen import is_closed


def file_is(name: str) -> Q:
    """Texts of issues that have a file of this name."""
    return Q(pdf=name) | Q(epub=name)


def access(name: str) -> Access:
    """What readers may do with the PDF of this name; one that nothing has any more is nobody's."""
    live = IssueEdition.objects.live().of_periodicals().filter(file_is(name)).only("pk", "pdf", "pdf_is_made").first()
    if live is not None:
        is_ours = live.pdf_is_made or live.pdf.name != name
        return CLOSED if is_ours and is_closed(live.pk) else OPEN
    if is_of_live_book(name):
        return OPEN
    editions = registry.all_editions()
    if text := IssueEdition.objects.was_live().filter(file_is(name)).first():
        edition = editions.get(text.edition_id)
        return Access(is_open=False, gone_in=edition) if edition and edition.is_visible else CLOSED
    if Book.objects.filter(file=name, state=State.WITHDRAWN, published_at__isnull=False).exists():
        return Access(is_open=False, gone_in=registry.default_edition())
    return CLOSED


def is_of_live_book(name: str) -> bool:
    """Whether some visible edition lists a book with this file."""
    books = Book.objects.filter(file=name)
    return books.exists() and any(books.live_in(edition.code).exists() for edition in registry.visible_editions())


def may_read(user: Any, name: str) -> bool:
    """Members of an edition read the PDFs of its issues, everyone at the desk those of books."""
    codes = IssueEdition.objects.filter(file_is(name)).values_list("edition_id", flat=True)
    if any(may_see_drafts(user, code) for code in codes):
        return True
    return may_share_things(user) and Book.objects.filter(file=name).exists()


KEEPER = Keeper(access, may_read)
