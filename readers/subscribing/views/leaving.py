"""Leaving: by the button of a mail program (RFC 8058), or by the link at the foot of a mail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editions.models import Edition
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.subscribing.changes import HERE, leave
from readers.subscribing.lists import lists_of
from readers.subscribing.tokens import manage_path
from readers.subscribing.views.private import private_page, speak_to, subscriber_of

# What the button says that leaves all lists at once.
ALL = "all"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave_page(request: HttpRequest, edition: Edition, token: str, key: str = "") -> HttpResponse:
    """Asks, for scanners of mail follow links; what is posted acts at once, without sign-in, cookie or referer.

    It works for ever, and answers 200 to who has left already; 404 to what is nobody's, or not any more.

    Args:
        key: of the list that the mail belonged to; "": all.
    """
    found = subscriber_of(token)
    edition, was_known = speak_to(request, edition, found), found is not None
    if request.method == "POST" and found is not None:
        leave(found, "" if request.POST.get("act") == ALL else key)
        found = subscriber_of(token)
    offers = {offer.key: offer.name for offer in lists_of(found.edition_id)} if found else {}
    is_in = found is not None and _gets(found, key)
    others = [offers[one] for one in _keys(found) if one != key and one in offers] if found and key else []
    name = offers.get(key, "")
    if is_in:
        title = _("No more of “%(name)s”?") % {"name": name} if name else _("No more mail from us?")
    else:
        title = _("You get no more of “%(name)s”") % {"name": name} if name and others else _("You get no mail from us")
    status = 200 if was_known else 404
    context: dict[str, Any] = {
        "is_in": is_in,
        "others": others,
        "own_page": manage_path(found) if found and found.email and found.state != SubscriberState.PENDING else "",
    }
    return private_page(request, edition, "readers/subscription_leave.html", title=title, status=status, **context)


def _gets(found: Subscriber, key: str) -> bool:
    if found.state == SubscriberState.PENDING:
        return True
    return found.state in HERE and (not key or key in _keys(found))


def _keys(found: Subscriber) -> list[str]:
    if found.state not in HERE:
        return []
    return list(found.subscriptions.order_by("pk").values_list("list", flat=True))
