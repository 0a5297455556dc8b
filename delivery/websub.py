"""WebSub (w3.org/TR/websub): an edition's hub is told which feeds have changed, and tells their readers."""

import http.client
import logging
from functools import partial
from urllib.parse import urlencode

from django.db import transaction
from django.tasks import task

from delivery.posting import RefusedAddressError, post

logger = logging.getLogger(__name__)


def ping_hubs(hub: str, feeds: list[str]) -> None:
    """Have the worker tell a hub of feeds, by their full addresses."""
    transaction.on_commit(partial(ping_hub.enqueue, hub, feeds), robust=True)


@task()
def ping_hub(hub: str, feeds: list[str]) -> int:
    """Background task: how many feeds the hub took note of."""
    taken = 0
    for feed in feeds:
        # One at a time: what hubs make of several is not agreed on.
        body = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
        try:
            answer = post(hub, body, {"Content-Type": "application/x-www-form-urlencoded"})
        except (RefusedAddressError, OSError, http.client.HTTPException) as error:
            logger.warning("The hub %s could not be told: %s", hub, error)
            return taken
        taken += answer.is_good
    return taken
