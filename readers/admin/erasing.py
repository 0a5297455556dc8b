"""A reader asks what is known of them, or to have it erased: by their mail address, by an admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.desk.dates import desk_number
from accounts.gate import may_manage_site
from readers import erasing
from readers.admin.common import tabs_of

ERASE, ANONYMISE = "erase", "anonymise"


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("e-mail"), widget=forms.EmailInput({"dir": "ltr"}))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Shows what came from an address; what is posted with a button takes it away.

    The address is posted, too, when it is only looked for: it stands in no address and no log of the proxy.
    """
    if not may_manage_site(request.user):
        raise PermissionDenied
    form = AddressForm(request.POST or None)
    known = None
    if form.is_valid():
        email, act = form.cleaned_data["email"], request.POST.get("act", "")
        if act in {ERASE, ANONYMISE}:
            keeps = act == ANONYMISE
            number = erasing.erase(email=email, keeps_comments=keeps, by=request.user)
            text = ngettext(
                "%(number)s thing was found and dealt with.", "%(number)s things were found and dealt with.", number
            )
            messages.success(request, text % {"number": desk_number(number)})
            return HttpResponseRedirect(reverse("admin:erase-reader"))
        known = erasing.known_of(email)
    context = {
        **admin.site.each_context(request),
        "title": _("Erase a reader’s data"),
        "is_nav_sidebar_enabled": False,
        "tabs": tabs_of(request.user, "erase-reader"),
        "form": form,
        "known": known,
    }
    return render(request, "admin/readers/erase.html", context)
