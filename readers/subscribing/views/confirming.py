"""The link that confirms an address: a page with a button, for scanners of mail follow links; what is posted acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editions import registry
from editions.models import Edition
from readers.models import Subscriber
from readers.subscribing.changes import HERE, confirm
from readers.subscribing.lists import lists_of
from readers.subscribing.tokens import key_of_confirm_token, manage_path
from readers.subscribing.views.private import private_page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """In the language of what was asked for, which the address names. Repeated clicks lead to the same page."""
    key = key_of_confirm_token(token)
    found = None if key is None else Subscriber.objects.filter(pk=key).first()
    if found is not None and request.method == "POST":
        found = confirm(found)
    if found is None:
        return private_page(
            request, edition, "readers/subscription_lost.html", title=_("This link is too old, or was used up")
        )
    if found.asked:
        return _asking_page(request, edition, found)
    if found.state not in HERE:
        return private_page(request, edition, "readers/subscription_lost.html", title=_("You get no mail from us"))
    names = [offer.name for offer in lists_of(found.edition_id) if offer.key in _keys(found)]
    title = _("You will get mail from us")
    context: dict[str, Any] = {"names": names, "own_page": manage_path(found)}
    return private_page(request, edition, "readers/subscription_confirmed.html", title=title, **context)


def _asking_page(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    wanted = registry.all_editions().get(found.asked["edition"], edition)
    names = [offer.name for offer in lists_of(wanted.code) if offer.key in found.asked["lists"]]
    context: dict[str, Any] = {
        "names": names,
        "address": found.email,
        "moves_from": registry.all_editions()[found.edition_id]
        if found.state in HERE and found.edition_id != wanted.code
        else None,
        "back": reverse("home", args=[edition]),
    }
    return private_page(request, edition, "readers/subscription_confirm.html", title=_("Shall we send it?"), **context)


def _keys(found: Subscriber) -> set[str]:
    return set(found.subscriptions.values_list("list", flat=True))
