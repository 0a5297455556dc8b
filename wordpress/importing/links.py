"""Links within texts: they lead to the new addresses once all that they may lead to is here."""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction

from articles.models import Article
from delivery.models import Redirect
from delivery.redirects.addresses import Address, normal_host
from delivery.redirects.finding import find
from editions.models import PageEdition
from wordpress.importing import articles, pages
from wordpress.models import Origin
from wordpress.old_addresses import host_of
from wordpress.wxr.items import Site

BATCH = 200
_HREF = re.compile(r'(<a [^>]*?href=")([^"]*)(")')


class Links:
    """Finds the new addresses of old ones of a site, many at a time; what was found is kept in memory."""

    def __init__(self, site: Site) -> None:
        self._home = site.link or site.base
        self._host = host_of(site)
        self._hosts = {self._host, normal_host(urlsplit(site.base).netloc), ""}
        self._known: dict[str, str] = {}

    def look_up(self, addresses: Iterable[str]) -> None:
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
    count = 0
    for label, model, stood in (
        (articles.LABEL, Article, articles.stood),
        (pages.LABEL, PageEdition, pages.stood),
    ):
        its = {origin.object_id: origin for origin in found if origin.model == label}
        texts: list[Any] = []
        for text in model._default_manager.filter(pk__in=its):
            origin = its[text.pk]
            if stood(text) != origin.stood:
                # Somebody has edited it here: its links are theirs.
                continue
            body, number = _rewritten(text.body, links)
            if number:
                text.body = body
                count += number
                texts.append(text)
        model._default_manager.bulk_update(texts, ["body"], batch_size=50)
        for text in texts:
            origin = its[text.pk]
            origin.stood = stood(text)
            origin.links = [address for address in origin.links if not links.new(address)]
            origin.has_links = bool(origin.links)
        Origin.objects.bulk_update([its[text.pk] for text in texts], ["stood", "links", "has_links"], batch_size=200)
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
