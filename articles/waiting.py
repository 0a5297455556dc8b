"""Texts of articles that stand in no column of theirs: changes that wait to be published."""

from collections.abc import Iterator

from articles.models import Article
from articles.revisions import text_of


def waiting_texts() -> Iterator[tuple[Article, str]]:
    """Each article with an unpublished change, and the body of that change. One query."""
    articles = Article.objects.filter(pending__isnull=False).select_related("pending__base").defer("body", "lineage")
    for article in articles:
        if article.pending is not None:
            yield article, text_of(article.pending).body
