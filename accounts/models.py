from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role


def desk_languages() -> list[tuple[str, str]]:
    """The languages that the desk is translated into."""
    return settings.SHIPPED_LANGUAGES


class User(AbstractUser):
    """Someone who works at the desk. A superuser is an admin; others have a role in each edition given to them."""

    language = models.CharField(
        _("language of the desk"),
        max_length=12,
        blank=True,
        choices=desk_languages,
        help_text=_("Empty: as the browser asks."),
    )

    class Meta(AbstractUser.Meta):
        pass

    def roles(self) -> dict[str, str]:
        """The user's role by edition code, read once."""
        if not hasattr(self, "_roles"):
            self._roles = dict(self.memberships.values_list("edition_id", "role")) if self.pk else {}
        return self._roles


class Membership(models.Model):
    """A user's role in one edition."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    edition = models.ForeignKey("editions.Edition", models.CASCADE, verbose_name=_("edition"))
    role = models.CharField(_("role"), max_length=12, choices=Role)

    class Meta:
        verbose_name = _("role in an edition")
        verbose_name_plural = _("roles in editions")
        ordering = ["edition__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "edition"],
                name="accounts_one_role_an_edition",
                violation_error_message=_("This user has a role in this edition already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.get_role_display()}"
