"""Reads of books."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from editions.columns import column
from editions.enums import State


class BookQuerySet(models.QuerySet):
    def live_in(self, code: str, now: datetime | None = None) -> Self:
        """Books that the edition lists at `now`: published, with a title and an address there."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False, f"{column('title', code)}__gt": ""},
            state=State.PUBLISHED,
            published_at__lte=now or timezone.now(),
        )
