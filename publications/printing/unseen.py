"""Files of an issue that readers may not have, or no longer: those made with an article that they do not see.

An issue may be made before its articles are published, and an article may be withdrawn after: then neither the issue's
page offers such a file, nor does anybody get it who knows its address, until it is made anew.
"""

from articles.models import Article
from publications.documents import Document, document_of
from publications.models import IssueEdition, Printing


def holds_unseen(articles: list[int]) -> bool:
    """Whether one of these articles is none that readers see."""
    return bool(articles) and Article.objects.live().filter(pk__in=articles).count() < len(set(articles))


def is_closed(text: int) -> bool:
    """Whether what was made of an issue's text is not for readers, in at most two queries."""
    articles = Printing.objects.filter(text=text).values_list("articles", flat=True).first()
    return holds_unseen(articles or [])


def offered(text: IssueEdition) -> tuple[Document | None, Document | None]:
    """PDF and EPUB as the issue's page offers them; no query where nothing was made."""
    pdf, epub = document_of(text.pdf, text.pdf_size), document_of(text.epub, text.epub_size)
    if (text.pdf_is_made or epub) and is_closed(text.pk):
        return (None if text.pdf_is_made else pdf), None
    return pdf, epub
