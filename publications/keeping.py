"""Who may fetch the PDFs of issues and books: readers while one that has the file is live, else the desk."""

from typing import Any

from accounts.gate import may_see_drafts, may_share_things
from editions import registry
from editions.enums import State
from media_gallery.keepers import CLOSED, OPEN, Access, Keeper
from publications.models import Book, IssueEdition


def access(name: str) -> Access:
    """What readers may do with the PDF of this name; one that nothing has any more is nobody's."""
    if IssueEdition.objects.live().of_periodicals().filter(pdf=name).exists() or is_of_live_book(name):
        return OPEN
    editions = registry.all_editions()
    if text := IssueEdition.objects.was_live().filter(pdf=name).first():
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
    codes = IssueEdition.objects.filter(pdf=name).values_list("edition_id", flat=True)
    if any(may_see_drafts(user, code) for code in codes):
        return True
    return may_share_things(user) and Book.objects.filter(file=name).exists()


KEEPER = Keeper(access, may_read)
