"""Reads of what the desk keeps of its members."""

from typing import Self

from django.db import models


class NoticeMailQuerySet(models.QuerySet):
    def given_up(self) -> Self:
        """Which nothing tries again: refused for good, or too often."""
        return self.filter(due_at=None).exclude(error="")
