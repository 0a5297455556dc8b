"""The form of what all editions of a thing share; it carries the form of one edition's text."""

from typing import Any, ClassVar

from django.forms import Media

from accounts.desk.merging import MergingForm
from accounts.desk.text_form import TextForm


class SharedForm(MergingForm):
    """`text_form` is None where the user may not write the edition's text."""

    text_form_class: ClassVar[type[TextForm]]
    text_options: ClassVar[dict[str, Any] | None]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_form: TextForm | None = None
        if self.text_options is not None:
            data, files = (self.data, self.files) if self.is_bound else (None, None)
            self.text_form = self.text_form_class(data, files, prefix="text", **self.text_options)
        # Inlines of the text are made with the instance alone.
        self.instance.desk_form = self

    def is_valid(self) -> bool:
        mine = super().is_valid()
        return (self.text_form is None or self.text_form.is_valid()) and mine

    def is_multipart(self) -> bool:
        return super().is_multipart() or bool(self.text_form and self.text_form.is_multipart())

    @property
    def media(self) -> Media:
        return super().media + (self.text_form.media if self.text_form else Media())

    @property
    def writes_text(self) -> bool:
        form = self.text_form
        return form is not None and (form.has_changed() or form.state_changes)
