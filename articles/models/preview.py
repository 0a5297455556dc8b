from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLinkQuerySet(models.QuerySet):
    def working(self) -> Self:
        """Those that still lead somewhere."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())


class PreviewLink(models.Model):
    """An address by which somebody outside reads a draft for some days. Its token is `articles.preview_links`'s."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="preview_links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["expires_at", "pk"]
        constraints = [
            models.CheckConstraint(name="articles_preview_link_lasts", condition=Q(expires_at__gt=F("made_at")))
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_working(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now()
