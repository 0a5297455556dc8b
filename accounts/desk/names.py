"""Names for the fields of the desk that have no label of their own beside them."""

from typing import Any

from django.forms import BaseModelFormSet, Field, Form
from django.forms.widgets import FileInput, MultiWidget
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class NamedRows(BaseModelFormSet):
    """The fields of a list that is changed in place: each is named by its column and by the thing of its row."""

    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        thing = getattr(form, "instance", None)
        if thing is None or thing.pk is None:
            return
        for bound in form.visible_fields():
            names = {"field": capfirst(str(bound.label)), "thing": thing}
            bound.field.widget.attrs.setdefault("aria-label", _("%(field)s: %(thing)s") % names)


def name_part(field: Field | None) -> None:
    """A file's field is shown in a group with what is kept in it; the group's name is its own too."""
    widget: Any = getattr(field, "widget", None)
    if isinstance(widget, FileInput) and not isinstance(widget, MultiWidget) and field is not None:
        widget.attrs.setdefault("aria-label", capfirst(str(field.label or "")))
