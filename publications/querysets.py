"""Reads of issues and books; each method names the columns that a page needs."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from articles.querysets import IMAGE_FIELDS
from editions.columns import column
from editions.enums import State
from editions.live import LiveQuerySet
from publications.enums import ReleaseState, SeriesKind


def cover_columns(code: str, path: str = "cover") -> list[str]:
    """The columns of a cover, reached over `path`, that drawing it in the edition needs."""
    return [
        *(f"{path}__{name}" for name in IMAGE_FIELDS),
        *(f"{path}__{column(name, code)}" for name in ("alt", "caption", "credit")),
    ]


class IssueQuerySet(LiveQuerySet):
    """Issues as editions publish them."""

    def in_series(self, slug: str) -> Self:
        return self.filter(issue__series__slug=slug)

    def of_periodicals(self) -> Self:
        """Without those filed under a list of books, where the pages of a series are those of its books."""
        return self.exclude(issue__series__kind=SeriesKind.BOOKS)

    def listed_in(self, code: str, now: datetime | None = None) -> Self:
        """Live issues of the edition whose series it names: without a name a series has no page."""
        live = self.in_edition(code).live(now).of_periodicals()
        return live.filter(**{f"issue__series__{column('name', code)}__gt": ""})

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_covers(self, code: str, *more: str) -> Self:
        """What a cover in a grid shows: title, number, date and picture; and the columns named in `more`."""
        return self.select_related("issue__series", "issue__cover").only(
            *more,
            "edition_id",
            "title",
            "published_at",
            "pdf",
            "drawn_cover",
            "issue__number",
            "issue__issued_on",
            "issue__cover_from",
            "issue__series__slug",
            f"issue__series__{column('name', code)}",
            *cover_columns(code, "issue__cover"),
        )

    def of_same_issue(self, series: str, number: int, now: datetime | None = None) -> Self:
        """Live texts of one number, whatever the edition: one query gives an issue and its translations."""
        return (
            self.live(now)
            .filter(issue__series__slug=series, issue__number=number)
            .select_related("issue__series", "issue__cover")
            .order_by("edition__position")
        )


class BookQuerySet(models.QuerySet):
    def live_in(self, code: str, now: datetime | None = None) -> Self:
        """Books that the edition lists at `now`: published, with a title and an address there, in a series it names."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False},
            **{f"{path}__gt": "" for path in (column("title", code), f"series__{column('name', code)}")},
            state=State.PUBLISHED,
            published_at__lte=now or timezone.now(),
        )

    def was_live_in(self, code: str, now: datetime | None = None) -> Self:
        """Books that readers of the edition may have seen and that are withdrawn."""
        return self.filter(
            **{f"{column('title', code)}__gt": ""}, state=State.WITHDRAWN, published_at__lte=now or timezone.now()
        )

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_covers(self, code: str) -> Self:
        """What a cover in a grid shows: title, subtitle and picture."""
        names = [column(name, code) for name in ("title", "subtitle", "slug")]
        return self.select_related("series", "cover").only(
            *names, "published_at", "series__slug", f"series__{column('name', code)}", *cover_columns(code)
        )


class ReleaseItemQuerySet(models.QuerySet):
    def waiting(self, now: datetime | None = None) -> Self:
        """Parts of releases that were set and whose moment has not come."""
        return self.filter(release__state=ReleaseState.SET, release__goes_live_at__gt=now or timezone.now())

    def in_hand(self, now: datetime | None = None) -> Self:
        """Parts of releases that are being prepared or wait."""
        planned = models.Q(release__state=ReleaseState.PLANNED)
        waits = models.Q(release__state=ReleaseState.SET, release__goes_live_at__gt=now or timezone.now())
        return self.filter(planned | waits)

    def with_texts(self) -> Self:
        """With all that the desk says of them."""
        return self.select_related(
            "article__edition",
            "article__story",
            "article__created_by",
            "article__pending__base",
            "issue__edition",
            "issue__issue__series",
        )
