"""Reads of articles; each method names the columns that a page needs."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, TextField, Value, When
from django.utils import timezone

from articles.enums import Stage
from editions.columns import column
from editions.live import LiveQuerySet

# What an article's page tells of its source.
LAG_FIELDS = ("source_id", "translated_at", "n_changed", "n_removed", "n_missing")
# What a card in a list shows; no body.
CARD_FIELDS = ("edition_id", "title", "slug", "standfirst", "published_at", "story_id", "version", "n_comments")
IMAGE_FIELDS = ("file", "digest", "width", "height", "focal_x", "focal_y", "is_decorative", "renditions")


def card_columns(code: str) -> list[str]:
    """The columns of an article's card: its own, its category's and its picture's in the edition."""
    return [
        *CARD_FIELDS,
        "story__comments",
        *(f"story__category__{column(name, code)}" for name in ("name", "slug")),
        *(f"story__image__{name}" for name in IMAGE_FIELDS),
        *(f"story__image__{column(name, code)}" for name in ("alt", "caption", "credit")),
    ]


class ArticleQuerySet(LiveQuerySet):
    def with_section(self) -> Self:
        """With what the gate asks for: the category of their stories, the edition of their sources."""
        return self.annotate(section=F("story__category_id"), source_code=F("source__edition_id"))

    def at_stage(self, *stages: str) -> Self:
        """Texts that have left their writers' hands, at one of `stages`."""
        # The second condition is the index's own (articles_stage): databases use it where they see it said.
        return self.filter(stage__in=stages).exclude(stage=Stage.WRITING)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_list(self, code: str, *more: str) -> Self:
        """What cards show of articles of the edition, and further columns: category and picture; bylines are
        `cards_of`'s to add."""
        return self.select_related("story__category", "story__image").only(*card_columns(code), *more)

    def for_programs(self, code: str) -> Self:
        """What the API says of articles in lists: cards, and when they changed."""
        return self.select_related("story__category", "story__image").only(*card_columns(code), "updated_at")

    def for_feed(self, code: str) -> Self:
        """What feeds carry: cards and whole bodies."""
        return self.select_related("story__category", "story__image").only(*card_columns(code), "body", "updated_at")

    def of_same_story(self, code: str, slug: str, now: datetime | None = None) -> Self:
        """Live articles of the story that `slug` tells in the edition, bodies of other editions left out.

        One query gives an article and its translations.
        """
        here = self.model._default_manager.filter(edition=code, slug=slug).values("story_id")[:1]
        return (
            self.live(now)
            .filter(story_id=here)
            .select_related("story__category", "story__image")
            .only(*card_columns(code), *LAG_FIELDS, "updated_at", "pending_at", "story__category__parent_id")
            .annotate(
                own_body=Case(When(edition=code, then=F("body")), default=Value(""), output_field=TextField()),
            )
            .order_by("edition__position")
        )


class PlacementQuerySet(models.QuerySet):
    """Lists of a category, topic or person. One table holds the list's key and its order, so that one index serves
    both; joining it from the articles' side would not (docs/adr/0003)."""

    def on_shelf(self, shelf: str, target: int, code: str, now: datetime | None = None) -> Self:
        """Places of articles that are live at `now`; only published ones have places."""
        now = now or timezone.now()
        return self.filter(
            Q(article__unpublish_at__isnull=True) | Q(article__unpublish_at__gt=now),
            edition=code,
            shelf=shelf,
            target_id=target,
            published_at__lte=now,
        )

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-article_id")

    def for_list(self, code: str) -> Self:
        """With what the cards of their articles show."""
        return self.select_related("article__story__category", "article__story__image").only(
            "published_at", "article_id", *(f"article__{name}" for name in card_columns(code))
        )
