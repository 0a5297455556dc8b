"""Reads of media items."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from editions.columns import column
from editions.enums import State

# What drawing a picture needs of its image, besides its words in the edition.
IMAGE_FIELDS = ("file", "digest", "width", "height", "focal_x", "focal_y", "is_decorative", "renditions")


def image_columns(code: str, path: str = "image") -> list[str]:
    """The columns of an image, reached over `path`, that drawing it in the edition needs."""
    return [
        *(f"{path}__{name}" for name in IMAGE_FIELDS),
        *(f"{path}__{column(name, code)}" for name in ("alt", "caption", "credit")),
    ]


class MediaItemQuerySet(models.QuerySet):
    def live_in(self, code: str, now: datetime | None = None) -> Self:
        """Items that the edition shows at `now`: published, with a title and an address there."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False, f"{column('title', code)}__gt": ""},
            state=State.PUBLISHED,
            published_at__lte=now or timezone.now(),
        )

    def was_live_in(self, code: str, now: datetime | None = None) -> Self:
        """Items that readers of the edition may have seen and that are withdrawn."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False},
            state=State.WITHDRAWN,
            published_at__lte=now or timezone.now(),
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_cards(self, code: str) -> Self:
        """What a grid shows of items of the edition: title, address and picture; no text."""
        names = ("kind", "published_at", column("title", code), column("slug", code))
        return self.select_related("image").only(*names, *image_columns(code))
