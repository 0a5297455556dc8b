"""What machines read of issues and books: schema.org's PublicationIssue and Book."""

from typing import TYPE_CHECKING, Any

from articles.bylines import Name
from articles.structured import person
from editions.columns import translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.structured import publisher as publisher_of
from publications.models import Book

if TYPE_CHECKING:
    from publications.contents import Line
    from publications.queries import IssueView

PDF = "application/pdf"


def publication_issue(issue: "IssueView", edition: Edition, head: Head) -> dict[str, Any]:
    """schema.org/PublicationIssue; only what is known is said."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": issue.number,
        "datePublished": head.published,
        "inLanguage": edition.language,
        "url": head.canonical,
        "description": head.description,
        "image": head.image,
        "isPartOf": {"@type": "Periodical", "name": issue.series, "url": absolute(issue.series_address)},
        "publisher": publisher_of(edition),
        "hasPart": [part for line in issue.lines if (part := issue_part(line, edition))],
        "encoding": {"@type": "MediaObject", "contentUrl": absolute(issue.document.address), "encodingFormat": PDF}
        if issue.document
        else None,
    }
    return {key: value for key, value in data.items() if value}


def issue_part(line: "Line", edition: Edition) -> dict[str, Any] | None:
    """An article of an issue; own entries lead elsewhere and are no parts of it."""
    if line.article is None or not line.address:
        return None
    return {
        "@type": "NewsArticle",
        "headline": line.heading,
        "url": absolute(line.address),
        "inLanguage": edition.language,
    }


def book_data(book: Book, edition: Edition, head: Head, authors: list[Name]) -> dict[str, Any]:
    """schema.org/Book; only what is known is said."""
    publisher = translated(book, "publisher", edition.code)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": head.title,
        "author": [person(name, edition) for name in authors],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "isbn": book.isbn,
        "copyrightYear": book.year,
        "inLanguage": edition.language,
        "url": head.canonical,
        "description": head.description,
        "image": head.image,
    }
    return {key: value for key, value in data.items() if value}
