"""Mails of notices that were not sent yet, or could not be: for admins, who mend what hinders them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.admin.waiting_list import GivenUpFilter, WaitingAdmin
from accounts.desk.dates import desk_moment
from accounts.mailing import try_again
from accounts.models import NoticeMail


class MailsGivenUp(GivenUpFilter):
    tried_at_next = "due_at"

    def given_up(self, queryset: Any) -> QuerySet:
        return queryset.given_up()


@admin.register(NoticeMail)
class NoticeMailAdmin(WaitingAdmin):
    """A list to look at; nothing in it is written by hand. The notices themselves stand in their readers' desks."""

    list_display = ("reader", "about", "stands", "tries", "tried_last", "problem")
    list_filter = (MailsGivenUp,)
    list_select_related = ("notice__user", "notice__edition")
    search_fields = ("notice__user__username", "notice__user__email", "error")

    @admin.action(description=gettext_lazy("Try again now"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        mails = list(queryset)
        try_again(mails)
        told = ngettext("%(number)d mail is tried again now.", "%(number)d mails are tried again now.", len(mails))
        messages.success(request, told % {"number": len(mails)})

    # Columns.

    @admin.display(description=gettext_lazy("to"))
    def reader(self, mail: NoticeMail) -> SafeString:
        user = mail.notice.user
        return format_html("<bdi>{}</bdi> <bdi>{}</bdi>", user.get_full_name() or user.get_username(), user.email)

    @admin.display(description=gettext_lazy("about"))
    def about(self, mail: NoticeMail) -> SafeString:
        edition = mail.notice.edition
        written = format_html(' lang="{}" dir="{}"', edition.language, edition.direction) if edition else ""
        return format_html("<bdi{}>{}</bdi>", written, mail.notice.about)

    @admin.display(description=gettext_lazy("state"))
    def stands(self, mail: NoticeMail) -> SafeString | str:
        if mail.due_at:
            word = _("is tried again at %(moment)s") if mail.tries else _("is to be sent at %(moment)s")
            return word % {"moment": desk_moment(mail.due_at)}
        if mail.error:
            return format_html('<span class="standing standing--withdrawn">{}</span>', _("given up"))
        return _("is being sent")

    @admin.display(description=gettext_lazy("tried last at"), ordering="tried_at")
    def tried_last(self, mail: NoticeMail) -> str:
        return desk_moment(mail.tried_at) or "–"

    @admin.display(description=gettext_lazy("problem"), ordering="error")
    def problem(self, mail: NoticeMail) -> SafeString:
        """What the mail server said, in its own words."""
        return format_html('<bdi lang="en" dir="ltr">{}</bdi>', mail.error) if mail.error else SafeString("–")
