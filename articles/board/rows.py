"""Which stories a page of the board shows, and in which order.

Each order is walked along an index (benchmarks/board.py measures it): of one edition's articles by publication or by
the moment since which they lag, or of stories by number. What else is asked is looked up for each row on the way. Where
no edition is named the same is done in each, a story counting once: where it comes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict
from django.utils import timezone

from articles.board.filters import (
    DECLINED,
    LAGGING,
    LONGEST,
    ME,
    MISSING,
    NEWEST,
    NOBODY,
    PENDING,
    SCHEDULED,
    BoardFilters,
)
from articles.desk_search import stories_found
from articles.enums import Stage
from articles.models import Article, Category, Plan, Story
from editions.enums import State
from editions.paging import key_of, read_key
from editions.unions import fetch_union

PAGE_SIZE = 50


@dataclass
class BoardPage:
    """Keys of stories in their order, and the keys of the pages beside ("" where there is none)."""

    stories: list[int]
    before: str = ""
    after: str = ""
    is_first: bool = True


@dataclass(frozen=True)
class Walk:
    """How to come by stories in an order: rows of articles or of stories, each of another story.

    Attributes:
        parts: rows that are walked, a part an edition.
        moment: the column of the order; "": the order is that of keys alone.
        is_falling: whether the greatest comes first.
        story: the column with the story's key.
    """

    parts: list[QuerySet] = field(default_factory=list)
    moment: str = ""
    is_falling: bool = True
    story: str = "pk"


def page_of_board(filters: BoardFilters, query: QueryDict, *, user: Any, codes: Iterable[str]) -> BoardPage:
    """The page that `?after=` (further on) or `?before=` (back) of `query` asks for, else the first.

    Raises:
        Http404: the key is malformed.
    """
    walk = walk_of(filters, user, list(codes))
    after, before = query.get("after", ""), query.get("before", "")
    forward = not before or bool(after)
    found = list(read(walk, after or before, forward=forward))
    has_more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if not forward:
        found.reverse()
    if not found:
        return BoardPage([], is_first=not (after or before))
    keys = [key for key, _story in found]
    goes_back = bool(after) if forward else has_more
    goes_on = has_more if forward else True
    return BoardPage(
        [story for _key, story in found],
        before=keys[0] if goes_back else "",
        after=keys[-1] if goes_on else "",
        is_first=not (after or before),
    )


def read(walk: Walk, key: str, *, forward: bool) -> Iterator[tuple[str, int]]:
    """(key, story) of up to `PAGE_SIZE` + 1 rows beyond `key`, in walking order."""
    falls = walk.is_falling == forward
    sign = "-" if falls else ""
    order = [f"{sign}{walk.moment}", f"{sign}pk"] if walk.moment else [f"{sign}pk"]
    parts = [part.filter(beyond(walk, key, falls=falls)) if key else part for part in walk.parts]
    parts = [part.order_by(*order)[: PAGE_SIZE + 1] for part in parts]
    if not walk.moment:
        for pk in parts[0].values_list("pk", flat=True):
            yield str(pk), pk
        return
    if len(parts) == 1:
        rows = list(parts[0].values_list(walk.moment, "pk", walk.story))
    else:
        # The best of each edition, then the best of those.
        best = [row[0] for _part, row in fetch_union([part.values_list("pk") for part in parts])]
        rows = list(Article.objects.filter(pk__in=best).values_list(walk.moment, "pk", walk.story))
        rows = sorted(rows, reverse=falls)[: PAGE_SIZE + 1]
    for moment, pk, story in rows:
        yield key_of(moment, pk), story


def beyond(walk: Walk, key: str, *, falls: bool) -> Q:
    sign = "lt" if falls else "gt"
    if not walk.moment:
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        return Q(**{f"pk__{sign}": int(key)})
    moment, pk = read_key(key)
    # The first condition alone lets an index find the place; the second settles equal moments.
    return Q(**{f"{walk.moment}__{sign}e": moment}) & (
        Q(**{f"{walk.moment}__{sign}": moment}) | Q(**{f"pk__{sign}": pk})
    )


def walk_of(filters: BoardFilters, user: Any, codes: list[str]) -> Walk:
    now = timezone.now()
    if filters.sort == NEWEST:
        asked = [filters.live] if filters.live else codes
        live = Article.objects.live(now).filter(edition__in=codes)
        since = within(filters, now)
        parts = [
            first_of_story(Article.objects.in_edition(code).live(now).filter(since), live, asked, "published_at", "gt")
            for code in asked
        ]
        walk = Walk(parts, "published_at", True, "story_id")
        rest = conditions(filters, user, codes, now, story="story_id", is_live_walked=True)
    elif filters.sort == LONGEST:
        asked = [filters.where] if filters.where else codes
        stale = Article.objects.filter(stale_since__isnull=False, edition__in=codes)
        parts = [first_of_story(stale.filter(edition=code), stale, asked, "stale_since", "lt") for code in asked]
        walk = Walk(parts, "stale_since", False, "story_id")
        rest = conditions(filters, user, codes, now, story="story_id")
    else:
        walk = Walk([Story.objects.all()])
        rest = conditions(filters, user, codes, now, story="pk")
    return Walk([part.filter(*rest) for part in walk.parts], walk.moment, walk.is_falling, walk.story)


def within(filters: BoardFilters, now: datetime) -> Q:
    return Q(published_at__gte=now - timedelta(days=filters.days)) if filters.days else Q()


def first_of_story(part: QuerySet, all_parts: QuerySet, asked: list[str], moment: str, sign: str) -> QuerySet:
    """Of a story that several editions bring, only the article that comes first; nothing to do for one edition."""
    if len(asked) == 1:
        return part
    mine = OuterRef(moment)
    earlier = Q(**{f"{moment}__{sign}": mine}) | Q(**{moment: mine, f"pk__{sign}": OuterRef("pk")})
    return part.filter(~Exists(all_parts.filter(earlier, story=OuterRef("story_id"))))


def conditions(
    filters: BoardFilters, user: Any, codes: list[str], now: datetime, *, story: str, is_live_walked: bool = False
) -> list[Any]:
    """What else is asked, of the story whose key is in the column `story`."""
    found: list[Any] = []
    if not is_live_walked and (filters.live or filters.days):
        live = Article.objects.live(now).filter(within(filters, now), story=OuterRef(story))
        found.append(Exists(live.filter(edition=filters.live) if filters.live else live))
    if filters.standing:
        found.append(stands(filters.standing, [filters.where] if filters.where else codes, story, now))
    if filters.assignee:
        found.append(assigned(filters, user, story))
    if filters.category:
        of_category = Story.objects.filter(category__in=with_those_under(filters.category))
        found.append(among(story, of_category, "pk"))
    if filters.q:
        found.append(Q(**{f"{story}__in": stories_found(filters.q, with_drafts=False)}))
    return found


def stands(standing: str, codes: list[str], story: str, now: datetime) -> Q:
    """Stories that stand so in one of the editions.

    What is rare is gathered first, from an index of its own, and what is common is looked up row by row: either way few
    rows are read of a table whose rows carry texts.
    """
    articles, declined = Article.objects.filter(edition__in=codes), Plan.objects.filter(is_declined=True)
    if standing == MISSING:
        missing = Q()
        for code in codes:
            here = {"story": OuterRef(story), "edition": code}
            missing |= Q(~Exists(Article.objects.filter(**here))) & Q(~Exists(declined.filter(**here)))
        return missing
    if standing == DECLINED:
        return among(story, declined.filter(edition__in=codes))
    standing_so = articles.filter(article_stands(standing, now))
    if standing == State.PUBLISHED:
        return Q(Exists(standing_so.filter(story=OuterRef(story))))
    return among(story, standing_so)


def among(story: str, rows: QuerySet, key: str = "story_id") -> Q:
    """Whether the story's key is among those of `rows`."""
    return Q(**{f"{story}__in": rows.order_by().values(key)})


