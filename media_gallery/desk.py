"""What the desk's forms need of the library, in this app and in those above."""

from typing import Any

from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest

from media_gallery.models import Image
from media_gallery.widgets import PictureWidget


class PicturesMixin:
    """Mixin of a ModelAdmin or inline: pictures are chosen from the library. Name their fields in `raw_id_fields`."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.remote_field.model is Image:
            kwargs["widget"] = PictureWidget(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
