import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.lint.house import UnsafePatternError, check_pattern
from editions.models.edition import Edition
from editions.scripts.controls import strip_controls


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
        self.pattern = strip_controls(self.pattern).strip()
        self.replacement = strip_controls(self.replacement)
        if not self.is_regex:
            return
        try:
            found = re.compile(self.pattern)
        except re.error as error:
            raise ValidationError({"pattern": _("This is no regular expression: %s") % error}) from error
        if found.search(""):
            raise ValidationError({"pattern": _("This expression finds nothing at all, everywhere.")})
        try:
            found.sub(self.replacement, "")
        except (re.error, IndexError) as error:
            told = _("This refers to a group that the expression does not have: %s")
            raise ValidationError({"replacement": told % error}) from error
        try:
            check_pattern(self.pattern)
        except UnsafePatternError as error:
            raise ValidationError(
                {"pattern": _("This expression can take for ever on some texts: it repeats what repeats.")}
            ) from error
