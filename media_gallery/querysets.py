"""Reads of media items."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from editions.columns import column
from editions.enums import State


class MediaItemQuerySet(models.QuerySet):
    def live_in(self, code: str, now: datetime | None = None) -> Self:
        """Items that the edition shows at `now`: published, with a title and an address there."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False, f"{column('title', code)}__gt": ""},
            state=State.PUBLISHED,
            published_at__lte=now or timezone.now(),
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")
