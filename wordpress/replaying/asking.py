"""Asking the site: within this process, through everything that a request goes through, or over the network."""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import validate_host

from delivery.redirects.missing import REPLAYED

# What a path over the wire may consist of; lists have it in any spelling.
_WIRE = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, and where it leads; status 0: there was no answer, and `location` says why."""

    status: int
    location: str = ""


Ask = Callable[[str, str], Answer]


def host_header(host: str) -> str:
    """What a request for an address of this host names: that host where the site is served under it, else its own."""
    own = urlsplit(settings.SITE_URL).netloc
    return host if host and is_served(host) else own


def is_served(host: str) -> bool:
    """Whether the site answers to this name."""
    return validate_host(host, settings.ALLOWED_HOSTS)


class InProcess:
    """Asks the site by calling it, through all its middleware; beside the signals of a request, which would close the
    database under whoever asks."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.scheme = urlsplit(settings.SITE_URL).scheme

    def __call__(self, path: str, host: str) -> Answer:
        path, _mark, query = quote(path, safe=_WIRE).partition("?")
        name, _colon, port = host_header(host).partition(":")
        environ = {
            "REQUEST_METHOD": "HEAD",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if self.scheme == "https" else "80"),
            "HTTP_HOST": f"{name}:{port}" if port else name,
            "HTTP_X_FORWARDED_PROTO": self.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            REPLAYED: True,
        }
        response = self.handler.get_response(WSGIRequest(environ))
        # A file that would be sent is let go of; `close` would also say that a request has ended.
        for close in getattr(response, "_resource_closers", ()):
            close()
        return Answer(response.status_code, response.headers.get("Location", ""))


class OverHttp:
    """Asks a site that is served at `base`; each thread keeps a connection."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self.kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.netloc = parts.netloc
        self.kept = threading.local()

    def __call__(self, path: str, host: str) -> Answer:
        header = host if host and is_served(host) else self.netloc
        for is_last in (False, True):
            connection = getattr(self.kept, "connection", None) or self.kind(self.netloc, timeout=30)
            self.kept.connection = connection
            try:
                connection.request("HEAD", quote(path, safe=_WIRE), headers={"Host": header, "User-Agent": "Nejat CMS"})
                response = connection.getresponse()
                response.read()
                return Answer(response.status, response.headers.get("Location", ""))
            except (OSError, http.client.HTTPException) as error:
                # A connection that was kept may have been closed meanwhile: once more with a new one.
                connection.close()
                self.kept.connection = None
                if is_last:
                    return Answer(0, str(error) or type(error).__name__)
        raise AssertionError("unreachable")
