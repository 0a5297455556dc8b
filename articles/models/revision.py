from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import RevisionKind


class Revision(models.Model):
    """A text of an article as it was kept once. What it holds is packed: read it by `articles.revisions.text_of`."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=9, choices=RevisionKind)
    # The article's version when this text was begun: what has been saved since is not known to it.
    version = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    packed = models.BinaryField()
    # The text that `packed` says the difference to; None: it is whole.
    base = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("at"), default=timezone.now)
    # One opening of the form: what is kept while writing is folded into its one revision.
    session = models.CharField(max_length=32, blank=True)
    note = models.CharField(_("why"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_minor = models.BooleanField(_("minor"), default=False)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articles_revision_number"),
            models.UniqueConstraint(
                fields=["article", "session"],
                condition=models.Q(kind=RevisionKind.AUTOSAVE),
                name="articles_one_autosave_a_session",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.number}: {self.get_kind_display()}"

    @property
    def by_name(self) -> str:
        """Who made it, as the desk calls them; empty: the site itself, or somebody who is gone."""
        return (self.made_by.get_full_name() or self.made_by.get_username()) if self.made_by else ""


class Presence(models.Model):
    """Somebody has the article's form open; renewed while they have."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    session = models.CharField(max_length=32)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "session"], name="articles_presence_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.article_id}"
