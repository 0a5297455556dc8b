import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.models.edition import Edition


class HouseRule(models.Model):
    """A rule of the house for the words of one edition, or of all of them; the language lint applies it."""

    edition = models.ForeignKey(
        Edition,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("edition"),
        help_text=_("Empty: in all editions."),
    )
    pattern = models.CharField(_("write not"), max_length=200)
    is_regex = models.BooleanField(_("a regular expression"), default=False)
    replacement = models.CharField(_("but"), max_length=200, blank=True)
    message = models.CharField(_("because"), max_length=300, blank=True)
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering = ["edition__position", "pattern"]

    def __str__(self) -> str:
        return f"{self.pattern} → {self.replacement}" if self.replacement else self.pattern

    def clean(self) -> None:
        super().clean()
        if not self.is_regex:
            return
        try:
            found = re.compile(self.pattern)
        except re.error as error:
            raise ValidationError({"pattern": _("This is no regular expression: %s") % error}) from error
        if found.search(""):
            raise ValidationError({"pattern": _("This expression finds nothing at all, everywhere.")})
