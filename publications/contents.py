"""What stands "Inside this issue"."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.models import Article
from editions.enums import State
from publications.models import IssueEdition, IssueEntry


@dataclass(frozen=True)
class Line:
    """One line of the contents; `address` is "" where there is nothing that readers can open."""

    heading: str
    teaser: str
    address: str


def lines_of(text: IssueEdition, *, limit: int | None = None, now: datetime | None = None) -> list[Line]:
    """The lines of an issue in their order, in one query."""
    now = now or timezone.now()
    entries = (
        IssueEntry.objects.filter(text=text.pk)
        .select_related("article")
        .only(
            "heading",
            "teaser",
            "article__edition_id",
            "article__title",
            "article__slug",
            "article__standfirst",
            "article__state",
            "article__published_at",
            "article__unpublish_at",
        )
    )
    lines = [line for entry in entries if (line := line_of(entry, now))]
    return lines[:limit]


def line_of(entry: IssueEntry, now: datetime, *, with_drafts: bool = False) -> Line | None:
    """A line of an entry; None for one that has only an article which readers have never seen.

    A withdrawn article keeps its heading, as the issue was published with it, but neither its standfirst nor a link.

    Args:
        with_drafts: for the desk: articles to come stand there as they will, without a link.
    """
    article = entry.article
    if article is not None and article.is_live(now):
        return Line(entry.heading or article.title, entry.teaser or article.standfirst, article.get_absolute_url())
    if with_drafts and article is not None and article.state != State.WITHDRAWN:
        return Line(entry.heading or article.title, entry.teaser or article.standfirst, "")
    heading = entry.heading or (article.title if article is not None and was_seen(article, now) else "")
    return Line(heading, entry.teaser, "") if heading else None


def was_seen(article: Article, now: datetime) -> bool:
    return article.state != State.DRAFT and article.published_at is not None and article.published_at <= now
