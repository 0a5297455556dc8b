"""Reads of what readers have sent."""

from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from articles.models import Article
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


class WishQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those whose address is known to be their own, and who were not told yet."""
        return self.filter(confirmed_at__isnull=False, told_at=None)

    def fulfilled(self) -> Self:
        """What was wished for is there for readers to see."""
        there = Article.objects.live().filter(story=OuterRef("story_id"), edition=OuterRef("edition_id"))
        return self.filter(Exists(there), edition__is_visible=True)

    def of_address(self, email: str) -> Self:
        return self.filter(email__iexact=email)

    def counted(self, stories: list[int]) -> dict[tuple[int, str], int]:
        """How many wait, by story and edition."""
        rows = self.waiting().filter(story__in=stories).order_by().values_list("story_id", "edition_id")
        return {(story, code): number for story, code, number in rows.annotate(number=Count("pk"))}
