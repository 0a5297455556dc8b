"""Addresses that have moved."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from accounts.desk.dates import moment_column
from accounts.desk.rights import SiteAdminOnly
from delivery.models import Redirect
from delivery.services import stored_path
from editions.scripts.controls import one_line


class RedirectForm(forms.ModelForm):
    """Addresses are kept as requests carry them: percent-encoded, without a host."""

    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]
        help_texts = {
            "old_path": _("A path of this site, such as /2009/03/old-title/."),
            "new_path": _("A path of this site, or an address that begins with https://."),
        }

    def clean_old_path(self) -> str:
        path = one_line(self.cleaned_data["old_path"])
        if "?" in path or "#" in path:
            raise ValidationError(_("Only a path: nothing from ? or # on."))
        path = stored_path(path)
        if not path.startswith("/") or path.startswith("//"):
            raise ValidationError(_("A path of this site begins with one /."))
        if path.startswith(("/admin/", "/static/", "/files/")):
            raise ValidationError(_("This address belongs to the site itself."))
        return path

    def clean_new_path(self) -> str:
        path = iri_to_uri(one_line(self.cleaned_data["new_path"]))
        if path.startswith(("https://", "http://")) or (path.startswith("/") and not path.startswith("//")):
            return path
        raise ValidationError(_("Begin with / for a path of this site, or with https://."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        old, new = cleaned.get("old_path"), cleaned.get("new_path")
        if old and old == new:
            self.add_error("new_path", _("This is the old address."))
        elif new and Redirect.objects.filter(old_path=new).exclude(pk=self.instance.pk).exists():
            self.add_error("new_path", _("This address has itself moved; give the one it leads to."))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(SiteAdminOnly):
    form = RedirectForm
    list_display = ("old_path", "new_path", moment_column("created_at", _("created at")))
    search_fields = ("old_path", "new_path")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["dir"] = "ltr"
        return field
