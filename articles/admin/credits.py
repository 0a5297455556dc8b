"""The rows of people and source on the story page."""

from typing import Any

from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from editions.registry import all_editions


class CreditFormSet(BaseInlineFormSet):
    """Sees two new rows that say the same: each alone would be right, and the database would refuse the second."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Beside the person stands one button only, which adds somebody new: what a person is has a page of its own."""
        super().add_fields(form, index)
        widget = form.fields["person"].widget
        if form.instance.person_id:
            widget.widget.know([form.instance.person])
        edition = form.fields["edition"]
        edition.choices = [("", edition.empty_label), *((code, str(one)) for code, one in all_editions().items())]
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        form.fields["address"].widget.attrs["placeholder"] = " "

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None)
            if not values or values.get("DELETE") or not values.get("person"):
                continue
            key = (values["person"], values.get("role"), values.get("edition"))
            if key in seen:
                form.add_error("person", _("This person is credited with this role already."))
            seen.add(key)
