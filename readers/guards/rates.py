"""How much one place may send. Its network address is hashed with a salt that is made anew every day and kept nowhere
but in the cache, so that nobody can tell afterwards who it was.

Where each process has a cache of its own (no CACHE_URL), each counts for itself, as for signing in.
"""

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from accounts.sign_in import address_of

DAY = 24 * 3600


@dataclass(frozen=True)
class Rate:
    """At most `most` within `seconds`."""

    most: int
    seconds: int


def place_of(request: HttpRequest) -> str:
    """A name for where the request came from, that says nothing of it and is another one tomorrow."""
    day = timezone.now().date().isoformat()
    salt = cache.get_or_set(f"readers-salt:{day}", lambda: secrets.token_hex(32), DAY)
    return hashlib.sha256(f"{salt}{_network_of(address_of(request))}".encode()).hexdigest()[:32]


def _network_of(address: str) -> str:
    """An IPv6 subscriber has a whole /64 to choose addresses from: it is one place."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def count(request: HttpRequest, kind: str, rates: tuple[Rate, ...]) -> int:
    """Count one more of a kind; how many seconds to wait where it is one too many, else 0."""
    place = place_of(request)
    waits = [
        rate.seconds for rate in rates if _counted(f"readers-rate:{kind}:{rate.seconds}:{place}", rate) > rate.most
    ]
    return max(waits, default=0)


def _counted(key: str, rate: Rate) -> int:
    cache.add(key, 0, rate.seconds)
    try:
        return cache.incr(key)
    except ValueError:
        # It ran out between the two.
        cache.set(key, 1, rate.seconds)
        return 1
