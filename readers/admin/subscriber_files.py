"""A file of subscribers at the desk: brought, looked through, taken in."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import may_see_subscribers
from editions import registry
from readers.admin.common import subscriber_tabs
from readers.enums import FileState
from readers.models import SubscriberFile
from readers.reach import subscribers_seen_by
from readers.subscribing.files import taking
from readers.subscribing.files.reading import UnreadableError
from readers.subscribing.files.taking import look_through, order_taking
from readers.subscribing.lists import lists_of

MOST_BYTES = 60 * 1024 * 1024
A_LIST = 20
# What becomes of rows, in the order in which it is told.
WORDS = {
    taking.NEW: gettext_lazy("new"),
    taking.KNOWN: gettext_lazy("there already: they stay as they are"),
    taking.LEFT: gettext_lazy("had left: they stay out"),
    taking.SUPPRESSED: gettext_lazy("cannot be reached, or called mail unwanted: they stay out"),
    taking.TWICE: gettext_lazy("more than once in the file"),
    taking.BAD: gettext_lazy("lines that cannot be taken"),
}


class FileForm(forms.Form):
    """`editions`: those whose subscribers the user sees."""

    file = forms.FileField(label=gettext_lazy("CSV file"))
    edition = forms.ChoiceField(label=gettext_lazy("Edition"))
    series = forms.ChoiceField(label=gettext_lazy("Series"), required=False)

    def __init__(self, *args: Any, editions: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = {offer.key: f"{offer.name} ({one.code})" for one in editions for offer in lists_of(one.code)}
        choices = [(one.code, one.endonym) for one in editions]
        help_text = _("Of lines that name none.")
        self.fields["edition"] = forms.ChoiceField(label=_("Edition"), choices=choices, help_text=help_text)
        self.fields["series"] = forms.ChoiceField(
            label=_("Series"), required=False, choices=[("", "–"), *offers.items()], help_text=help_text
        )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """The form, and the last files; what is sent is looked through and nobody subscribed yet."""
    editions = subscribers_seen_by(request.user)
    if not editions:
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None, editions=editions)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            file = look_through(
                told["file"].read(),
                name=told["file"].name,
                edition=registry.all_editions()[told["edition"]],
                series=told["series"],
                by=request.user,
            )
        except UnreadableError as error:
            form.add_error("file", str(error))
        else:
            return HttpResponseRedirect(reverse("admin:subscriber-file", args=[file.pk]))
    context = {
        **admin.site.each_context(request),
        "title": _("Take subscribers in from a file"),
        "is_nav_sidebar_enabled": False,
        "tabs": subscriber_tabs(request.user, "subscriber-files"),
        "form": form,
        "files": SubscriberFile.objects.filter(edition__in=editions).defer("rows")[:A_LIST],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "admin/readers/subscriber_files.html", context, status=status)


def file_or_404(user: Any, number: int) -> SubscriberFile:
    """The file without its rows; PermissionDenied for who may not see whom it names."""
    if not subscribers_seen_by(user):
        raise PermissionDenied
    file = SubscriberFile.objects.select_related("edition", "made_by").defer("rows").filter(pk=number).first()
    if file is None or not may_see_subscribers(user, file.edition_id):
        raise Http404
    return file


@require_safe
def file_page(request: HttpRequest, number: int) -> HttpResponse:
    """What would come of a file, what has, or how far it is; the page of one under way asks for itself again."""
    file = file_or_404(request.user, number)
    n_bad = file.counts.get(taking.BAD, 0)
    is_waiting = file.state == FileState.CHECKED and file.n_rows > 0
    context = {
        **admin.site.each_context(request),
        "title": _("Subscribers from a file"),
        "is_nav_sidebar_enabled": False,
        "tabs": subscriber_tabs(request.user, "subscriber-files"),
        "file": file,
        "is_waiting": is_waiting and SubscriberFile.objects.filter(pk=number).exclude(rows=[]).exists(),
        "is_running": file.state == FileState.RUNNING,
        "is_done": file.state == FileState.DONE,
        "counts": [(words, file.counts[key], key) for key, words in WORDS.items() if file.counts.get(key)],
        "n_new": file.counts.get(taking.NEW, 0),
        "more": n_bad - len(file.problems),
    }
    answer = render(request, "admin/readers/subscriber_file.html", context)
    if file.state == FileState.RUNNING:
        answer.headers["Refresh"] = "3"
    return answer


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Order a file to be taken in, or to be gone on with."""
    file = file_or_404(request.user, number)
    order_taking(file)
    return HttpResponseRedirect(reverse("admin:subscriber-file", args=[file.pk]))
