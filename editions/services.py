"""Writes that touch more than one edition."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editions.models import Edition
from editions.models.frame import touch_frames


@transaction.atomic
def make_default(*, edition: Edition) -> None:
    """Let `/` lead to this edition where a browser asks for none; the one before stops being it at the same moment.

    Raises:
        ValidationError: the edition is hidden from readers.
    """
    if not edition.is_visible:
        raise ValidationError(_("The default edition must be shown to readers."))
    # Locked first, so that two admins who choose at once choose one after the other.
    list(Edition.objects.select_for_update().filter(is_default=True))
    Edition.objects.filter(is_default=True).exclude(pk=edition.pk).update(is_default=False)
    Edition.objects.filter(pk=edition.pk).update(is_default=True)
    edition.is_default = True
    touch_frames()