def article_stands(standing: str, now: datetime) -> Q:
    over = Q(state=State.PUBLISHED, unpublish_at__lte=now)
    return {
        LAGGING: Q(stale_since__isnull=False),
        State.DRAFT.value: Q(state=State.DRAFT, stage=Stage.WRITING),
        Stage.REVIEW.value: Q(stage=Stage.REVIEW) & ~Q(stage=Stage.WRITING),
        Stage.APPROVED.value: Q(stage=Stage.APPROVED) & ~Q(stage=Stage.WRITING),
        SCHEDULED: Q(state=State.PUBLISHED, published_at__gt=now) & ~over,
        State.PUBLISHED.value: Q(state=State.PUBLISHED, published_at__lte=now) & ~over,
        PENDING: Q(pending__isnull=False),
        State.WITHDRAWN.value: Q(state=State.WITHDRAWN) | over,
    }[standing]


def assigned(filters: BoardFilters, user: Any, story: str) -> Q:
    plans = Plan.objects.filter(edition=filters.where) if filters.where else Plan.objects.all()
    if filters.assignee == NOBODY:
        return ~among(story, plans.filter(assignee__isnull=False))
    return among(story, plans.filter(assignee=user.pk if filters.assignee == ME else int(filters.assignee)))


def with_those_under(category: int) -> list[int]:
    """The category's key and those of all under it; a broken tree that loops ends."""
    under: dict[int | None, list[int]] = {}
    for pk, parent in Category.objects.values_list("pk", "parent_id"):
        under.setdefault(parent, []).append(pk)
    found, todo = [], [category]
    while todo:
        pk = todo.pop()
        found.append(pk)
        todo += under.pop(pk, [])
    return found
