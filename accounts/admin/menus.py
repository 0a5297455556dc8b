"""The menu: one tree, named in each edition."""

from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.lists import GivenOrderList
from accounts.desk.rights import SiteAdminOnly
from accounts.desk.words import EditionFieldsetsMixin, WordsForm, edition_attrs, endonym, installed_editions
from editions.columns import translated
from editions.menus import target_choices
from editions.models import Edition, MenuItem


class MenuItemForm(WordsForm):
    """Leads to something that there is, or to an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "target" in self.fields:
            self._offer_targets()
        if "parent" in self.fields:
            parents = MenuItem.objects.filter(parent=None).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = parents

    def _offer_targets(self) -> None:
        """The things there are; a target that is gone stays to be seen, and replaced."""
        choices: list[Any] = [("", "—"), *target_choices()]
        known = {value for _group, pairs in choices[1:] for value, _label in pairs}
        current = self.instance.target
        if current and current not in known:
            choices.append((current, current))
        old = self.fields["target"]
        self.fields["target"] = forms.ChoiceField(
            choices=choices, label=old.label, help_text=old.help_text, required=False
        )
        self.fields["target"].show_hidden_initial = old.show_hidden_initial

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("target") and not cleaned.get("address"):
            self._need_children()
        return cleaned

    def _need_children(self) -> None:
        """An entry that leads nowhere is a heading of the first level; below that it would be nothing."""
        if self.cleaned_data.get("parent"):
            self.add_error("target", _("Choose where the entry leads, or give an address below."))


@admin.register(MenuItem)
class MenuItemAdmin(EditionFieldsetsMixin, SiteAdminOnly):
    form = MenuItemForm
    words = ("label", "is_hidden")
    shared_fieldsets = ((None, {"fields": ["parent", "position", "target", "address"]}),)
    list_display = ("entry", "position")
    list_editable = ("position",)
    list_per_page = 200
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # The two levels as a tree: each entry right after the one it stands under.
        return (
            super()
            .get_queryset(request)
            .select_related("parent")
            .order_by(
                Coalesce("parent__position", "position"),
                Coalesce("parent_id", "id"),
                F("parent_id").asc(nulls_first=True),
                "position",
                "pk",
            )
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[GivenOrderList]:
        return GivenOrderList

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*self.list_display, self._leads_to(), *(self._column(edition) for edition in installed_editions())]

    @admin.display(description=_("entry"))
    def entry(self, item: MenuItem) -> SafeString:
        return format_html('<span class="tree tree-{}">{}</span>', 1 if item.parent_id else 0, item)

    def _leads_to(self) -> Any:
        """A column that names targets as the form does; what there is to lead to is read once, where a row needs it."""

        @cache
        def names() -> dict[str, str]:
            return {value: f"{group}: {label}" for group, pairs in target_choices() for value, label in pairs}

        @admin.display(description=_("leads to"))
        def leads_to(item: MenuItem) -> SafeString:
            if item.target:
                # The key itself, of one that is gone.
                return format_html("<bdi>{}</bdi>", names().get(item.target, item.target))
            return format_html('<span dir="ltr">{}</span>', item.address or "—")

        return leads_to

    def _column(self, edition: Edition) -> Any:
        def label(item: MenuItem) -> SafeString | str:
            words = translated(item, "label", edition.code)
            if not words:
                return "—"
            attrs = edition_attrs(edition)
            if translated(item, "is_hidden", edition.code):
                hidden = _("hidden")
                return format_html('<s lang="{}" dir="{}">{}</s> ({})', attrs["lang"], attrs["dir"], words, hidden)
            return format_html('<bdi lang="{}" dir="{}">{}</bdi>', attrs["lang"], attrs["dir"], words)

        label.short_description = endonym(edition)
        label.__name__ = f"label_{edition.code}"
        return label
