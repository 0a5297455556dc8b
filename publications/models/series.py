from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editions.columns import any_label
from editions.models.frame import PartOfFrame
from publications.enums import SeriesKind


class Series(PartOfFrame):
    """A periodical, or the list of books."""

    kind = models.CharField(_("kind"), max_length=10, choices=SeriesKind, default=SeriesKind.NEWSLETTER)
    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small Latin letters, digits and hyphens."))],
        help_text=_("The same in all editions, such as newsletter."),
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    is_printed = models.BooleanField(
        _("PDF and EPUB are made by themselves"),
        default=False,
        help_text=_(
            "Whenever a published issue is saved and differs from what was made. A PDF that was uploaded stays."
        ),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return any_label(self, "name") or self.slug

    def address_in(self, code: str) -> str:
        return reverse("publications:series", args=[code, self.slug])
