"""IndexNow (indexnow.org): telling search engines at once which pages changed. Off unless an edition asks for it."""

import hashlib
import hmac
import http.client
import json
import logging
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.tasks import task
from django.urls import reverse
from django.views.decorators.http import require_safe

from delivery.outbox import Event, Public
from delivery.posting import RefusedAddressError, post
from editions import registry
from editions.head import absolute

logger = logging.getLogger(__name__)
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
    for start in range(0, len(addresses), MOST):
        transaction.on_commit(partial(submit.enqueue, addresses[start : start + MOST]), robust=True)


@task()
def submit(addresses: list[str]) -> int:
    """Background task: the status that the search engines' common endpoint answers with."""
    body = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": key(),
        "keyLocation": absolute(reverse("indexnow-key", args=[key()])),
        "urlList": addresses,
    }
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        answer = post(settings.INDEXNOW_ENDPOINT, json.dumps(body).encode(), headers)
    except (RefusedAddressError, OSError, http.client.HTTPException) as error:
        logger.warning("IndexNow could not be told: %s", error)
        return 0
    if not answer.is_good:
        logger.warning("IndexNow answered %s: %s", answer.status, answer.text[:200])
    return answer.status
