"""A page cache before the real application, asked as a server asks it."""

import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from delivery.pages.kept import Kept
from delivery.pages.keys import Keys
from delivery.pages.serving import PageCache

HOST = "testserver"
SESSION = "sessionid"


@dataclass
class Told:
    """An answer: `came` is what Cache-Status says after the name of the cache."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def came(self) -> str:
        return self.headers.get("cache-status", "").removeprefix("nejat; ")

    @property
    def own(self) -> dict[str, str]:
        """The headers that do not say how it came here."""
        return {name: value for name, value in self.headers.items() if name != "cache-status"}


def ask(application: Any, address: str = "/en/", method: str = "GET", host: str = HOST, **headers: str) -> Told:
    """Ask for an address; further headers by their names in the environment, without HTTP_."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name}": value for name, value in headers.items()},
    }
    told: list[Any] = []

    def start(status: str, sent: list[tuple[str, str]], _error: Any = None) -> None:
        told[:] = [int(status.split()[0]), {name.lower(): value for name, value in sent}]

    made = application(environ, start)
    try:
        body = b"".join(made)
    finally:
        if hasattr(made, "close"):
            made.close()
    return Told(told[0], told[1], body)


@dataclass
class Counting:
    """Django's own application, and what it was asked for."""

    asked: list[str] = field(default_factory=list)
    handler: WSGIHandler = field(default_factory=WSGIHandler)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"].encode("latin-1").decode())
        return self.handler(environ, start_response)


def make_cache(
    folder: Path, *, application: Any = None, memory: int = 32_000_000, disk: int = 0, **more: Any
) -> PageCache:
    """One that has begun."""
    kept = Kept(folder=folder, build="build", memory=memory, disk=disk, **more)
    made = PageCache(application or Counting(), kept, Keys(hosts={HOST}, session_cookie=SESSION))
    made.begin()
    return made
