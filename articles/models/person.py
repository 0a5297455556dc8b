from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import Named, unique_slug_constraints
from editions.addresses import address_of


class Person(Named):
    """An author, translator, photographer, cartoonist or source, with a name and a life in each edition."""

    name = models.CharField(_("name"), max_length=160, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        "media_gallery.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    is_organisation = models.BooleanField(_("organisation"), default=False)
    address = models.URLField(_("web address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["pk"]
        constraints = unique_slug_constraints("person")

    def address_in(self, code: str) -> str | None:
        return address_of("articles:person", code, self.slug_in(code)) if self.slug_in(code) else None
