"""Subscribers at the desk: how many they are, for who sends; who they are, for admins."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.desk.counting import count_each
from accounts.desk.dates import desk_number
from accounts.enums import AuditAction
from editions import registry
from editions.paging import page_of
from readers.admin.common import back_to, keys_in, subscriber_tabs
from readers.admin.growth import growth_of
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.reach import subscribers_counted_by, subscribers_seen_by
from readers.subscribing.addresses import shown
from readers.subscribing.changes import leave
from readers.subscribing.files.writing import lines_of
from readers.subscribing.lists import lists_of
from readers.subscribing.numbers import numbers_of
from readers.subscribing.own_data import erase_subscribers

A_PAGE = 50
ERASE, LEAVE = "erase", "leave"


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("e-mail"), widget=forms.EmailInput({"dir": "ltr"}))


def may_see(user: Any) -> None:
    if not subscribers_seen_by(user):
        raise PermissionDenied


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """How many there are in the editions in which the user sends, and how that came about; no address."""
    editions = subscribers_counted_by(request.user)
    if not editions:
        raise PermissionDenied
    found = [numbers_of(edition) for edition in editions]
    context = {
        **admin.site.each_context(request),
        "title": _("Subscribers"),
        "is_nav_sidebar_enabled": False,
        "tabs": subscriber_tabs(request.user, "subscriber-numbers"),
        "editions": [(one, growth_of(one.months)) for one in found],
    }
    return render(request, "admin/readers/subscriber_numbers.html", context)


@require_safe
def subscribers(request: HttpRequest) -> HttpResponse:
    """Those who get mail, unless the address asks for others. No mail address stands in an address of the desk."""
    may_see(request.user)
    return list_page(request, Asked(request))


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """The one who has an address. It is posted: it stands in no log of the proxy."""
    may_see(request.user)
    form = AddressForm(request.POST)
    found = list(Subscriber.objects.of_address(form.cleaned_data["email"])) if form.is_valid() else []
    return list_page(request, Asked(request), form=form, found=found)


class Asked:
    """What the address asks for: a state, an edition, a list."""

    def __init__(self, request: HttpRequest) -> None:
        self.editions = subscribers_seen_by(request.user)
        codes = {one.code for one in self.editions}
        state, edition = request.GET.get("state", ""), request.GET.get("edition", "")
        self.state = state if state in SubscriberState.values else SubscriberState.ACTIVE.value
        self.edition = edition if edition in codes else ""
        # Each edition has its own name of a list; one of them stands for it, the desk's language's where it is there.
        self.names = {one.code: {offer.key: offer.name for offer in lists_of(one.code)} for one in self.editions}
        self.lists: dict[str, str] = {}
        for code in (get_language() or "", *self.names):
            self.lists = {**self.names.get(code, {}), **self.lists}
        key = request.GET.get("list", "")
        self.list = key if key in self.lists else ""

    def narrow(self, *, state: bool = True) -> Any:
        rows = Subscriber.objects.known().filter(edition__in=[one.code for one in self.editions])
        if state:
            rows = rows.filter(state=self.state)
        if self.edition:
            rows = rows.filter(edition=self.edition)
        if self.list:
            rows = rows.filter(subscriptions__list=self.list)
        return rows

    @property
    def query(self) -> str:
        told = {"state": self.state, "edition": self.edition, "list": self.list}
        return urlencode({name: value for name, value in told.items() if value})


def list_page(
    request: HttpRequest, asked: Asked, *, form: AddressForm | None = None, found: list[Subscriber] | None = None
) -> HttpResponse:
    address = reverse("admin:subscribers")
    counts = count_each(asked.narrow(state=False), "state", SubscriberState.values)
    page = None
    if found is None:
        rows = asked.narrow().prefetch_related("subscriptions")
        page = page_of(rows, request.GET, path=address, moment="made_at", size=A_PAGE)
        found = page.rows
    context = {
        **admin.site.each_context(request),
        "title": _("Subscribers"),
        "is_nav_sidebar_enabled": False,
        "tabs": subscriber_tabs(request.user, "subscribers"),
        "asked": asked,
        "states": [(value, label, counts.get(value, 0)) for value, label in SubscriberState.choices],
        "address": address,
        "here": f"{address}?{asked.query}",
        "form": form or AddressForm(),
        "is_search": page is None,
        "rows": [row_of(one, asked.names.get(one.edition_id, {})) for one in found],
        "newer": f"{page.newer}&{asked.query}" if page and page.newer else "",
        "older": f"{page.older}&{asked.query}" if page and page.older else "",
    }
    return render(request, "admin/readers/subscribers.html", context)


def row_of(subscriber: Subscriber, names: dict[str, str]) -> dict[str, Any]:
    return {
        "subscriber": subscriber,
        "address": shown(subscriber.email),
        "edition": registry.all_editions().get(subscriber.edition_id),
        "lists": [names.get(row.list, row.list) for row in subscriber.subscriptions.all()],
    }


@require_POST
def act_on(request: HttpRequest) -> HttpResponse:
    """What the pressed button says, of the subscribers that are ticked."""
    may_see(request.user)
    act, keys = request.POST.get("act", ""), keys_in(request.POST.getlist("subscriber"))
    if act not in {ERASE, LEAVE}:
        return HttpResponseBadRequest()
    editions = subscribers_seen_by(request.user)
    found = list(Subscriber.objects.filter(pk__in=keys, edition__in=editions).order_by("pk"))
    if not found:
        messages.warning(request, _("No subscriber was chosen."))
        return back_to(request, "subscribers")
    if act == ERASE:
        record(AuditAction.ERASE, found[0], by=request.user, detail={"subscribers": len(found)})
        erase_subscribers(found)
        text = ngettext("%(number)s subscriber was erased.", "%(number)s subscribers were erased.", len(found))
    else:
        for one in found:
            leave(one)
        text = ngettext("%(number)s subscriber gets no more.", "%(number)s subscribers get no more.", len(found))
    messages.success(request, text % {"number": desk_number(len(found))})
    return back_to(request, "subscribers")


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """A file with the subscribers of the list as it is asked for; that it was taken out stands on the log."""
    may_see(request.user)
    asked = Asked(request)
    rows = asked.narrow()
    edition = registry.all_editions().get(asked.edition) or asked.editions[0]
    record(
        AuditAction.EXPORT,
        edition,
        by=request.user,
        edition=asked.edition,
        detail={"subscribers": rows.count(), "state": asked.state, "list": asked.list},
    )
    answer = StreamingHttpResponse(lines_of(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="subscribers.csv"'
    return answer
