"""Where what stood at an old address stands now."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from delivery.models import Redirect
from delivery.redirects.addresses import Address, stored_address
from delivery.redirects.rules import Candidate, candidates_of

# More spellings of one address than anybody has linked to.
MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an old address: where it leads, or that it is gone on purpose (`new_path` is empty)."""

    new_path: str

    @property
    def is_gone(self) -> bool:
        return not self.new_path


def find(address: Address, *, is_live: bool = False, asked: str = "") -> Found | None:
    """What is known of an address, in one query; None where nothing is.

    Args:
        is_live: something stands at its path; its query, or its host, may be an old one.
        asked: the path as it was asked for: nothing is led to where it is already.
    """
    candidates = list(islice(candidates_of(address, is_live=is_live), MOST_CANDIDATES))
    keys = {candidate.address.key for candidate in candidates if not candidate.certain}
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for key, host, new_path in Redirect.objects.filter(key__in=keys).values_list("key", "host", "new_path"):
        known[key][host] = new_path
    for candidate in candidates:
        led_to = candidate.certain or _led_to(candidate, known, address.host, is_live)
        if led_to == "":
            return Found("")
        if led_to and stored_address(led_to) != asked:
            return Found(led_to)
    return None


def _led_to(candidate: Candidate, known: dict[str, dict[str, str]], host: str, is_live: bool) -> str | None:
    """Where what is kept of a candidate leads; "" of what is gone, None where nothing is kept."""
    key = candidate.address.key
    # A front page that is here is nobody else's, but for a site with a host of its own.
    is_strict = is_live and not candidate.address.query
    kept = _of_host(known[key], host, is_strict=is_strict) if key in known else None
    return candidate.follow(kept) if kept else kept


def _of_host(new_paths: dict[str, str], host: str, *, is_strict: bool) -> str | None:
    """The new address for a host, of those by host: its own, else that for all.

    Where a site has moved in whose host leads here only now and then, or whose own server sends all its addresses on to
    ours, its host alone would find nothing: then what is known of other hosts is taken, if they all say the same.
    `is_strict`: nothing but its own.
    """
    if is_strict:
        return new_paths.get(host)
    for one in (host, ""):
        if one in new_paths:
            return new_paths[one]
    said = set(new_paths.values())
    return said.pop() if len(said) == 1 else None
