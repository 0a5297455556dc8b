"""What "live" means, said once: published, its moment has come, not over, in a visible edition."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions.enums import State
from editions.years import check_years


class LiveQuerySet(models.QuerySet):
    """Rows that an edition publishes."""

    def in_edition(self, code: str) -> Self:
        return self.filter(edition_id=code)

    def live(self, now: datetime | None = None) -> Self:
        """Rows that readers may see at `now`. A value, not the database's clock, so that an index serves it."""
        now = now or timezone.now()
        return self.filter(
            Q(unpublish_at__isnull=True) | Q(unpublish_at__gt=now),
            state=State.PUBLISHED,
            published_at__lte=now,
            edition__is_visible=True,
        )

    def was_live(self, now: datetime | None = None) -> Self:
        """Rows that readers may have seen and that are withdrawn, by hand or because their time is over."""
        now = now or timezone.now()
        over = Q(state=State.WITHDRAWN) | Q(state=State.PUBLISHED, unpublish_at__lte=now)
        return self.filter(over, published_at__lte=now)


class Publishable(models.Model):
    """A text that one edition publishes: its state and its moments."""

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    unpublish_at = models.DateTimeField(_("withdraw at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_moment",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("What is published needs the moment of its publication."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(unpublish_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(unpublish_at__gt=models.F("published_at")),
                violation_error_message=_("The moment of withdrawal must come after that of publication."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.state == State.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()
        check_years(self, "published_at", "unpublish_at")

    @property
    def section_id(self) -> int | None:
        """Key of the category it lies in; None: in none, as an issue or a standing page."""
        return None

    @property
    def live_since(self) -> datetime:
        """The moment of its publication; ValueError of what has none."""
        if self.published_at is None:
            raise ValueError(f"{self!r} is not published.")
        return self.published_at

    def is_live(self, now: datetime | None = None) -> bool:
        """Whether readers see this row at `now`, apart from the visibility of its edition."""
        now = now or timezone.now()
        return bool(
            self.state == State.PUBLISHED
            and self.published_at
            and self.published_at <= now
            and (self.unpublish_at is None or self.unpublish_at > now)
        )

    @property
    def is_scheduled(self) -> bool:
        return bool(self.state == State.PUBLISHED and self.published_at and self.published_at > timezone.now())
