"""What articles know of comments: whether readers may write and see them, and how many there are.

The comments themselves live in a room above, which writes the counts here.
"""

from collections.abc import Mapping

from articles.enums import CommentsMode
from articles.models import Article
from editions import registry
from editions.enums import CommentPolicy


def are_shown(article: Article) -> bool:
    """Whether readers see comments beneath the article, if there are any."""
    policy = _policy_of(article)
    mode = article.story.comments
    if policy == CommentPolicy.OFF or mode == CommentsMode.OFF:
        return False
    return policy == CommentPolicy.ON or mode in {CommentsMode.ON, CommentsMode.CLOSED}


def are_open(article: Article) -> bool:
    """Whether readers may write further ones."""
    return are_shown(article) and article.story.comments != CommentsMode.CLOSED


def shown_count(article: Article) -> int:
    """How many comments readers find; 0 where none are shown."""
    return article.n_comments if article.n_comments and are_shown(article) else 0


def _policy_of(article: Article) -> str:
    # Read once a request, unlike the article's own edition.
    edition = registry.all_editions().get(article.edition_id)
    return edition.comments if edition else CommentPolicy.OFF


def write_counts(counts: Mapping[int, int]) -> None:
    """Set how many comments readers see, by the articles' keys. Their moments and versions stay as they are."""
    by_count: dict[int, list[int]] = {}
    for article, count in counts.items():
        by_count.setdefault(count, []).append(article)
    for count, articles in by_count.items():
        Article.objects.filter(pk__in=articles).update(n_comments=count)
