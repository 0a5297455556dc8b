"""Which articles an issue can take up: found by words, by section, by newness; those that an issue has are marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from accounts.desk.standing import Standing
from articles.board.rows import with_those_under
from articles.models import Article
from articles.standing import standing_of
from editions.columns import column, translated
from editions.enums import State
from editions.models import Edition
from editions.paging import key_of, read_key
from publications.models import Issue, IssueEdition, IssueEntry
from search.finding import Narrowing, Position, Search
from search.query import read_query

SIZE = 12
NEWEST, SINCE, DRAFTS = "newest", "since", "drafts"


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, a category's key, one of the three kinds above, and the key of the page before."""

    q: str = ""
    category: int | None = None
    which: str = NEWEST
    before: str = ""

    @classmethod
    def read(cls, query: QueryDict, *, before: str = "") -> "Wanted":
        category, which = query.get("find-category", ""), query.get("find-which", "")
        is_key = category.isascii() and category.isdigit() and len(category) < 19
        return cls(
            q=query.get("find-q", "").replace("\x00", "").strip()[:200],
            category=int(category) if is_key else None,
            which=which if which in {SINCE, DRAFTS} else NEWEST,
            before=before or query.get("find-before", ""),
        )


@dataclass(frozen=True)
class Pick:
    """An article to choose: where it stands, and the numbers of the series that have it, this one's among them."""

    article: Article
    category: str
    standing: Standing
    used_in: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picks:
    rows: list[Pick] = field(default_factory=list)
    # Of the next page; "" on the last.
    before: str = ""


def picks_of(wanted: Wanted, edition: Edition, seen: QuerySet, *, series: int | None, since: datetime | None) -> Picks:
    """A page of articles of the edition, the best or the newest first, in at most six queries.

    Args:
        seen: the articles that the user may read at the desk.
        series: whose issues are looked at for what they have already.
        since: the moment of the issue before this one.
    """
    own = seen.filter(edition=edition.code).select_related("story__category").only(*columns_of(edition.code))
    own = own.exclude(state=State.WITHDRAWN)
    if wanted.category:
        own = own.filter(story__category__in=with_those_under(wanted.category))
    if wanted.which == DRAFTS:
        own = own.filter(state=State.DRAFT)
    elif wanted.which == SINCE and since:
        own = own.filter(state=State.PUBLISHED, published_at__gt=since)
    if wanted.q:
        articles, before = found_by_words(wanted, edition, own)
    else:
        articles, before = newest(wanted, own)
    used = used_in(articles, series)
    return Picks([pick_of(article, edition.code, used[article.pk]) for article in articles], before)


def columns_of(code: str) -> list[str]:
    names = ["edition_id", "title", "slug", "standfirst", "state", "stage", "published_at", "unpublish_at"]
    return [*names, "pending_id", "pending_at", "updated_at", "story_id", f"story__category__{column('name', code)}"]


def pick_of(article: Article, code: str, numbers: Iterable[int] = ()) -> Pick:
    category = article.story.category
    name = translated(category, "name", code) if category else ""
    return Pick(article, name, standing_of(article), tuple(numbers))


def newest(wanted: Wanted, own: QuerySet) -> tuple[list[Article], str]:
    """The newest first; drafts by when they were last changed."""
    moment = "updated_at" if wanted.which == DRAFTS else "published_at"
    rows = own.exclude(published_at=None) if moment == "published_at" else own
    if wanted.before:
        try:
            stamp, last = read_key(wanted.before)
        except Http404:
            return [], ""
        rows = rows.filter(Q(**{f"{moment}__lt": stamp}) | Q(**{moment: stamp, "pk__lt": last}))
    articles = list(rows.order_by(f"-{moment}", "-pk")[: SIZE + 1])
    if len(articles) <= SIZE:
        return articles, ""
    last_one = articles[SIZE - 1]
    return articles[:SIZE], key_of(getattr(last_one, moment), last_one.pk)


def found_by_words(wanted: Wanted, edition: Edition, own: QuerySet) -> tuple[list[Article], str]:
    """Published ones as readers find them, and on the first page those to come whose titles have the words."""
    to_come: list[Article] = []
    if not wanted.before:
        drafts = own.filter(state=State.DRAFT, title__icontains=wanted.q)
        to_come = list(drafts.order_by("-updated_at")[: SIZE // 2])
    query = read_query(wanted.q, edition.language)
    if query.is_empty or wanted.which == DRAFTS:
        return to_come, ""
    page = Search(query, edition.code, Narrowing(kind="article")).page(before=Position.read(wanted.before))
    found = own.in_bulk([entry.key for entry in page.rows])
    articles = [found[entry.key] for entry in page.rows if entry.key in found]
    return [*to_come, *articles], page.older.key if page.older else ""


def used_in(articles: Iterable[Article], series: int | None) -> dict[int, list[int]]:
    """The numbers of the series that have each article, by its key."""
    found: dict[int, list[int]] = defaultdict(list)
    entries = IssueEntry.objects.filter(article__in=[one.pk for one in articles], text__issue__series=series)
    for article, number in entries.order_by("text__issue__number").values_list("article", "text__issue__number"):
        found[article].append(number)
    return found


def last_issue_at(issue: Issue | None, code: str) -> datetime | None:
    """When the edition published the issue before this one of the series; for a new one the newest there is."""
    if issue is None or issue.series_id is None:
        return None
    texts = IssueEdition.objects.in_edition(code).filter(
        issue__series=issue.series_id, state=State.PUBLISHED, issue__number__lt=issue.number
    )
    found: Any = texts.order_by("-issue__number").values_list("published_at", flat=True).first()
    return found
