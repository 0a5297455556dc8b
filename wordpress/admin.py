"""Imports in the desk: what each run had to tell. For admins; nothing in it is written by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.desk.dates import desk_moment, desk_number
from accounts.desk.rights import SiteAdminOnly
from accounts.desk.words import edition_of, endonym
from editions import registry
from wordpress.importing.shown import ShownReport
from wordpress.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(SiteAdminOnly):
    list_display = ("when", "named_files", "edition", "stands", "came", "here", "skipped")
    list_display_links = ("when",)
    ordering = ("-begun_at", "-pk")
    sortable_by = ()
    actions = None
    fields = ()

    class Media:
        css = {"all": ["desk/imports.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        run = self.get_object(request, object_id) if object_id else None
        shown = {"shown": ShownReport(run), "stands": self.stands(run)} if run else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    # Columns.

    @admin.display(description=gettext_lazy("begun at"), ordering="begun_at")
    def when(self, run: ImportRun) -> SafeString:
        return format_html('<time datetime="{}">{}</time>', run.begun_at.isoformat(), desk_moment(run.begun_at))

    @admin.display(description=gettext_lazy("files"))
    def named_files(self, run: ImportRun) -> SafeString:
        return format_html('<bdi dir="ltr">{}</bdi>', ", ".join(run.files))

    @admin.display(description=gettext_lazy("edition"))
    def edition(self, run: ImportRun) -> SafeString | str:
        return endonym(edition_of(run.edition_code)) if run.edition_code in registry.all_editions() else "–"

    @admin.display(description=gettext_lazy("state"))
    def stands(self, run: ImportRun) -> SafeString | str:
        if run.ended_at is None:
            words = _("running, or broken off: run it again, and it goes on")
            return format_html('<span class="standing standing--withdrawn">{}</span>', words)
        return format_html('<span class="standing standing--published">{}</span>', _("through"))

    @admin.display(description=pgettext_lazy("items", "in"))
    def came(self, run: ImportRun) -> str:
        return _sum(run, "in")

    @admin.display(description=gettext_lazy("here"))
    def here(self, run: ImportRun) -> str:
        return _sum(run, "out")

    @admin.display(description=gettext_lazy("left out"))
    def skipped(self, run: ImportRun) -> str:
        return _sum(run, "skipped")


def _sum(run: ImportRun, name: str) -> str:
    return desk_number(sum(count[name] for count in run.report.get("items", {}).values()))
