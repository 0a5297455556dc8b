"""The rows of people and source on the story page."""

from typing import Any

from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.gate import may_enter
from articles.admin.story_rights import may_shape_story
from articles.models import Credit, Story


class CreditFormSet(BaseInlineFormSet):
    """Sees two new rows that say the same: each alone would be right, and the database would refuse the second."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Beside the person stands one button only, which adds somebody new: what a person is has a page of its own."""
        super().add_fields(form, index)
        widget = form.fields["person"].widget
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


class CreditInline(admin.StackedInline):
    """People and source of a story."""

    model = Credit
    formset = CreditFormSet
    extra = 0
    autocomplete_fields = ["person"]
    fields = ["person", ("role", "edition"), "address", "position"]
    template = "admin/articles/story/credits.html"

    def has_view_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_enter(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_shape_story(request, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission
