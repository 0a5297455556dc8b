from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.columns import any_label
from editions.models.frame import PartOfFrame


class MenuItem(PartOfFrame):
    """One entry of the menu. The tree is shared; each edition names its entries and may hide them."""

    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    label = models.CharField(_("label"), max_length=60, blank=True)
    is_hidden = models.BooleanField(_("hidden"), default=False)
    target = models.CharField(_("leads to"), max_length=80, blank=True, help_text=_("Or give an address below."))
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        help_text=_("A path such as /en/about/ or https://…; used where no target is chosen."),
    )

    class Meta:
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return any_label(self, "label") or self.target or self.address

    def clean(self) -> None:
        super().clean()
        if self.address and not self.address.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"address": _("An address begins with / or https://.")})
        if self.address.startswith("//"):
            raise ValidationError({"address": _("An address begins with / or https://.")})
        if self.target and self.address:
            raise ValidationError({"address": _("Choose a target or give an address, not both.")})
        if self.parent_id and (self.parent_id == self.pk or (self.parent and self.parent.parent_id)):
            raise ValidationError({"parent": _("A menu has two levels; choose an entry of the first.")})
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": _("This entry has entries of its own, so it stays on the first level.")})
