"""Sendings at the desk: all of them, and how one fares."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from editions.paging import page_of
from mailing.composing import Abandoned
from mailing.enums import LEAVING, SendingState
from mailing.models import Sending
from mailing.progress import progress_of
from publications.admin.mail.common import editions_mailed_by, page, sending_or_404
from publications.mailing.counted import times_of
from publications.mailing.graph import graph_of, parts_of
from publications.mailing.issues import ISSUE_KIND, steer

A_PAGE = 25
# What may be done with a sending where it stands.
ACTS = {
    SendingState.PLANNED: ("start", "cancel"),
    SendingState.FILLING: ("pause", "cancel"),
    SendingState.RUNNING: ("pause", "cancel"),
    SendingState.PAUSED: ("resume", "cancel"),
}


@require_safe
def all_sendings(request: HttpRequest) -> HttpResponse:
    """Of the editions that the user mails, newest first."""
    editions = editions_mailed_by(request.user)
    if not editions:
        raise PermissionDenied
    address = reverse("admin:sendings")
    rows = Sending.objects.filter(edition__in=[one.code for one in editions]).defer("mould", "sums")
    found = page_of(rows, request.GET, path=address, moment="created_at", size=A_PAGE)
    by_code = {one.code: one for one in editions}
    context = page(
        request,
        _("Mail"),
        address,
        rows=[(sending, by_code[sending.edition_id]) for sending in found.rows],
        newer=found.newer,
        older=found.older,
    )
    return render(request, "admin/mail/sendings.html", context)


@require_safe
def one_sending(request: HttpRequest, number: int) -> HttpResponse:
    """How a sending fares; `?part=progress` is that alone, for whoever watches (static/desk/mailing.js)."""
    sending = sending_or_404(request, number)
    progress = progress_of(sending)
    shown: dict[str, Any] = {
        "sending": sending,
        "edition": sending.edition,
        "progress": progress,
        "parts": parts_of(progress),
        "graph": graph_of(progress.by_hour, sending.edition.zone),
        "is_leaving": sending.state in LEAVING,
        "is_open": sending.state in ACTS,
        "acts": ACTS.get(SendingState(sending.state), ()),
        "act_address": reverse("admin:sending-act", args=[sending.pk]),
    }
    if request.GET.get("part") == "progress":
        response = render(request, "admin/mail/progress.html", shown)
        response.headers["Cache-Control"] = "no-store, private"
        return response
    return render(
        request,
        "admin/mail/sending.html",
        page(request, _("Sending"), links=times_of(sending), about=page_about(sending), **shown),
    )


def page_about(sending: Sending) -> str:
    """Where what is sent is written; "" of what is written nowhere."""
    first = sending.key.partition("+")[0]
    if sending.kind == ISSUE_KIND and first.isdigit():
        return reverse("admin:issue-mail", args=[int(first)])
    return reverse("admin:edition-mail", args=[sending.edition_id])


@require_POST
def act(request: HttpRequest, number: int) -> HttpResponse:
    """What the pressed button says: pause, resume, cancel, or start before its moment."""
    sending = sending_or_404(request, number)
    asked = request.POST.get("act", "")
    if asked not in {"start", "pause", "resume", "cancel"}:
        return HttpResponseBadRequest()
    try:
        is_done = steer(sending=sending, act=asked, by=request.user)
    except Abandoned as reason:
        messages.error(request, str(reason))
    else:
        if not is_done:
            messages.warning(request, _("It has come further since this page was shown."))
    return HttpResponseRedirect(reverse("admin:sending", args=[sending.pk]))
