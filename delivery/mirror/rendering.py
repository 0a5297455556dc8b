"""Pages and files of the site as a reader without cookies gets them, from the site's own handler."""

import io
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import StreamingHttpResponse

_IN_STYLES = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")


@dataclass(frozen=True)
class Answer:
    """What the site says at an address."""

    status: int
    type: str
    body: bytes
    location: str = ""


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def ask(address: str) -> Answer:
    """The site's answer to a GET of `address`, which is a path with perhaps a query."""
    site = urlsplit(settings.SITE_URL)
    path, _sign, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        # As servers do it: the bytes of the path, each as a sign.
        "PATH_INFO": unquote(path, encoding="latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
    }
    response = _handler().get_response(WSGIRequest(environ))
    try:
        body = response.getvalue() if isinstance(response, StreamingHttpResponse) else getattr(response, "content", b"")
    finally:
        # The files that it holds; `close` would also end the request for connections that are in use here.
        for closer in getattr(response, "_resource_closers", ()):
            closer()
    return Answer(
        response.status_code, response.headers.get("Content-Type", ""), body, response.headers.get("Location", "")
    )


def static_file(path: str) -> bytes | None:
    """A file under STATIC_URL, as it is collected, else as it lies in the sources; None where there is none."""
    name = path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")
    try:
        with staticfiles_storage.open(name) as file:
            return file.read()
    except (FileNotFoundError, ValueError):
        pass
    found = finders.find(name)
    if not found:
        return None
    with open(found[0] if isinstance(found, list) else found, "rb") as file:
        return file.read()


def used_by_styles(text: str, path: str) -> list[str]:
    """The paths of what a style sheet asks for."""
    found = []
    for link in _IN_STYLES.findall(text):
        if not re.match(r"[a-z]+:|#|//", link):
            clean = link.split("?")[0].split("#")[0]
            found.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), clean)))
    return found
