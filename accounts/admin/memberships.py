"""Roles in editions, on the page of their user."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.rights import InlineOfParent
from accounts.enums import Role
from accounts.models import Membership
from editions.columns import any_label


class SectionTree(forms.models.ModelChoiceIterator):
    """Sections, each under its own and set in by dashes; a broken tree that loops ends."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        under: dict[int | None, list[Any]] = {}
        for section in self.queryset:
            under.setdefault(section.parent_id, []).append(section)
        todo = [(section, 0) for section in reversed(under.pop(None, []))]
        while todo:
            section, depth = todo.pop()
            value, label = self.choice(section)
            yield value, f"{'— ' * depth}{label}"
            todo += [(child, depth + 1) for child in reversed(under.pop(section.pk, []))]


class SectionsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    iterator = SectionTree

    def label_from_instance(self, section: Any) -> str:
        return any_label(section, "name")


class MembershipForm(forms.ModelForm):
    """A role, and what it is confined to: a translator's to languages, others' to sections."""

    class Meta:
        model = Membership
        fields = ["edition", "role", "translates_from", "sections"]
        field_classes = {"sections": SectionsField}
        widgets = {"translates_from": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role, sources = cleaned.get("role"), cleaned.get("translates_from")
        if sources and role and role != Role.TRANSLATOR:
            self.add_error("translates_from", _("Only a translator translates from certain editions."))
        if sources and cleaned.get("edition") in sources:
            self.add_error("translates_from", _("An edition is not translated from itself."))
        if cleaned.get("sections") and role == Role.PUBLISHER:
            self.add_error("sections", _("A publisher works in all sections; make them an editor, or choose none."))
        return cleaned


class MembershipInline(InlineOfParent, admin.StackedInline):
    model = Membership
    form = MembershipForm
    extra = 1
    verbose_name_plural = gettext_lazy("roles in editions")
    fields = (("edition", "role"), "translates_from", "sections")

    class Media:
        css = {"all": ["desk/users.css"]}
        js = ["desk/users.js"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("translates_from", "sections")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        for name in ("edition", "translates_from", "sections"):
            # Read once for all the roles on the page.
            field = formset.form.base_fields[name]
            field.choices = list(field.choices)
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(field.widget, "can_add_related"):
            # Editions are not made here, nor are categories: a checkbox is enough.
            for name in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{name}_related", False)
        return field
