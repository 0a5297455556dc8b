"""Addresses that have moved, or are gone on purpose."""

from typing import Any
from urllib.parse import unquote

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.missing import count_of_missing
from accounts.desk.dates import moment_column
from accounts.desk.rights import SiteAdminOnly
from delivery.models import Origin, Redirect
from delivery.redirects.addresses import Address, stored_address
from delivery.redirects.checks import check_apart, clean_new, clean_old
from delivery.services import Move, remember
from editions.scripts.controls import one_line


class RedirectForm(forms.ModelForm):
    """Addresses are kept as requests carry them: percent-encoded; a host only of sites that had one of their own."""

    is_gone = forms.BooleanField(
        label=gettext_lazy("gone on purpose"),
        required=False,
        help_text=gettext_lazy("Readers and search engines are told that it will not come back (410)."),
    )

    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]
        help_texts = {
            "old_path": gettext_lazy(
                "A path of this site, such as /2009/03/old-title/ or /?p=12; with https:// before it where only "
                "this host is meant."
            ),
            "new_path": gettext_lazy("A path of this site, or an address that begins with https://."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            host, path = self.instance.host, self.instance.old_path
            self.initial["old_path"] = f"https://{host}{path}" if host else path
            self.initial["is_gone"] = self.instance.is_gone

    def clean_old_path(self) -> str:
        self.instance.host, path = clean_old(one_line(self.cleaned_data["old_path"]))
        return path

    def clean_new_path(self) -> str:
        text = one_line(self.cleaned_data["new_path"])
        return clean_new(text) if text else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        old, new = cleaned.get("old_path"), cleaned.get("new_path")
        if old is None or new is None:
            return cleaned
        if bool(new) == cleaned["is_gone"]:
            said = _("What is gone has no new address.") if new else _("Give a new address, or say that it is gone.")
            self.add_error("new_path", said)
            return cleaned
        others = Redirect.objects.exclude(pk=self.instance.pk)
        if others.filter(key=Address.read(old).key, host=self.instance.host).exists():
            self.add_error("old_path", _("There is a redirect of this address already, perhaps in another spelling."))
        if new:
            self.check_new(others, old, new)
        return cleaned

    def check_new(self, others: QuerySet[Redirect], old: str, new: str) -> None:
        try:
            check_apart(self.instance.host, old, new)
        except ValidationError as error:
            self.add_error("new_path", error)
        target = Redirect(old_path=old, new_path=new)
        target.fill_in_keys()
        if target.new_key and others.filter(key=target.new_key, host="").exists():
            self.add_error("new_path", _("This address has itself moved; give the one it leads to."))


class GoneFilter(admin.SimpleListFilter):
    title = gettext_lazy("what became of it")
    parameter_name = "gone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("0", _("moved")), ("1", _("gone on purpose"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Redirect]) -> QuerySet[Redirect]:
        if self.value() == "1":
            return queryset.filter(new_path="")
        return queryset.exclude(new_path="") if self.value() == "0" else queryset


@admin.register(Redirect)
class RedirectAdmin(SiteAdminOnly):
    form = RedirectForm
    fields = ("old_path", "new_path", "is_gone")
    list_display = ("shown_old", "shown_new", "origin", moment_column("created_at", gettext_lazy("created at")))
    list_filter = (GoneFilter, "origin")
    search_fields = ("old_path", "new_path", "host")
    sortable_by = ()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        shown = {"count_of_missing": count_of_missing()} if self.has_view_permission(request) else {}
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["dir"] = "ltr"
        return field

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: bool) -> None:
        obj.origin = Origin.DESK
        super().save_model(request, obj, form, change)
        # What led to its old address is led straight on.
        remember(moves=[Move(obj.host, obj.old_path, obj.new_path)], origin=Origin.DESK)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Addresses are typed in letters, and kept encoded."""
        return super().get_search_results(request, queryset, stored_address(search_term.strip()))

    @admin.display(description=gettext_lazy("old address"))
    def shown_old(self, redirect: Redirect) -> SafeString:
        return shown_address(f"{redirect.host}{redirect.old_path}")

    @admin.display(description=gettext_lazy("new address"))
    def shown_new(self, redirect: Redirect) -> SafeString | str:
        return shown_address(redirect.new_path) if redirect.new_path else _("gone on purpose")


def shown_address(address: str) -> SafeString:
    """In letters, as readers see it in their browsers."""
    return render_to_string("admin/delivery/address.html", {"address": unquote(address)})
