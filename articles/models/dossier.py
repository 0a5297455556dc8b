from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.named import Named, unique_slug_constraints
from articles.models.story import Story


class Dossier(Named):
    """Stories that belong together and are read in an order: a series of parts, or all there is on one matter."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    image = models.ForeignKey(
        "media_gallery.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-pk"]
        constraints = unique_slug_constraints("dossier")

    def address_in(self, code: str) -> str | None:
        return reverse("articles:dossier", args=[code, self.slug_in(code)]) if self.slug_in(code) else None


class DossierPart(models.Model):
    """A story's place in a dossier; readers of an edition see those that it has published."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="parts", verbose_name=_("dossier"))
    story = models.ForeignKey(Story, models.CASCADE, related_name="dossier_parts", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "story"],
                name="articles_dossier_part_once",
                violation_error_message=_("This story is part of the dossier already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.story)
