"""Comments as readers see them: threads of one level, by key."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from articles.beneath import Beneath
from articles.comments import are_open, are_shown
from articles.models import Article
from editions.models import Edition
from editions.paging import Slice, key_of, page_of, read_key
from readers.enums import CommentState
from readers.forms import CommentForm
from readers.models import Comment

THREADS = 20
FIELDS = ("article_id", "edition_id", "parent_id", "name", "text", "made_at")


@dataclass
class Thread:
    """A comment and the answers to it, the oldest first."""

    comment: Comment
    replies: list[Comment]
    reply_address: str


@dataclass
class Discussion:
    """What stands beneath an article.

    Attributes:
        further: the address of the page with older threads (newer ones, where the oldest stand first); "": none.
        form: an empty form; None where comments are closed.
    """

    article: Article
    count: int
    threads: list[Thread]
    further: str
    back: str
    address: str
    form: CommentForm | None
    is_oldest_first: bool = False
    is_whole_page: bool = False

    @property
    def action(self) -> str:
        return self.address


def subject_of(article: Article, parent: Comment | None = None) -> str:
    """What the form's stamp is bound to."""
    return f"comment:{article.pk}:{parent.pk if parent else ''}"


def comments_path(article: Article) -> str:
    return reverse("readers:comments", args=[article.edition_id, article.slug])


def comments_beneath(article: Article, edition: Edition) -> Beneath | None:
    """The newest threads and the form; None where no comments are shown, or there can be none."""
    if not are_shown(article) or not (article.n_comments or are_open(article)):
        return None
    found = discussion(article, edition, QueryDict())
    return Beneath("readers/discussion.html", found, json_ld_of(found))


def discussion(article: Article, edition: Edition, query: QueryDict) -> Discussion:
    """The threads that `?before=` or `?after=` asks for, else the newest; with `?order=oldest` the oldest first.

    At most two queries; none where there is nothing.
    """
    path = comments_path(article)
    is_oldest_first = query.get("order") == "oldest"
    page = Slice([], "", "", is_first=True)
    if article.n_comments:
        threads = Comment.objects.threads_of(article.pk).only(*FIELDS)
        page = oldest_page(threads, query, path) if is_oldest_first else newest_page(threads, query, path)
    form = None
    if are_open(article):
        form = CommentForm(request=None, edition=edition, subject=subject_of(article))
    return Discussion(
        article=article,
        count=article.n_comments,
        threads=threads_of(page.rows, article),
        further=page.older,
        back=page.newer,
        address=path,
        form=form,
        is_oldest_first=is_oldest_first,
    )


def newest_page(threads: Any, query: QueryDict, path: str) -> Slice:
    return page_of(threads, query, path=path, moment="made_at", size=THREADS)


def oldest_page(threads: Any, query: QueryDict, path: str) -> Slice:
    """As `page_of`, the other way round: `?after=` leads on, and there is no way back but the beginning."""
    after = query.get("after", "")
    if after:
        moment, number = read_key(after)
        threads = threads.filter(Q(made_at__gt=moment) | Q(made_at=moment, pk__gt=number))
    rows = list(threads.order_by("made_at", "pk")[: THREADS + 1])
    on = (
        f"{path}?order=oldest&after={key_of(rows[THREADS - 1].made_at, rows[THREADS - 1].pk)}" if rows[THREADS:] else ""
    )
    return Slice(rows[:THREADS], f"{path}?order=oldest" if after else "", on, is_first=not after)


def threads_of(comments: list[Comment], article: Article) -> list[Thread]:
    replies: dict[int, list[Comment]] = {comment.pk: [] for comment in comments}
    if comments:
        answers = Comment.objects.filter(parent__in=list(replies), state=CommentState.APPROVED).only(*FIELDS)
        for answer in answers.order_by("made_at", "pk"):
            replies[answer.parent_id or 0].append(answer)
    return [
        Thread(one, replies[one.pk], reverse("readers:reply", args=[article.edition_id, article.slug, one.pk]))
        for one in comments
    ]


def json_ld_of(found: Discussion) -> dict[str, Any]:
    """How many there are; their words stand on the page, and would be sent twice."""
    return {"commentCount": found.count}
