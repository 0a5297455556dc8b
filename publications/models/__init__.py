from publications.models.book import Book, BookAuthor
from publications.models.entry import IssueEntry
from publications.models.issue import Issue, IssueEdition
from publications.models.mail import Digest, LinkHour, MailLink, MailSettings, MailWords
from publications.models.pdf_words import PdfWords
from publications.models.printing import Printing
from publications.models.release import Release, ReleaseItem
from publications.models.series import Series

__all__ = [
    "Book",
    "BookAuthor",
    "Digest",
    "Issue",
    "IssueEdition",
    "IssueEntry",
    "LinkHour",
    "MailLink",
    "MailSettings",
    "MailWords",
    "PdfWords",
    "Printing",
    "Release",
    "ReleaseItem",
    "Series",
]
