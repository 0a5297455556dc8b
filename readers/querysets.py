"""Reads of what readers have sent."""

from typing import Self

from django.db import models
from django.db.models import Q

from readers.enums import CommentState


class CommentQuerySet(models.QuerySet):
    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def shown(self) -> Self:
        """What readers see: approved ones, answers only where what they answer is approved too."""
        answered = Q(parent=None) | Q(parent__state=CommentState.APPROVED)
        return self.filter(answered, state=CommentState.APPROVED)

    def threads_of(self, article: int) -> Self:
        """Approved comments of an article that begin a thread."""
        return self.filter(article=article, parent=None, state=CommentState.APPROVED)

    def of_address(self, email: str) -> Self:
        """What came from a mail address, however it was spelled."""
        return self.filter(email__iexact=email)
