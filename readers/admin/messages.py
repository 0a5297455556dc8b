"""Messages of the contact form at the desk."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.desk.counting import count_each
from accounts.desk.dates import desk_number
from editions import registry
from editions.paging import page_of
from readers.admin.common import back_to, keys_in, suspicion_words, tabs_of
from readers.contact import mark_messages
from readers.enums import MessageState
from readers.models import ContactMessage
from readers.reach import messages_read_by

A_PAGE = 25


def read_by(user: Any) -> QuerySet[ContactMessage]:
    codes = messages_read_by(user)
    if codes == set():
        raise PermissionDenied
    return ContactMessage.objects.all() if codes is None else ContactMessage.objects.filter(edition__in=codes)


@require_safe
def messages_list(request: HttpRequest) -> HttpResponse:
    """The new ones, unless the address asks for others."""
    mine = read_by(request.user)
    codes = messages_read_by(request.user)
    editions = [one for code, one in registry.all_editions().items() if codes is None or code in codes]
    edition = request.GET.get("edition", "")
    edition = edition if edition in {one.code for one in editions} else ""
    state = request.GET.get("state", "")
    state = state if state in MessageState.values else MessageState.NEW.value
    rows = mine.filter(edition=edition) if edition else mine
    counts = count_each(rows, "state", MessageState.values)
    address = reverse("admin:messages")
    rows = rows.filter(state=state).select_related("handled_by")
    page = page_of(rows, request.GET, path=address, moment="made_at", size=A_PAGE)
    along = urlencode({"state": state, "edition": edition} if edition else {"state": state})
    context = {
        **admin.site.each_context(request),
        "title": _("Messages"),
        "is_nav_sidebar_enabled": False,
        "tabs": tabs_of(request.user, "messages"),
        "editions": editions,
        "edition": edition,
        "state": state,
        "states": [(value, label, counts.get(value, 0)) for value, label in MessageState.choices],
        "address": address,
        "here": request.get_full_path(),
        "rows": [row_of(message) for message in page.rows],
        "newer": f"{page.newer}&{along}" if page.newer else "",
        "older": f"{page.older}&{along}" if page.older else "",
    }
    return render(request, "admin/readers/messages.html", context)


def row_of(message: ContactMessage) -> dict[str, Any]:
    edition = registry.all_editions().get(message.edition_id)
    is_late = bool(edition and edition.contact_address) and message.mailed_at is None
    return {
        "message": message,
        "edition": edition,
        "why": suspicion_words(message.suspicions),
        "is_unmailed": is_late and message.state != MessageState.SPAM,
        "answer": f"mailto:{message.email}?{urlencode({'subject': f'Re: {message.subject}'}).replace('+', '%20')}",
    }


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """What the pressed button says, of the messages that are ticked."""
    mine = read_by(request.user)
    state, keys = request.POST.get("act", ""), keys_in(request.POST.getlist("message"))
    if state not in MessageState.values:
        return HttpResponseBadRequest()
    found = list(mine.filter(pk__in=keys))
    if len(found) < ContactMessage.objects.filter(pk__in=keys).count():
        raise PermissionDenied
    number = mark_messages(messages=found, state=MessageState(state), by=request.user)
    if keys:
        text = ngettext("%(number)s message: %(state)s.", "%(number)s messages: %(state)s.", number)
        messages.success(request, text % {"number": desk_number(number), "state": MessageState(state).label})
    else:
        messages.warning(request, _("No message was chosen."))
    return back_to(request, "messages")
