"""How the editions stand in all: a line each, for the head of the board."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from articles.enums import Stage
from articles.models import Article, Plan, Story
from editions.unions import fetch_union

# Where there are more stories, what is not begun is counted every so many seconds at most.
MANY, KEPT_FOR = 10_000, 600
_KEY = "articles-board-missing"


@dataclass
class Sum:
    """Of one edition: stories not begun, translations out of date, texts in review, approved ones."""

    missing: int = 0
    stale: int = 0
    review: int = 0
    approved: int = 0
    # Whether what is not begun was counted some minutes ago.
    is_about: bool = False


def by_edition(rows: QuerySet) -> QuerySet:
    return rows.values_list("edition_id").annotate(number=Count("pk"))


def summary_of(codes: list[str]) -> dict[str, Sum]:
    """By edition, in two queries, counted on indexes alone: no text is read.

    Not begun is what has no article and is not left out on purpose: just what the filter "missing" finds. It takes all
    stories and articles to count it. Where there are many, the number is some minutes old, and says so.
    """
    every = Article.objects.order_by()
    parts = [
        by_edition(every.filter(stale_since__isnull=False)),
        by_edition(every.at_stage(Stage.REVIEW)),
        by_edition(every.at_stage(Stage.APPROVED)),
        # The story that is one too many, if there is one.
        Story.objects.order_by("pk").values_list(Value(""), "pk")[MANY : MANY + 1],
    ]
    counted = {(part, row[0]): row[1] for part, row in fetch_union(parts)}
    is_about = (3, "") in counted
    missing = _kept_missing(codes) if is_about else _missing(codes)
    return {
        code: Sum(
            missing=missing[code],
            stale=counted.get((0, code), 0),
            review=counted.get((1, code), 0),
            approved=counted.get((2, code), 0),
            is_about=is_about,
        )
        for code in codes
    }


def _missing(codes: list[str]) -> dict[str, int]:
    every = Article.objects.order_by()
    left_out = Plan.objects.filter(is_declined=True).exclude(
        Exists(every.filter(story=OuterRef("story_id"), edition=OuterRef("edition_id")))
    )
    parts = [
        by_edition(every),
        by_edition(left_out.order_by()),
        Story.objects.order_by().annotate(all=Value("")).values_list("all").annotate(number=Count("pk")),
    ]
    counted: dict[tuple[int, str], int] = {(part, row[0]): row[1] for part, row in fetch_union(parts)}
    stories = counted.get((2, ""), 0)
    return {code: stories - counted.get((0, code), 0) - counted.get((1, code), 0) for code in codes}


def _kept_missing(codes: list[str]) -> dict[str, int]:
    kept: dict[str, int] = cache.get(_KEY) or {}
    if not set(codes) <= kept.keys():
        kept = _missing(codes)
        cache.set(_KEY, kept, KEPT_FOR)
    return kept
