"""What search shows of this room: issues with what their PDFs say, and books."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings

from editions import registry
from editions.columns import translated
from editions.enums import State
from editions.richtext.plain import plain_text
from editions.scripts.digits import to_digits
from publications.models import Book, BookAuthor, Issue, IssueEdition, IssueEntry, Series
from publications.reading.words import words_of
from search.sources import Document, Shown


def issue_documents(keys: list[int]) -> Iterator[Document]:
    """Issues of series that the edition names: without a name the series, and so the issue, has no page."""
    texts = list(
        IssueEdition.objects.filter(pk__in=keys, state=State.PUBLISHED, published_at__isnull=False)
        .of_periodicals()
        .select_related("issue__series")
    )
    entries: dict[int, list[str]] = defaultdict(list)
    for number, heading, teaser in IssueEntry.objects.filter(text__in=texts).values_list(
        "text_id", "heading", "teaser"
    ):
        entries[number] += [heading, teaser]
    # What was made by us says what its articles say, which are found by themselves.
    words = words_of(text.pdf.name for text in texts if text.pdf and not text.pdf_is_made)
    for text in texts:
        if series := translated(text.issue.series, "name", text.edition_id):
            yield Document(
                edition=text.edition_id,
                key=text.pk,
                title=text.title,
                address=text.get_absolute_url(),
                published_at=text.live_since,
                unpublish_at=text.unpublish_at,
                summary=plain_text(text.lead),
                text=lines(series, number_of(text), *entries[text.pk], words.get(text.pdf.name or "", "")),
            )


def book_documents(keys: list[int]) -> Iterator[Document]:
    books = list(
        Book.objects.filter(pk__in=keys, state=State.PUBLISHED, published_at__isnull=False).select_related("series")
    )
    authors: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for book, person in BookAuthor.objects.filter(book__in=books).values_list("book_id", "person_id"):
        authors[book].append(("person", person))
    words = words_of(one.file.name for one in books if one.file)
    for one in books:
        for code in settings.MODELTRANSLATION_LANGUAGES:
            if one.published_at and (address := one.address_in(code)):
                said = [translated(one, "publisher", code), one.isbn, str(one.year or "")]
                said.append(words.get(one.file.name or "", ""))
                yield Document(
                    edition=code,
                    key=one.pk,
                    title=translated(one, "title", code),
                    address=address,
                    published_at=one.published_at,
                    summary=translated(one, "subtitle", code),
                    text=lines(plain_text(translated(one, "description", code)), *said),
                    names=tuple(sorted(authors[one.pk])),
                )


def number_of(text: IssueEdition) -> str:
    """An issue's number as its edition writes it."""
    edition = registry.all_editions().get(text.edition_id)
    return to_digits(str(text.issue.number), edition.digits) if edition else str(text.issue.number)


def lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def issue_shown(issue: Issue) -> Shown:
    return [("issue", list(IssueEdition.objects.filter(issue=issue.pk).values_list("pk", flat=True)))]


def series_shown(series: Series) -> Shown:
    """All that is found by the series' name, or only where it has one."""
    texts: Iterable[int] = IssueEdition.objects.filter(issue__series=series.pk).values_list("pk", flat=True)
    books: Iterable[int] = Book.objects.filter(series=series.pk).values_list("pk", flat=True)
    return [("issue", list(texts)), ("book", list(books))]
