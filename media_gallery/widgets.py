"""How a picture of the library is chosen in a form."""

import json
from typing import Any

from django.contrib.admin.sites import site
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.db.models import ForeignKey
from django.forms import Script
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from editions.richtext.words import editor_words
from media_gallery.models import Image
from media_gallery.pictures import image_url

THUMBNAIL_WIDTH = 320


class PictureWidget(ForeignKeyRawIdWidget):
    """The number of a picture, with the picture itself; a script adds the library's dialog (static/desk/picture.js)."""

    template_name = "media_gallery/widgets/picture.html"

    class Media:
        css = {"all": ["desk/editor/editor.css", "desk/picture.css"]}
        js = [Script("desk/picture.js", type="module")]

    def __init__(self, field: ForeignKey, **kwargs: Any) -> None:
        super().__init__(field.remote_field, site, **kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.image: Image | None = None
        context = super().get_context(name, value, attrs)
        if image := self.image:
            context["thumbnail"] = image_url(image, THUMBNAIL_WIDTH)
            context["image"] = image
        context["library"] = json.dumps(
            {
                "words": {**editor_words(), "choose": _("Choose or upload"), "clear": _("Remove")},
                "libraryUrl": reverse("library"),
                "uploadUrl": reverse("library-upload"),
            },
            ensure_ascii=False,
        )
        return context

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        """The stock way reads the picture for its label; here it is read once, for the page to show it too."""
        self.image = Image.objects.filter(pk=value).first() if str(value).isdecimal() else None
        if self.image is None:
            return "", ""
        address = reverse("admin:media_gallery_image_change", args=[self.image.pk])
        return Truncator(self.image).words(14), address
