"""Whether an address gets no mail any more, and why; an admin lets it get mail again, or none at its owner's wish."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audit import record_change
from accounts.enums import AuditAction
from accounts.gate import may_manage_site
from mailing.enums import Reason
from mailing.suppression import release, suppress, suppressed
from readers.admin.common import tabs_of
from readers.admin.erasing import AddressForm
from readers.subscribing.changes import hear_again

RELEASE, SUPPRESS = "release", "suppress"


@require_http_methods(["GET", "HEAD", "POST"])
def suppressed_address(request: HttpRequest) -> HttpResponse:
    """Shows what is kept of one address; there is no list, since none of them can be read.

    The address is posted, too, when it is only asked about: it stands in no address and no log of the proxy.
    """
    if not may_manage_site(request.user):
        raise PermissionDenied
    form = AddressForm(request.POST or None)
    asked = form.is_valid()
    kept = None
    if asked:
        email, act = form.cleaned_data["email"], request.POST.get("act", "")
        if act in {RELEASE, SUPPRESS}:
            if change(email, gets_mail=act == RELEASE, by=request.user):
                text = _("The address gets mail again.") if act == RELEASE else _("The address gets no mail any more.")
                messages.success(request, text)
            return HttpResponseRedirect(reverse("admin:suppressed"))
        kept = suppressed(email)
    context = {
        **admin.site.each_context(request),
        "title": _("Addresses without mail"),
        "is_nav_sidebar_enabled": False,
        "tabs": tabs_of(request.user, "suppressed"),
        "form": form,
        "asked": asked,
        "kept": kept,
    }
    return render(request, "admin/readers/suppressed.html", context)


@transaction.atomic
def change(email: str, *, gets_mail: bool, by: object) -> bool:
    """Release or suppress an address; whether that changed anything. The log names its digest, not the address."""
    kept = suppressed(email)
    if (kept is None) == gets_mail:
        return False
    if gets_mail:
        release(email)
        hear_again(email)
    else:
        suppress(email, Reason.ASKED)
    about = kept or suppressed(email)
    assert about is not None  # noqa: S101 - One of the two is there.
    before, after = {"gets_mail": not gets_mail}, {"gets_mail": gets_mail}
    record_change(AuditAction.SETTING, about, before, after, by=by)
    return True
