"""Links within texts: they lead to the new addresses once all that they may lead to is here."""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from delivery.models import Redirect
from delivery.redirects.addresses import Address, normal_host
from delivery.redirects.finding import find
from editions.many import update_many
from wordpress.importing.things import stood, text_field, things_of
from wordpress.models import Origin
from wordpress.old_addresses import host_of
from wordpress.wxr.items import Site

BATCH = 200
# So many addresses are kept in memory.
MOST_KNOWN = 10_000
_HREF = re.compile(r'(<a [^>]*?href=")([^"]*)(")')


class Links:
    """Finds the new addresses of old ones of a site, many at a time; what was found is kept in memory."""

    def __init__(self, site: Site) -> None:
        self._home = site.link or site.base
        self._host = host_of(site)
        self._hosts = {self._host, normal_host(urlsplit(site.base).netloc), ""}
        self._known: dict[str, str] = {}

    def look_up(self, addresses: Iterable[str]) -> None:
        """Find the new addresses of these; what was found long ago is forgotten."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        wanted = {address: self._normal(address) for address in addresses if address not in self._known}
        keys = {normal.key for normal in wanted.values()}
        rows: dict[str, dict[str, str]] = {}
        every = sorted(keys)
        for start in range(0, len(every), 2000):
            some = Redirect.objects.filter(key__in=every[start : start + 2000])
            for key, host, new_path in some.values_list("key", "host", "new_path"):
                rows.setdefault(key, {})[host] = new_path
        for address, normal in wanted.items():
            if normal.host not in self._hosts:
                self._known[address] = ""
                continue
            by_host = rows.get(normal.key, {})
            new = by_host.get(self._host) or by_host.get("")
            if new is None and not normal.path.startswith(settings.MEDIA_URL.rstrip("/")):
                found = find(normal, asked=address if address.startswith("/") else "")
                new = found.new_path if found and not found.is_gone else None
            self._known[address] = new or ""

    def new(self, address: str) -> str:
        """The new address, with the place within the page; empty where nothing is known of it."""
        found = self._known.get(address, "")
        place = address.partition("#")[2]
        return f"{found}#{place}" if found and place and "#" not in found else found

    def _normal(self, address: str) -> Address:
        whole = urljoin(self._home.rstrip("/") + "/", address)
        return Address.read(whole, self._host)


def lead_on(site: Site, rows: Any, *, tell: Callable[[int], None]) -> int:
    """Rewrite the links of all texts of a site that wait for it; how many links now lead to their new address.

    What nothing is known of stays what it is, and is looked at again when more has come.

    Args:
        rows: the site's origins.
        tell: hears how many texts were looked at.
    """
    links, count, done, last = Links(site), 0, 0, 0
    while True:
        waiting = list(rows.filter(has_links=True, pk__gt=last).order_by("pk")[:BATCH])
        if not waiting:
            return count
        last = waiting[-1].pk
        links.look_up(address for origin in waiting for address in origin.links)
        count += _rewrite(waiting, links)
        done += len(waiting)
        tell(done)


@transaction.atomic
def _rewrite(waiting: list[Origin], links: Links) -> int:
    found = [origin for origin in waiting if any(links.new(address) for address in origin.links)]
    things = things_of(found, with_bodies=True)
    changed: dict[tuple[type[Model], str], dict[int, Model]] = {}
    led, count = [], 0
    for origin in found:
        thing = things.get((origin.model, origin.object_id or 0))
        # What somebody has edited here has links of theirs.
        if thing is None or stood(thing, origin.edition_code) != origin.stood:
            continue
        name = text_field(thing, origin.edition_code)
        body, number = _rewritten(getattr(thing, name) or "", links)
        if number:
            setattr(thing, name, body)
            count += number
            changed.setdefault((type(thing), name), {})[thing.pk] = thing
            origin.stood = stood(thing, origin.edition_code)
            origin.links = [address for address in origin.links if not links.new(address)]
            origin.has_links = bool(origin.links)
            led.append(origin)
    for (_model, name), rows in changed.items():
        update_many(rows.values(), [name])
    update_many(led, ["stood", "links", "has_links"])
    return count


def _rewritten(body: str, links: Links) -> tuple[str, int]:
    count = 0

    def lead(found: re.Match[str]) -> str:
        nonlocal count
        new = links.new(unescape(found[2]))
        if not new or new == unescape(found[2]):
            return found[0]
        count += 1
        return f"{found[1]}{escape(new, quote=True)}{found[3]}"

    return _HREF.sub(lead, body), count
