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


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralPicturesField(forms.FileField):
    """Any number of files, unchecked: `store_image` says of each whether it is a picture."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralPicturesField, self).clean(file, initial) for file in files]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPTED}
