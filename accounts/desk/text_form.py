"""The form of one edition's text of a page or an issue."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.desk.edition_text_form import MOMENTS, EditionTextForm
from accounts.desk.merging import FilesCheckedOnce
from editions.richtext.fields import RichTextField
from editions.richtext.widgets import RichTextWidget


class TextForm(FilesCheckedOnce, EditionTextForm):
    """A subclass names model and fields; a text's version is the moment of its last save."""

    seen_field = "seen"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._dress(name, field)

    def known_address(self) -> str | None:
        return self.instance.get_absolute_url() if self.instance.pk else None

    def stored_version(self) -> str:
        moment: datetime | None = self.instance.updated_at if self.instance.pk else None
        return moment.isoformat() if moment else ""

    def stored_text(self) -> Any:
        return type(self.instance)._default_manager.filter(pk=self.instance.pk).first()

    def _dress(self, name: str, field: forms.Field) -> None:
        if name in {*MOMENTS, self.seen_field} or isinstance(field, forms.FileField):
            return
        if isinstance(self.instance._meta.get_field(name), RichTextField):
            field.widget = RichTextWidget(self.edition)
        self.dress_words(field, is_text=isinstance(field, forms.CharField) and name != "slug")

    def _get_validation_exclusions(self) -> set[str]:
        # The edition is given, not typed: rules that it takes part in (addresses) hold all the same.
        return super()._get_validation_exclusions() - {"edition", "state", *MOMENTS}

    def validate_constraints(self) -> None:
        """As the stock form does; a doubled address is told at its field."""
        exclude = self._get_validation_exclusions()
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                self.add_error("slug" if "slug" in getattr(constraint, "fields", ()) else None, error.messages)
