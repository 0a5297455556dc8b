"""Pings that search engines or hubs have not taken: for admins, who mend what hinders them."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.admin.waiting_list import GivenUpFilter, WaitingAdmin
from accounts.desk.dates import desk_moment
from delivery.models import Ping
from delivery.pings import try_again


class PingsGivenUp(GivenUpFilter):
    tried_at_next = "next_at"


@admin.register(Ping)
class PingAdmin(WaitingAdmin):
    """A list to look at; one that is taken leaves it."""

    list_display = ("kind", "shown_address", "about", "stands", "attempts", "made_at", "said")
    list_filter = (PingsGivenUp, "kind")
    search_fields = ("address", "told", "answer")
    sortable_by = ()

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
