from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of an edition's desk may do in that edition. Admins need no role: they may do all."""

    AUTHOR = "author", _("Author: writes own drafts")
    EDITOR = "editor", _("Editor: writes and publishes")


# The bare words, for lists.
ROLE_NAMES = {Role.AUTHOR: _("author"), Role.EDITOR: _("editor")}
