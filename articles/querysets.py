"""Reads of articles; each method names the columns that a page needs."""

from typing import Self

from editions.columns import column
from editions.live import LiveQuerySet

# What a card in a list shows; no body.
CARD_FIELDS = ("edition_id", "title", "slug", "standfirst", "published_at", "story_id")
IMAGE_FIELDS = ("file", "digest", "width", "height", "focal_x", "focal_y", "is_decorative", "renditions")


class ArticleQuerySet(LiveQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_list(self, code: str) -> Self:
        """Articles of the edition with what their cards show: category, picture and the people of the byline."""
        return (
            self.select_related("story__category", "story__image")
            .only(
                *CARD_FIELDS,
                "story__category__" + column("name", code),
                "story__category__" + column("slug", code),
                *(f"story__image__{name}" for name in IMAGE_FIELDS),
                *(f"story__image__{column(name, code)}" for name in ("alt", "caption", "credit")),
            )
            .prefetch_related("story__credits__person")
        )
