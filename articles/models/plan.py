from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story
from editions.models import Edition
from editions.years import check_years


class Plan(models.Model):
    """What an edition means to do with a story, whether or not it has begun an article of it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="plans", verbose_name=_("story"))
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("given to"),
    )
    planned_for = models.DateField(
        _("planned for"), null=True, blank=True, help_text=_("A plan that may move; what is scheduled is ready.")
    )
    is_declined = models.BooleanField(_("deliberately not in this edition"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(fields=["story", "edition"], name="articles_plan_once"),
            models.CheckConstraint(
                name="articles_declined_has_reason",
                condition=models.Q(is_declined=False) | ~models.Q(reason=""),
                violation_error_message=_("Say why this edition leaves the story out."),
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "planned_for"], name="articles_planned"),
            models.Index(fields=["assignee", "edition"], name="articles_assigned"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.story}"

    def clean(self) -> None:
        super().clean()
        check_years(self, "planned_for")


class Note(models.Model):
    """A remark of the desk on an article or one of its blocks; readers never see it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes", verbose_name=_("article"))
    block = models.CharField(max_length=16, blank=True)
    # The block's words when it was made: it may be rewritten or gone since.
    quote = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField(_("text"), max_length=4000)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("at"), default=timezone.now)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
