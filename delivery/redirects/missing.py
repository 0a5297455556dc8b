"""Counting what is asked for and is not here, so that a lost link is seen and mended.

Nothing is written while a reader waits: each process counts in memory, a thread writes every few seconds. Both are
bounded. A flood of made-up addresses is counted as a number; in the table it can push out only what was asked for as
seldom as itself. Of who asked, nothing is kept but the host of the page that linked here.
"""

import logging
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from delivery.models import MissingAddress
from delivery.redirects.addresses import Address, normal_host, stored_address

logger = logging.getLogger(__name__)
# Marks a request that no reader sent; what browsers send has names that begin with HTTP_.
REPLAYED = "nejat.replayed"
# Rows in the table, of readers' addresses and of machines' each; rows that are ignored are not counted among them.
MOST_ROWS = {False: 5000, True: 500}
# New rows that one writing may add, and addresses that a process holds until then.
MOST_NEW = 200
MOST_HELD = 2000
SECONDS = 5.0
# The site's own addresses: what is missing there is no lost link.
OWN = ("/admin/", "/static/", "/files/", "/api/", "/preview/", "/s/", "/card/", "/oembed/", "/healthz")
# Somebody's mail address in a link is nobody's business.
_MAIL = re.compile(r"[^/\s@]+@[^/\s@]+\.[^/\s@]")
_PROBE = re.compile(
    r"\.(?:php\d?|phtml|aspx?|jspx?|cgi|env|ini|bak|sql|old|swp|yml|yaml|log|sh|exe|dll|pem|key|sqlite3?|htpasswd)(?:/|$)"
    r"|^/(?:wp-admin|wp-includes|wp-json|cgi-bin|phpmyadmin|pma|vendor|actuator|solr|autodiscover|owa|boaform|hudson"
    r"|jenkins|xmlrpc|manager|console|server-status|telescope|_ignition|\.[^w/])"
    r"|/(?:\.git|\.svn|\.aws|\.ssh|\.vscode|etc/passwd|wp-content/(?:plugins|themes|mu-plugins))(?:/|$)|\.\./|[<>{}$|`\\]"
)


@dataclass(slots=True)
class _Noted:
    host: str
    path: str
    is_probe: bool
    referrer: str = ""
    count: int = 0
    first_at: datetime = field(default_factory=timezone.now)
    last_at: datetime = field(default_factory=timezone.now)


_noted: dict[str, _Noted] = {}
_lock = threading.Lock()
_writer: threading.Timer | None = None


def is_probe(address: Address) -> bool:
    """Whether no reader asks for this, but a machine that looks for weak spots."""
    return bool(_PROBE.search(address.path))


def note(request: HttpRequest) -> None:
    """Count a request that was answered with 404. Costs no query; never fails."""
    if REPLAYED in request.META or request.path.startswith(OWN) or _MAIL.search(request.path):
        return
    asked = Address.of_request(request)
    # Of a query only what names a thing is kept: what readers typed into a form is theirs.
    address = asked.at(asked.parts, ((name, value) for name, value in asked.query if value.isdecimal()))
    shown = stored_address(request.path)[:500]
    now = timezone.now()
    with _lock:
        one = _noted.get(address.key)
        if one is None:
            if len(_noted) >= MOST_HELD:
                return
            query = str(address).partition("?")[2]
            path = f"{shown}?{query}"[:500] if query else shown
            one = _noted[address.key] = _Noted(address.host[:255], path, is_probe(address))
        one.count += 1
        one.last_at = now
        if referrer := _linking_host(request, address.host):
            one.referrer = referrer
        _begin_writer()


def _linking_host(request: HttpRequest, host: str) -> str:
    found = re.match(r"https?://([^/?#]+)", request.headers.get("Referer", "")[:300], re.I)
    linking = normal_host(found[1])[:255] if found else ""
    return linking if re.fullmatch(r"[a-z0-9.-]+", linking) else ""


def _begin_writer() -> None:
    """Have what is noted written soon; called with the lock held."""
    global _writer
    if not settings.MISSING_WRITES_ITSELF or (_writer and _writer.is_alive()):
        return
    _writer = threading.Timer(SECONDS, _write_and_close)
    _writer.daemon = True
    _writer.start()


def _write_and_close() -> None:
    try:
        write()
    finally:
        connection.close()


def write() -> int:
    """Write what this process has noted; how many rows were touched. What cannot be written now is written later."""
    with _lock:
        noted = dict(_noted)
        _noted.clear()
    if not noted:
        return 0
    try:
        return _write(noted)
    except DatabaseError:
        logger.warning("What was not found could not be counted.", exc_info=True)
        with _lock:
            for key, one in list(noted.items())[: MOST_HELD - len(_noted)]:
                _noted.setdefault(key, one)
        return 0


def forget_noted() -> None:
    """Drop what this process has noted and not written."""
    with _lock:
        _noted.clear()


@transaction.atomic
def _write(noted: dict[str, _Noted]) -> int:
    known = MissingAddress.objects.filter(key__in=noted)
    rows = {row.key: row for row in known}
    for key, row in rows.items():
        one = noted[key]
        row.count = F("count") + one.count
        row.last_at = one.last_at
        row.referrer = one.referrer or row.referrer
    MissingAddress.objects.bulk_update(rows.values(), ["count", "last_at", "referrer"], batch_size=200)
    new = sorted(((key, one) for key, one in noted.items() if key not in rows), key=_worth, reverse=True)[:MOST_NEW]
    for probes in (False, True):
        _make_room([one for _key, one in new if one.is_probe == probes], probes)
    MissingAddress.objects.bulk_create(
        [
            MissingAddress(
                key=key,
                host=one.host,
                path=one.path,
                referrer=one.referrer,
                count=one.count,
                is_probe=one.is_probe,
                first_at=one.first_at,
                last_at=one.last_at,
            )
            for key, one in new
        ],
        ignore_conflicts=True,
    )
    return len(rows) + len(new)


def _worth(pair: tuple[str, _Noted]) -> tuple[int, bool]:
    """Often asked for and linked to is worth more than once and from nowhere."""
    return pair[1].count, bool(pair[1].referrer)


def _make_room(new: Iterable[_Noted], probes: bool) -> None:
    """Delete the rows that are worth least, where there would be too many."""
    rows = MissingAddress.objects.filter(is_probe=probes, is_ignored=False)
    too_many = rows.count() + len(list(new)) - MOST_ROWS[probes]
    if too_many > 0:
        least = rows.order_by("count", "referrer", "last_at").values_list("pk", flat=True)[:too_many]
        MissingAddress.objects.filter(pk__in=list(least)).delete()
