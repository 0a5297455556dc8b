"""The notices of whoever is signed in: the list, what was read, and whether mails are wanted."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.notice_mail import sentence_of
from accounts.notices import mark_read, notices_of
from editions.paging import page_of

A_PAGE = 30


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    notices = notices_of(request.user).select_related("by", "edition")
    page = page_of(notices, request.GET, path=reverse("admin:notices"), moment="made_at", size=A_PAGE)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Notices"),
        "page": page,
        "rows": [(notice, sentence_of(notice)) for notice in page.rows],
        "has_unread": any(notice.read_at is None for notice in page.rows),
        "today": timezone.localdate(),
    }
    return render(request, "admin/notices/list.html", context)


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """The notice that the form names, else all of them: only ever the user's own."""
    notices = notices_of(request.user)
    number = request.POST.get("notice", "")
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        notices = notices.filter(pk=int(number)) if is_number else notices.none()
    mark_read(notices)
    return HttpResponseRedirect(reverse("admin:notices"))


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Whether notices come by mail, too."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    user.wants_mail = request.POST.get("wants_mail") == "1"
    user.save(update_fields=["wants_mail"])
    if not user.wants_mail:
        messages.success(request, _("Notices are shown in the desk only."))
    elif user.email:
        messages.success(request, _("Notices come by mail, too."))
    else:
        messages.warning(request, _("Notices would come by mail, but your account has no address. Ask an admin."))
    return HttpResponseRedirect(reverse("admin:notices"))
