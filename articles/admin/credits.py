"""The rows of people and source on the story page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.desk.choices import KnownSelect
from accounts.gate import may_enter
from articles.admin.story_rights import may_shape_story
from articles.models import Credit, Story
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


class CreditInline(admin.StackedInline):
    """People and source of a story."""

    model = Credit
    formset = CreditFormSet
    extra = 0
    autocomplete_fields = ["person"]
    fields = ["person", ("role", "edition"), "address", "position"]
    template = "admin/articles/story/credits.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """People come with their rows, so that a long list costs what a short one does."""
        return super().get_queryset(request).select_related("person")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "person":
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_enter(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_shape_story(request, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission
