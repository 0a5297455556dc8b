from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SeriesKind(TextChoices):
    NEWSLETTER = "newsletter", _("newsletter")
    BRIEF = "brief", _("brief")
    BOOKS = "books", _("list of books")


class ReleaseState(TextChoices):
    PLANNED = "planned", _("planned")
    SET = "set", _("set to go live")
    DONE = "done", _("released")
    CANCELLED = "cancelled", _("cancelled")
