"""IndexNow (indexnow.org): telling search engines at once which pages changed. Off unless an edition asks for it."""

import hashlib
import hmac
import json
from itertools import batched
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from delivery.models import PingKind
from delivery.outbox import Event, Public
from delivery.pings import ping
from editions import registry
from editions.head import absolute

# The protocol's own limit.
MOST = 10_000


def key() -> str:
    """The site's key, which it shows at /KEY.txt to prove that it speaks for itself; made of the secret key."""
    return hmac.new(settings.SECRET_KEY.encode(), b"indexnow", hashlib.sha256).hexdigest()[:32]


def telling_editions() -> set[str]:
    return {edition.code for edition in registry.visible_editions() if edition.tells_search_engines}


@require_safe
def key_file(request: HttpRequest, name: str) -> HttpResponse:
    """The key, at its own address, while an edition uses it."""
    if name != key() or not telling_editions():
        raise Http404
    return HttpResponse(key(), content_type="text/plain; charset=utf-8")


def tell_search_engines(told: list[tuple[Event, Public]]) -> None:
    """Have the worker submit the addresses of editions that ask for it; withdrawn ones too."""
    codes = telling_editions()
    addresses = list(dict.fromkeys(absolute(public.path) for _event, public in told if public.edition in codes))
    ping(PingKind.INDEXNOW, settings.INDEXNOW_ENDPOINT, (list(group) for group in batched(addresses, MOST)))


def written(addresses: list[str]) -> tuple[bytes, str]:
    """What the search engines' common endpoint is sent."""
    body = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": key(),
        "keyLocation": absolute(reverse("indexnow-key", args=[key()])),
        "urlList": addresses,
    }
    return json.dumps(body).encode(), "application/json; charset=utf-8"
