"""Old addresses that somebody has: a list, a sitemap, a server's log. Each may be compressed."""

import gzip
import html
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import IO

from delivery.redirects.addresses import Address
from delivery.redirects.checks import split_host
from delivery.redirects.missing import is_probe
from wordpress.replaying.known import Asked

# A sitemap may have 50 MB (sitemaps.org), and an index 50,000 of them; nobody has a thousand.
MOST_BYTES = 60_000_000
MOST_SITEMAPS = 2000
_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</loc>", re.S)
# Combined log format, with or without a virtual host before it.
_LINE = re.compile(
    r"(?:(?P<host>[\w.-]+\.[a-z]{2,})(?::\d+)? )?\S+ \S+ .*?\[[^\]]+\] "
    r'"(?:GET|HEAD) (?P<path>\S+)[^"]*" (?P<status>\d{3}) '
)
# The old site's own machinery: nobody's links.
_MACHINERY = re.compile(r"^/(?:wp-(?:admin|includes|json|cron\.php|login\.php)|xmlrpc\.php|robots\.txt|favicon\.ico)\b")


class NoSourceError(Exception):
    """It cannot be read; the message says why."""


def of_list(name: str) -> Iterator[Asked]:
    """One address a line, or as the first column of a CSV; with a host or without. Lines that begin with # are not
    addresses."""
    with _opened(name) as lines:
        for raw in lines:
            text = raw.decode("utf-8", "replace").strip().removeprefix("\ufeff")
            text = re.split(r"[,;\t]", text, maxsplit=1)[0].strip().strip('"')
            if text.startswith(("/", "http://", "https://")):
                yield asked_of(text)


def of_sitemap(name: str) -> Iterator[Asked]:
    """The addresses of a sitemap, or of all those that an index names; from a file or over the network."""
    waiting, seen = [name], {name}
    while waiting:
        content = _content_of(waiting.pop(0), beside=name)
        addresses = [html.unescape(found.decode("utf-8", "replace")) for found in _LOC.findall(content)]
        if b"<sitemapindex" not in content[:2000]:
            yield from map(asked_of, addresses)
            continue
        for address in addresses:
            if address not in seen and len(seen) < MOST_SITEMAPS:
                seen.add(address)
                waiting.append(address)


def of_log(name: str) -> Iterator[Asked]:
    """What readers were answered by the old site, each address once. What it refused, and its own machinery, was no
    link; what machines try on every site neither."""
    seen = set()
    with _opened(name) as lines:
        for raw in lines:
            found = _LINE.match(raw.decode("utf-8", "replace"))
            if found is None or found["status"] >= "400":
                continue
            asked = asked_of(found["path"], found["host"] or "")
            address = Address.read(asked.path, asked.host)
            key = blake2b(f"{asked.host}{address}".encode(), digest_size=12).digest()
            if key not in seen and not _MACHINERY.match(address.path) and not is_probe(address):
                seen.add(key)
                yield asked


def asked_of(text: str, host: str = "") -> Asked:
    named, path = split_host(text)
    path = path.partition("#")[0]
    return Asked(path if path.startswith("/") else f"/{path}", Address.read("/", named or host).host)


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    try:
        with Path(name).open("rb") as file:
            is_packed = file.peek(2)[:2] == b"\x1f\x8b"
            yield gzip.GzipFile(fileobj=file) if is_packed else file  # type: ignore[misc]
    except (OSError, EOFError) as error:
        raise NoSourceError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _content_of(name: str, *, beside: str) -> bytes:
    """A sitemap's bytes. One that an index in a file names is taken from the file beside it, where there is one."""
    is_far = name.startswith(("http://", "https://"))
    near = Path(beside).parent / name.rpartition("/")[2]
    if is_far and not beside.startswith(("http://", "https://")) and near.is_file():
        name, is_far = str(near), False
    try:
        content = _fetched(name) if is_far else Path(name).read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.GzipFile(fileobj=BytesIO(content)).read(MOST_BYTES + 1)
    except (OSError, EOFError) as error:
        raise NoSourceError(f"{name} cannot be read: {error}") from error
    if len(content) > MOST_BYTES:
        raise NoSourceError(f"{name} is larger than a sitemap may be.")
    return content


def _fetched(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": "Nejat CMS"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - http and https alone come here
        return response.read(MOST_BYTES + 1)
