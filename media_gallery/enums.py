from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kinds of media items; the value is their part of the address (contract)."""

    CARTOONS = "cartoons", _("Cartoons")
    NEWSPICS = "newspics", _("NewsPics")
    PHOTOS = "photos", _("Photo Gallery")
    VIDEOS = "videos", _("Videos")
