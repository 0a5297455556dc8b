"""What a page tells the proxy in front of it: its keys, and how long it may be kept there.

Browsers ask again each time, as they do without a proxy. The proxy may keep a page long, since it is told when it is no
longer true; that it was told is not relied on for more than a day.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from delivery.proxies.keys import surrogate
from delivery.proxies.moments import expect, tag_of

# Seconds: kept; shown once more while a new one is fetched, after that; shown while the site does not answer.
KEPT, REVALIDATING, ON_ERROR = 86_400, 60, 86_400
LIFETIME = f"max-age={KEPT}, stale-while-revalidate={REVALIDATING}, stale-if-error={ON_ERROR}"


def for_page(tags: Iterable[str], until: datetime | None = None) -> list[tuple[str, str]]:
    """Headers of a page that is made of what these tags name; none where no proxy is told of changes.

    Args:
        until: it is no longer true then, whatever is changed.
    """
    chosen = settings.PURGE
    if chosen is None:
        return []
    if until is not None:
        if not expect(until):
            # Nobody would tell the proxy that the moment has come.
            return [(chosen.lifetime, "no-store")]
        tags = [*tags, tag_of(until)]
    return [(chosen.header, chosen.joint.join(surrogate(tags))), (chosen.lifetime, LIFETIME)]
