from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from editions.years import check_years
from publications.enums import ReleaseState
from publications.models.issue import IssueEdition
from publications.querysets import ReleaseItemQuerySet


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

    @property
    def stands(self) -> ReleaseState:
        """Its state at this moment: one that was set is done once its moment has come, and nothing had to run."""
        if self.state == ReleaseState.SET and self.goes_live_at and self.goes_live_at <= timezone.now():
            return ReleaseState.DONE
        return ReleaseState(self.state)

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed: it was not set, or it was called off."""
        return self.stands in {ReleaseState.PLANNED, ReleaseState.CANCELLED}


class ReleaseItem(models.Model):
    """One text of a release."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="items", verbose_name=_("release"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    issue = models.ForeignKey(
        IssueEdition, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("issue")
    )

    # What it was when the release was set, so that calling that off brings it back (publications/releases.py).
    before = models.JSONField(default=dict, blank=True, editable=False)

    objects = ReleaseItemQuerySet.as_manager()

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
        return str(self.text)

    @property
    def text(self) -> Article | IssueEdition:
        """What goes live: an article or an issue, of one edition."""
        text = self.article or self.issue
        if text is None:
            raise ValueError("A part of a release that is neither an article nor an issue.")
        return text

    def clean(self) -> None:
        super().clean()
        if bool(self.article_id) is bool(self.issue_id):
            raise ValidationError(_("Choose an article or an issue."))
