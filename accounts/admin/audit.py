"""The audit log: read, searched, and changed by nobody."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.audit_words import said
from accounts.desk.dates import desk_moment
from accounts.desk.rights import DeskAdmin
from accounts.desk.words import edition_of, endonym, first_edition_of
from accounts.enums import PUBLISHING, AuditAction
from accounts.gate import editions_with, may_read_log
from accounts.models import AuditEntry, User
from editions import registry


def logs_of(user: Any) -> set[str] | None:
    """Codes of the editions whose log the user reads; None: all, and what belongs to no edition."""
    codes = editions_with(user, *PUBLISHING)
    return None if codes is None else {code for code in codes if may_read_log(user, code)}


class EditionOfEntryFilter(admin.SimpleListFilter):
    title = gettext_lazy("edition")
    parameter_name = "edition"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = logs_of(request.user)
        editions = registry.all_editions().items()
        return [(code, edition.endonym) for code, edition in editions if codes is None or code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(edition_code=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """Who did it: those whose names stand in the entries that may be seen."""

    title = gettext_lazy("person")
    parameter_name = "person"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        seen = model_admin.get_queryset(request).order_by().values("by")
        people = User.objects.filter(pk__in=seen).order_by("username")
        return [(str(user.pk), user.get_full_name() or user.username) for user in people]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset.filter(by=int(value)) if value in dict(self.lookup_choices) else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskAdmin):
    """Admins read all of it, publishers and editors of all sections what was done in their editions."""

    list_display = ("when", "who", "act", "edition", "what", "detail_short")
    list_display_links = ("when",)
    list_filter = ("action", EditionOfEntryFilter, PersonFilter, "at")
    search_fields = ("about", "by_name")
    search_help_text = gettext_lazy("Names of things and of people.")
    ordering = ("-at", "-pk")
    sortable_by = ()
    actions = None
    fields = ("when", "who", "act", "edition", "what", "detail_long")
    readonly_fields = fields

    class Media:
        css = {"all": ["desk/audit.css"]}

    def has_view_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        codes = logs_of(request.user)
        return codes is None or (bool(codes) if obj is None else obj.edition_code in codes)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        entries = super().get_queryset(request)
        codes = logs_of(request.user)
        return entries if codes is None else entries.filter(edition_code__in=codes)

    # Moments are shown in the time of the edition at which the reader works.

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return self._in_readers_time(request, super().changelist_view, request, self._told(request))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        told = self._told(request)
        return self._in_readers_time(request, super().changeform_view, request, object_id, form_url, told)

    def _told(self, request: HttpRequest) -> dict[str, Any]:
        return {"subtitle": _("Time of %(zone)s.") % {"zone": self._zone(request)}}

    def _zone(self, request: HttpRequest) -> str:
        code = first_edition_of(request.user)
        return edition_of(code).time_zone if code else timezone.get_default_timezone_name()

    def _in_readers_time(self, request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(self._zone(request)):
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    # Columns.

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def when(self, entry: AuditEntry) -> SafeString:
        return format_html('<time datetime="{}">{}</time>', entry.at.isoformat(), desk_moment(entry.at))

    @admin.display(description=gettext_lazy("by"), ordering="by_name")
    def who(self, entry: AuditEntry) -> SafeString | str:
        return format_html("<bdi>{}</bdi>", entry.by_name) if entry.by_name else _("the site itself")

    @admin.display(description=gettext_lazy("action"), ordering="action")
    def act(self, entry: AuditEntry) -> SafeString:
        return format_html('<span class="act act--{}">{}</span>', entry.action, entry.get_action_display())

    @admin.display(description=gettext_lazy("edition"), ordering="edition_code")
    def edition(self, entry: AuditEntry) -> SafeString | str:
        return endonym(edition_of(entry.edition_code)) if entry.edition_code in registry.all_editions() else "–"

    @admin.display(description=gettext_lazy("what"))
    def what(self, entry: AuditEntry) -> SafeString:
        """Its kind and name, in the language of its edition, leading to it where it is still there."""
        edition = registry.all_editions().get(entry.edition_code)
        attrs = format_html(' lang="{}" dir="{}"', edition.language, edition.direction) if edition else ""
        name = format_html("<bdi{}>{}</bdi>", attrs, entry.about)
        if address := address_of(entry):
            name = format_html('<a href="{}">{}</a>', address, name)
        return format_html('<span class="act__kind">{}</span> {}', kind_of(entry), name)

    @admin.display(description=gettext_lazy("details"))
    def detail_short(self, entry: AuditEntry) -> SafeString:
        lines = list(said(entry.detail))
        more = " …" if len(lines) > 2 else ""
        return format_html("{}{}", format_html_join("; ", "<bdi>{}</bdi>: <bdi>{}</bdi>", lines[:2]), more)

    @admin.display(description=gettext_lazy("details"))
    def detail_long(self, entry: AuditEntry) -> SafeString | str:
        lines = format_html_join("", "<dt><bdi>{}</bdi></dt><dd><bdi>{}</bdi></dd>", said(entry.detail))
        return format_html('<dl class="act__detail">{}</dl>', lines) if lines else "–"


def kind_of(entry: AuditEntry) -> str:
    """What kind of thing it is about, in the language of the desk."""
    try:
        return capfirst(str(apps.get_model(entry.kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return entry.kind


def address_of(entry: AuditEntry) -> str:
    """The page in the desk of what an entry is about; "" where it has none, or has been deleted."""
    if entry.action == AuditAction.DELETE:
        return ""
    app, _dot, model = entry.kind.partition(".")
    try:
        return reverse(f"admin:{app}_{model}_change", args=[entry.object_id])
    except NoReverseMatch:
        return ""
