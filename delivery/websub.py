"""WebSub (w3.org/TR/websub): an edition's hub is told which feeds have changed, and tells their readers."""

from urllib.parse import urlencode

from delivery.models import PingKind
from delivery.pings import ping


def ping_hubs(hub: str, feeds: list[str]) -> None:
    """Have the worker tell a hub of feeds, by their full addresses."""
    # One at a time: what hubs make of several is not agreed on.
    ping(PingKind.HUB, hub, ([feed] for feed in feeds))


def written(feeds: list[str]) -> tuple[bytes, str]:
    """What a hub is sent."""
    fields = [("hub.mode", "publish"), *((name, feed) for feed in feeds for name in ("hub.url", "hub.topic"))]
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"
