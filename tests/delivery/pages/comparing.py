"""Every public address of a site, asked for afresh after each edit and compared with what was kept of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.test.client import RequestFactory

from editions import frame

# What answers are compared by; the rest (the date, how the cache came by it) is told of each answer by itself.
APART = {"date", "cache-status", "age"}
# Where nothing links to, or where a link is followed by scripts alone.
ROOTS = ("/", "/sitemap.xml", "/robots.txt", "/llms.txt", "/api/v1/", "/api/v1/openapi.json", "/sw.js")
# Files, the desk, what answers each time anew, and forms.
_ELSEWHERE = re.compile(r"^/(static|files|admin|card|accent|preview|m|healthz|favicon)(/|$|\.)|\?(q|url)=")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    # What the page cache says of it: "hit", "miss", "bypass"; "" without one.
    came: str = field(default="", compare=False)

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")


@dataclass
class Asking:
    """Asks a WSGI application, as a server does that has one visitor."""

    application: Callable[..., Any]
    factory: RequestFactory = field(default_factory=RequestFactory)

    def get(self, address: str, **more: str) -> Answer:
        path, _mark, query = address.partition("?")
        # fmt: off
        environ = self.factory._base_environ(  # type: ignore[attr-defined]
            HTTP_HOST="testserver", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query,
            REQUEST_METHOD="GET", **more
        )
        # fmt: on
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            told[:] = [int(status.split()[0]), headers]

        made = self.application(environ, start)
        try:
            body = b"".join(made)
        finally:
            if hasattr(made, "close"):
                made.close()
        status, headers = told
        kept = sorted((name.lower(), value) for name, value in headers if name.lower() not in APART)
        said = next((value for name, value in headers if name.lower() == "cache-status"), "")
        return Answer(status, tuple(kept), body, said.partition("; ")[2].removeprefix("fwd=").partition(";")[0])


@contextmanager
def nothing_kept() -> Iterator[None]:
    """As in a process that has just begun: no menu that an earlier page was made of is at hand."""
    frames = dict(frame._frames)
    frame._frames.clear()
    try:
        yield
    finally:
        frame._frames.clear()
        frame._frames.update(frames)


def links_of(answer: Answer) -> set[str]:
    """The addresses of this site that an answer names."""
    if answer.header("location"):
        return own([answer.header("location")])
    if not answer.header("content-type").startswith(("text/", "application/")):
        return set()
    return own(unescape(found) for found in _links(answer.body.decode()))


def _links(text: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|action)="([^"]+)"', text)
    yield from re.findall(r"<(?:loc|link|id)>([^<]+)<", text)
    yield from re.findall(r'"[a-z_]*(?:url|next|editions|openapi|articles|id)": ?"([^"]+)"', text)


def own(links: Any) -> set[str]:
    site, found = urlsplit(settings.SITE_URL).netloc, set()
    for link in links:
        parts = urlsplit(link)
        if parts.netloc not in {"", site, "testserver"} or not parts.path.startswith("/"):
            continue
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not _ELSEWHERE.search(address):
            found.add(address)
    return found
