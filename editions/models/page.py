from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editions.live import LiveQuerySet, Publishable
from editions.models.edition import Edition
from editions.models.frame import PartOfFrame
from editions.richtext.fields import RichTextField
from editions.scripts.controls import one_line
from editions.scripts.slugs import is_slug

# Addresses of sections, which no page may take (contract: addresses).
RESERVED_SLUGS = frozenset(
    "articles category topic people dossiers archive media publications search subscribe comments offline"
    " feed feed.json".split()
)


def check_slug(slug: str) -> None:
    if not is_slug(slug):
        raise ValidationError(_("An address is made of letters and digits of any script, joined by hyphens."))


class Page(models.Model):
    """A standing page, whatever the language: About, Contact."""

    key = models.CharField(
        _("key"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Small Latin letters, digits and hyphens."))],
        help_text=_("Its short name for editors, such as about."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.key


class PageEdition(PartOfFrame, Publishable):
    """A standing page as one edition publishes it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="texts", verbose_name=_("standing page"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pages", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=300)
    slug = models.CharField(_("address"), max_length=80, validators=[check_slug])
    body = RichTextField(_("text"), blank=True)
    # A page is nobody's own: it belongs to its edition.
    created_by_id: int | None = None

    objects = LiveQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("page of an edition")
        verbose_name_plural = _("pages of editions")
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["page", "edition"],
                name="editions_page_once",
                violation_error_message=_("This edition has this page already."),
            ),
            models.UniqueConstraint(
                fields=["edition", "slug"],
                name="editions_page_slug",
                violation_error_message=_("Another page of this edition has this address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("editions:page", args=[self.edition_id, self.slug])

    def clean(self) -> None:
        super().clean()
        self.title = one_line(self.title)
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address belongs to a section of the site; choose another.")})
