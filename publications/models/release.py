from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editions.years import check_years
from publications.enums import ReleaseState
from publications.models.issue import IssueEdition


class Release(models.Model):
    """Articles and issues, of whatever editions, that go live at one instant: all of them or none."""

    name = models.CharField(_("name"), max_length=120)
    goes_live_at = models.DateTimeField(_("goes live at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=ReleaseState, default=ReleaseState.PLANNED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        check_years(self, "goes_live_at")


class ReleaseItem(models.Model):
    """One text of a release."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="items", verbose_name=_("release"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    issue = models.ForeignKey(
        IssueEdition, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("issue")
    )

    class Meta:
        verbose_name = _("part of a release")
        verbose_name_plural = _("parts of a release")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="publications_release_item_is_one",
                condition=Q(article__isnull=False, issue__isnull=True) | Q(article__isnull=True, issue__isnull=False),
                violation_error_message=_("Choose an article or an issue."),
            ),
            models.UniqueConstraint(fields=["release", "article"], name="publications_release_article_once"),
            models.UniqueConstraint(fields=["release", "issue"], name="publications_release_issue_once"),
        ]

    def __str__(self) -> str:
        return str(self.article or self.issue)

    def clean(self) -> None:
        super().clean()
        if bool(self.article_id) is bool(self.issue_id):
            raise ValidationError(_("Choose an article or an issue."))
