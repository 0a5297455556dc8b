"""The form field of a picture's upload."""

from typing import Any

from django import forms

from media_gallery.uploads import check_image

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class PictureField(forms.FileField):
    """A picture that `store_image` takes; what it refuses is this field's error, in the same words.

    Django's own ImageField knows other formats, and no limit.
    """

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            check_image(file)
        return file

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPTED}
