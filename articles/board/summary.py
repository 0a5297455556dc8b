"""How the editions stand in all: a line each, for the head of the board."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from articles.enums import Stage
from articles.models import Article, Plan, Story
from editions.unions import fetch_union


@dataclass
class Sum:
    """Of one edition: stories not begun, translations out of date, texts in review, approved ones."""

    missing: int = 0
    stale: int = 0
    review: int = 0
    approved: int = 0


def by_edition(rows: QuerySet) -> QuerySet:
    return rows.values_list("edition_id").annotate(number=Count("pk"))


def summary_of(codes: list[str]) -> dict[str, Sum]:
    """By edition. One query, counted on indexes alone: no text is read, however many articles there are.

    Not begun is what has no article and is not left out on purpose: just what the filter "missing" finds.
    """
    every = Article.objects.order_by()
    left_out = Plan.objects.filter(is_declined=True).exclude(
        Exists(every.filter(story=OuterRef("story_id"), edition=OuterRef("edition_id")))
    )
    parts = [
        by_edition(every),
        by_edition(every.filter(stale_since__isnull=False)),
        by_edition(every.at_stage(Stage.REVIEW)),
        by_edition(every.at_stage(Stage.APPROVED)),
        by_edition(left_out.order_by()),
        Story.objects.order_by().annotate(all=Value("")).values_list("all").annotate(number=Count("pk")),
    ]
    counted: dict[tuple[int, str], int] = {(part, row[0]): row[1] for part, row in fetch_union(parts)}
    stories = counted.get((5, ""), 0)
    return {
        code: Sum(
            missing=stories - counted.get((0, code), 0) - counted.get((4, code), 0),
            stale=counted.get((1, code), 0),
            review=counted.get((2, code), 0),
            approved=counted.get((3, code), 0),
        )
        for code in codes
    }
