"""Things with a name and an address in each edition."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editions.columns import any_label, column
from editions.scripts.controls import one_line
from editions.scripts.slugs import slugify


def unique_slug_constraints(prefix: str) -> list[models.BaseConstraint]:
    """One constraint an installed edition: its slugs are unique, absent ones (NULL) aside."""
    return [
        models.UniqueConstraint(
            fields=[column("slug", code)],
            name=f"{prefix}_slug_{code.replace('-', '_')}",
            condition=Q(**{f"{column('slug', code)}__isnull": False}),
            violation_error_message=_("Another one has this address already."),
        )
        for code in settings.MODELTRANSLATION_LANGUAGES
    ]


class Named(models.Model):
    """Keeps names on one line, and gives every edition that has a name an address."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return any_label(self, "name") or f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_slugs()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.fill_slugs()

    def address_in(self, code: str) -> str | None:
        """Its path in the edition; None where the edition has no name for it."""
        raise NotImplementedError

    def name_in(self, code: str) -> str:
        return getattr(self, column("name", code)) or ""

    def slug_in(self, code: str) -> str:
        return getattr(self, column("slug", code)) or ""

    def fill_slugs(self) -> None:
        """Derive missing addresses from names; drop those of editions without a name."""
        for code in settings.MODELTRANSLATION_LANGUAGES:
            name = one_line(getattr(self, column("name", code)) or "")
            setattr(self, column("name", code), name)
            given = getattr(self, column("slug", code))
            setattr(self, column("slug", code), (given or slugify(name) or None) if name else None)
