"""Two people save one thing at once: each writes what they changed, and nobody's words are lost unseen."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _


class FilesCheckedOnce:
    """Mixin of a model form: a stored file was checked when it came; it is not read again at every save."""

    def _get_validation_exclusions(self) -> set[str]:
        files = {name for name, field in self.fields.items() if isinstance(field, forms.FileField)}
        return super()._get_validation_exclusions() | (files - set(self.changed_data))


class MergingForm(FilesCheckedOnce, forms.ModelForm):
    """Knows what its user changed since the page was opened (by hidden initial values), and saves only that.

    Where somebody else has changed the same field meanwhile the form comes back once, saying what stands there now;
    sent again it overwrites knowingly.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Columns that cleaning itself has filled in.
        self.derived: set[str] = set()
        self._loaded = {
            field.name: self.instance.__dict__.get(field.attname) for field in self.instance._meta.concrete_fields
        }
        if not self.instance._state.adding:
            for field in self.fields.values():
                field.show_hidden_initial = not isinstance(field, forms.FileField)

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a field that this user is not shown is for others to mend."""
        if hasattr(errors, "error_dict"):
            shown = {name: told for name, told in errors.error_dict.items() if name in {*self.fields, NON_FIELD_ERRORS}}
            errors = ValidationError(shown)
        super()._update_errors(errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance._state.adding:
            self._refuse_what_others_changed()
        return cleaned

    def _refuse_what_others_changed(self) -> None:
        clashes = {name: self[name] for name in self.changed_data if name not in self.errors and self._clashes(name)}
        if not clashes:
            return
        data: QueryDict = self.data.copy()
        for name, bound in clashes.items():
            now = bound.initial
            remember_as_seen(data, bound)
            self.add_error(
                name,
                _("Somebody else has changed this meanwhile; it now reads “%(now)s”. Save again to put yours instead.")
                % {"now": "" if now is None else now},
            )
        self.data = data

    def _clashes(self, name: str) -> bool:
        """Whether the field's value in the database is neither what the user saw nor what they typed."""
        bound = self[name]
        field = bound.field
        hidden = field.hidden_widget()
        sent = (self.data, self.files, bound.html_initial_name)
        if not field.show_hidden_initial or hidden.value_omitted_from_data(*sent):
            return False
        seen = hidden.value_from_datadict(*sent)
        if isinstance(field, forms.MultiValueField) and not isinstance(seen, list):
            seen = field.widget.decompress(seen)
        return field.has_changed(bound.initial, seen) and field.has_changed(bound.initial, bound.data)

    def columns_to_write(self) -> list[str]:
        """Names of the fields to save: changed by the user or by cleaning, and the clock's."""
        fields = self.instance._meta.concrete_fields
        changed = {*self.changed_data, *self.derived}
        left_alone = set(self.fields) - changed
        return [
            field.name
            for field in fields
            if not field.primary_key
            and (
                field.name in changed
                or getattr(field, "auto_now", False)
                or (field.name not in left_alone and self._loaded[field.name] != self._value(field))
            )
        ]

    def _value(self, field: Any) -> Any:
        return self.instance.__dict__.get(field.attname)


def remember_as_seen(data: QueryDict, bound: forms.BoundField) -> None:
    """Let the page that goes back carry what is stored now as what its user has seen."""
    hidden, value = bound.field.hidden_widget(), bound.field.prepare_value(bound.initial)
    if isinstance(hidden, forms.MultiWidget):
        for suffix, part in zip(hidden.widgets_names, hidden.decompress(value), strict=True):
            data[f"{bound.html_initial_name}{suffix}"] = "" if part is None else str(part)
    elif isinstance(value, list | tuple):
        data.setlist(bound.html_initial_name, [str(one) for one in value])
    else:
        data[bound.html_initial_name] = "" if value is None else str(value)
