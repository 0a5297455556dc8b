"""Asks Django for a page as it is, uncompressed and unconditionally, and notes what it was made of."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any

from django.db import Error as DatabaseError

from delivery.changes.following import Follower
from delivery.pages.entry import Headers, Page
from delivery.pages.keys import Environ, Key
from delivery.recording.recorder import Recording, recording

type StartResponse = Callable[..., Any]
type Application = Callable[[Environ, StartResponse], Iterable[bytes]]
type MoreHeaders = Callable[[Iterable[str], datetime | None], list[tuple[str, str]]]

LARGEST = 2_000_000
# A browser's own wishes: the layer carries them out on what is stored.
_WISHES = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
_VARY = frozenset({"accept-encoding", ""})
_AGAINST = frozenset({"private", "no-store"})
_NONCE = re.compile(r"'nonce-")


@dataclass
class Rendered:
    """What Django answered.

    Attributes:
        status, headers: as it handed them to the server.
        content: all bytes; None where the answer is a stream, which `stream` is.
        made: what was noted meanwhile.
    """

    status: str
    headers: Headers
    content: bytes | None
    stream: Iterable[bytes] | None
    made: Recording

    def page(self, key: Key, more: MoreHeaders | None = None) -> Page:
        """As a page, whether it may be kept or not.

        Args:
            more: headers for caches further out, by the tags of a page that is kept and the moment at which it is over.
        """
        headers = list(self.headers)
        if more and not self.unkept:
            headers += more(self.made.tags, self.made.until)
        until = self.made.until.timestamp() if self.made.until else inf
        return Page(
            key=key,
            status=self.status,
            headers=headers,
            content=self.content or b"",
            tags=self.made.tags,
            position=str(self.made.position) if self.made.position else "",
            until=until,
        )

    @property
    def unkept(self) -> str:
        """Why it may not be kept; "": it may."""
        told = {name.lower(): value for name, value in self.headers}
        reasons = (
            ("status", self.status[:3] != "200"),
            ("stream", self.content is None),
            ("large", len(self.content or b"") > LARGEST),
            ("cookie", "set-cookie" in told),
            ("cache-control", bool(_words(told.get("cache-control", "")) & _AGAINST)),
            ("vary", not _words(told.get("vary", "")) <= _VARY),
            # True for one answer alone.
            ("nonce", _NONCE.search(told.get("content-security-policy", "")) is not None),
            ("encoded", "content-encoding" in told),
            ("no position", self.made.position is None),
        )
        return next((why for why, holds in reasons if holds), "") or self.made.unkept


def _words(header: str) -> set[str]:
    return {word.strip().lower().partition("=")[0] for word in header.split(",")}


def render(application: Application, environ: Environ, key: Key, follower: Follower | None = None) -> Rendered:
    """What Django answers to a GET of the page that `key` names."""
    asked = {name: value for name, value in environ.items() if name not in _WISHES}
    asked.update(REQUEST_METHOD="GET", QUERY_STRING=key.query)
    try:
        with recording(follower) as made:
            return _answer(application, asked, made)
    except DatabaseError:
        # Not even a position could be taken. Django knows what to say of it.
        return _answer(application, asked, Recording(unkept="database"))


def _answer(application: Application, environ: Environ, made: Recording) -> Rendered:
    told: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        told.append((status, headers))

    result = application(environ, start_response)
    status, headers = told[-1]
    # Django's own responses say whether they are streams; what is none of them may be anything.
    if getattr(result, "streaming", True):
        return Rendered(status, headers, None, result, made)
    try:
        content = b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close:
            close()
    return Rendered(status, headers, content, None, made)
