"""Reads of what the desk keeps of its members."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

# An attempt takes seconds; one that has not come back by then was broken off, with the process that made it.
BROKEN_OFF = timedelta(minutes=10)


class NoticeMailQuerySet(models.QuerySet):
    def due(self, now: datetime | None = None) -> Self:
        """Whose moment has come, the longest waiting first."""
        return self.filter(due_at__lte=now or timezone.now()).order_by("due_at", "pk")

    def given_up(self, now: datetime | None = None) -> Self:
        """Which nothing tries again: refused for good, or too often, or broken off."""
        broken_off = Q(tried_at__lt=(now or timezone.now()) - BROKEN_OFF)
        return self.filter(~Q(error="") | broken_off, due_at=None)
