from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editions.enums import State
from editions.live import Publishable
from editions.models import Edition
from editions.richtext.fields import RichTextField
from editions.scripts.controls import one_line
from editions.years import check_years
from publications.documents import check_pdf, document_path, epub_path, size_of
from publications.enums import CoverFrom, SeriesKind
from publications.models.series import Series
from publications.querysets import IssueQuerySet


class Issue(models.Model):
    """One number of a periodical, whatever the language."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="issues", verbose_name=_("series"))
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])
    issued_on = models.DateField(_("date"))
    cover = models.ForeignKey(
        "media_gallery.Image", models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("cover")
    )
    cover_from = models.CharField(
        _("how the cover is made"), max_length=8, choices=CoverFrom, default=CoverFrom.PICTURE
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="publications_issue_number",
                violation_error_message=_("This series has an issue of this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.number}"

    def clean(self) -> None:
        super().clean()
        check_years(self, "issued_on")
        series = Series.objects.filter(pk=self.series_id).first()
        if series and series.kind == SeriesKind.BOOKS:
            raise ValidationError({"series": _("This series lists books; issues belong to a periodical.")})


class IssueEdition(Publishable):
    """An issue as one edition publishes it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="texts", verbose_name=_("issue"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="issues", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=300)
    lead = RichTextField(_("lead"), blank=True)
    pdf = models.FileField(_("PDF"), max_length=200, upload_to=document_path, blank=True, validators=[check_pdf])
    pdf_size = models.PositiveBigIntegerField(null=True, editable=False)
    # The PDF is ours and may be made anew; one that was uploaded is nobody's to replace (publications/printing).
    pdf_is_made = models.BooleanField(default=False, editable=False)
    epub = models.FileField(_("EPUB"), max_length=200, upload_to=epub_path, blank=True, editable=False)
    epub_size = models.PositiveBigIntegerField(null=True, editable=False)
    # The cover that was drawn for this edition, or taken from its PDF (publications/covers).
    drawn_cover = models.JSONField(default=dict, blank=True, editable=False)
    # Which edition's contents it took over, and what stood there then (publications/composing/taking.py).
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("taken from")
    )
    seen_of_source = models.JSONField(default=list, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("written by")
    )

    objects = IssueQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("issue of an edition")
        verbose_name_plural = _("issues of editions")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["issue", "edition"],
                name="publications_issue_once",
                violation_error_message=_("This edition has this issue already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["edition", "-published_at", "-id"],
                name="publications_newest",
                condition=Q(state=State.PUBLISHED),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publications:entry", args=[self.edition_id, self.issue.series.slug, str(self.issue.number)])

    def clean(self) -> None:
        super().clean()
        self.title = one_line(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.pdf or not self.pdf._committed:  # type: ignore[attr-defined]
            self.pdf_is_made = False
        self.pdf_size = size_of(self.pdf, self.pdf_size)
        super().save(*args, **kwargs)
