"""What was asked for and is not here: the most wanted first, each with what may be meant, mended by one click."""

import re
from typing import Any
from urllib.parse import unquote

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.admin.redirect_suggestions import suggestion_for
from accounts.desk.dates import desk_number
from accounts.gate import may_manage_site
from delivery.models import MissingAddress, Origin, Redirect
from delivery.redirects import missing
from delivery.redirects.addresses import own_host
from delivery.redirects.checks import check_apart, clean_new
from delivery.services import Move, remember
from editions.scripts.controls import one_line

A_PAGE = 25
# What may be shown, and which rows that is.
SHOWN = {
    "readers": (gettext_lazy("Asked for by readers"), Q(is_ignored=False, is_probe=False)),
    "machines": (gettext_lazy("Tried by machines"), Q(is_ignored=False, is_probe=True)),
    "ignored": (gettext_lazy("Ignored"), Q(is_ignored=True)),
}
ACTS = {"redirect", "gone", "ignore", "show"}


def check_gate(request: HttpRequest) -> None:
    if not may_manage_site(request.user):
        raise PermissionDenied


@require_safe
def missing_addresses(request: HttpRequest) -> HttpResponse:
    """The most wanted, in pages by key."""
    check_gate(request)
    # What this process has counted and not written yet.
    missing.write()
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "readers"
    rows = list(behind(unmended().filter(SHOWN[shown][1]), request.GET.get("after", ""))[: A_PAGE + 1])
    address, hosts = reverse("admin:missing"), old_hosts()
    last = rows[A_PAGE - 1] if len(rows) > A_PAGE else None
    context = {
        **admin.site.each_context(request),
        "title": _("Addresses that are not here"),
        "is_nav_sidebar_enabled": False,
        "tabs": [(name, words, name == shown) for name, (words, _which) in SHOWN.items()],
        "shown": shown,
        "address": address,
        "rows": [row_of(row, hosts, with_suggestion=shown == "readers") for row in rows[:A_PAGE]],
        "further": f"{address}?show={shown}&after={last.count}-{last.pk}" if last else "",
    }
    return render(request, "admin/delivery/missing.html", context)


def unmended() -> QuerySet[MissingAddress]:
    """What has had no redirect of its own since."""
    mended = Redirect.objects.filter(Q(host="") | Q(host=OuterRef("host")), key=OuterRef("key"))
    return MissingAddress.objects.filter(~Exists(mended)).order_by("-count", "-pk")


def behind(rows: QuerySet[MissingAddress], key: str) -> QuerySet[MissingAddress]:
    """Those that come after the one with this key, its count and number."""
    if found := re.fullmatch(r"([1-9]\d{0,9})-([1-9]\d{0,17})", key):
        count, pk = int(found[1]), int(found[2])
        return rows.filter(count__lte=count).filter(Q(count__lt=count) | Q(pk__lt=pk))
    return rows


def old_hosts() -> set[str]:
    """Hosts of sites that have moved in, each with addresses of its own; this site may have any number of names."""
    hosts = Redirect.objects.exclude(host="").order_by().values_list("host", flat=True).distinct()
    return set(hosts) - {own_host()}


def row_of(row: MissingAddress, hosts: set[str], *, with_suggestion: bool) -> dict[str, Any]:
    suggested = suggestion_for(row) if with_suggestion else None
    return {
        "missing": row,
        "shown": unquote(row.path),
        "host": row.host if row.host in hosts else "",
        "suggested": suggested,
        "to": unquote(suggested.address) if suggested else "",
    }


@require_POST
def mend(request: HttpRequest) -> HttpResponse:
    """What the pressed button says of one address."""
    check_gate(request)
    act, key = request.POST.get("act", ""), request.POST.get("missing", "")
    if act not in ACTS or not re.fullmatch(r"\d{1,18}", key):
        return HttpResponseBadRequest()
    row = get_object_or_404(MissingAddress, pk=key)
    try:
        messages.success(request, carry_out(row, act, request.POST.get("to", "")))
    except ValidationError as error:
        messages.error(request, f"{unquote(row.path)}: {' '.join(error.messages)}")
    shown = request.POST.get("show", "")
    return HttpResponseRedirect(f"{reverse('admin:missing')}{f'?show={shown}' if shown in SHOWN else ''}")


def carry_out(row: MissingAddress, act: str, to: str) -> str:
    """Do it; what was done, in words.

    Raises:
        ValidationError: the new address cannot be one.
    """
    named = {"address": unquote(row.path)}
    if act in {"ignore", "show"}:
        row.is_ignored = act == "ignore"
        row.save(update_fields=["is_ignored"])
        if row.is_ignored:
            return _("“%(address)s” is ignored from now on.") % named
        return _("“%(address)s” is shown again.") % named
    host = row.host if row.host in old_hosts() else ""
    new = clean_new(one_line(to)) if act == "redirect" else ""
    if new:
        check_apart(host, row.path, new)
    remember(moves=[Move(host, row.path, new)], origin=Origin.DESK)
    row.delete()
    if not new:
        return _("“%(address)s” is gone on purpose: that is said to whoever asks for it.") % named
    return _("“%(address)s” leads to “%(new)s” from now on.") % {**named, "new": unquote(new)}


def count_of_missing() -> str:
    """How many readers' addresses wait to be looked at, for the list of redirects."""
    return desk_number(unmended().filter(SHOWN["readers"][1]).count())
