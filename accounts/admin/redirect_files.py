"""Redirects as a file, out of the desk and into it."""

from io import TextIOWrapper

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.desk.dates import desk_number
from accounts.gate import may_manage_site
from delivery.redirects.files import BadLinesError, lines_of_file, take_file

MOST_BYTES = 60 * 1024 * 1024


class RedirectFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "A line each: old address, new address, and 301, or 410 for what is gone on purpose. In UTF-8."
        ),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return file


@require_safe
def export_redirects(request: HttpRequest) -> HttpResponseBase:
    """All redirects, as they can be taken in again."""
    if not may_manage_site(request.user):
        raise PermissionDenied
    response = StreamingHttpResponse(lines_of_file(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="redirects.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def import_redirects(request: HttpRequest) -> HttpResponse:
    """A file is taken whole, or its bad lines are named and nothing is kept."""
    if not may_manage_site(request.user):
        raise PermissionDenied
    form = RedirectFileForm(request.POST or None, request.FILES or None)
    bad: BadLinesError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_file(TextIOWrapper(form.cleaned_data["file"].file, encoding="utf-8", newline=""))
        except BadLinesError as error:
            bad = error
        else:
            said = ngettext("%(number)s redirect was taken", "%(number)s redirects were taken", taken.count)
            new = ngettext("%(number)s is new or different.", "%(number)s are new or different.", taken.changed)
            numbers = desk_number(taken.count), desk_number(taken.changed)
            messages.success(request, f"{said % {'number': numbers[0]}}: {new % {'number': numbers[1]}}")
            return HttpResponseRedirect(reverse("admin:delivery_redirect_changelist"))
    context = {
        **admin.site.each_context(request),
        "title": _("Take redirects from a file"),
        "is_nav_sidebar_enabled": False,
        "form": form,
        "bad": bad,
        "more": bad.count - len(bad.lines) if bad else 0,
    }
    return render(request, "admin/delivery/redirect_file.html", context, status=422 if bad else 200)
