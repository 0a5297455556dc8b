from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.scripts.controls import one_line
from publications.enums import EntryKind
from publications.models.issue import IssueEdition


class IssueEntry(models.Model):
    """One line of "Inside this issue": an article, an entry of its own, or the heading of a section."""

    text = models.ForeignKey(IssueEdition, models.CASCADE, related_name="entries", verbose_name=_("issue"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=EntryKind, default=EntryKind.ARTICLE)
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="issue_entries",
        verbose_name=_("article"),
    )
    # What stands here once this edition has it: a gap in an issue that was taken over from another edition.
    story = models.ForeignKey(
        "articles.Story", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    teaser = models.TextField(_("teaser"), max_length=1000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    image = models.ForeignKey(
        "media_gallery.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issue_entries",
        verbose_name=_("picture"),
    )
    is_lead = models.BooleanField(_("lead"), default=False)
    # Key of the entry it was taken over from, which may be gone by now; whether its words are still that edition's.
    taken_from = models.BigIntegerField(null=True, blank=True, editable=False)
    is_untranslated = models.BooleanField(_("still to be translated"), default=False, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("inside this issue")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading or (self.article.title if self.article else "")

    @property
    def used_in(self) -> IssueEdition:
        """What uses its picture, as the library tells it."""
        return self.text

    @property
    def is_gap(self) -> bool:
        """Whether it keeps a place for an article that this edition does not have."""
        return self.kind == EntryKind.ARTICLE and self.article_id is None and self.story_id is not None

    def clean(self) -> None:
        super().clean()
        self.heading = one_line(self.heading)
        if self.kind != EntryKind.ARTICLE:
            self.article = None
        elif not self.article_id and not self.story_id and self.heading:
            # What has words and names no article is an entry of its own.
            self.kind = EntryKind.OWN
        if self.kind != EntryKind.OWN:
            self.link = ""
        if self.kind == EntryKind.SECTION:
            self.teaser, self.image, self.is_lead = "", None, False
        if not self.article_id and not self.story_id and not self.heading:
            raise ValidationError(_("An entry needs an article or a heading."))
        text = getattr(self, "text", None)
        if text and self.article and text.edition_id != self.article.edition_id:
            raise ValidationError({"article": _("This article belongs to another edition.")})
