"""Pings that search engines or hubs have not taken: for admins, who mend what hinders them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.desk.dates import desk_moment
from accounts.desk.rights import SiteAdminOnly
from accounts.gate import may_manage_site
from delivery.models import Ping
from delivery.pings import try_again


class GivenUpFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("given-up", _("given up")), ("waiting", _("tried again by itself"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "given-up":
                return queryset.filter(next_at=None)
            case "waiting":
                return queryset.exclude(next_at=None)
        return queryset


@admin.register(Ping)
class PingAdmin(SiteAdminOnly):
    """A list to look at; one that is taken leaves it."""

    list_display = ("kind", "shown_address", "about", "stands", "attempts", "made_at", "said")
    list_display_links = None
    list_filter = (GivenUpFilter, "kind")
    search_fields = ("address", "told", "answer")
    ordering = ("-pk",)
    sortable_by = ()
    actions = ("send_again",)

    class Media:
        css = {"all": ["desk/story.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Ping | None = None) -> bool:
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return may_manage_site(request.user)

    @admin.action(description=gettext_lazy("Try again now"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Ping]) -> None:
        count = try_again(queryset)
        told = ngettext("%(number)d ping is tried again now.", "%(number)d pings are tried again now.", count)
        messages.success(request, told % {"number": count})

    # Columns.

    @admin.display(description=gettext_lazy("address"))
    def shown_address(self, ping: Ping) -> SafeString:
        return format_html('<span dir="ltr">{}</span>', ping.address)

    @admin.display(description=gettext_lazy("of"))
    def about(self, ping: Ping) -> SafeString:
        first, *others = ping.told.split("\n")
        if not others:
            return format_html('<span dir="ltr">{}</span>', first)
        more = ngettext("and %(number)d more", "and %(number)d more", len(others)) % {"number": len(others)}
        return format_html('<span dir="ltr">{}</span> {}', first, more)

    @admin.display(description=gettext_lazy("state"))
    def stands(self, ping: Ping) -> SafeString | str:
        if ping.next_at is None:
            return format_html('<span class="standing standing--withdrawn">{}</span>', _("given up"))
        word = _("is tried again at %(moment)s") if ping.attempts else _("is to be sent at %(moment)s")
        return word % {"moment": desk_moment(ping.next_at)}

    @admin.display(description=gettext_lazy("answer"))
    def said(self, ping: Ping) -> SafeString:
        """What the other side said, in its own words."""
        words = " ".join(part for part in (str(ping.status or ""), ping.answer) if part)
        return format_html('<bdi dir="auto">{}</bdi>', words) if words else SafeString("–")
