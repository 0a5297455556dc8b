"""Which stored page answers a request, if any may.

What strangers can vary at will makes no key: hosts that are not the site's own, queries that no page knows, addresses
without a page. So they cannot fill the cache.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

type Environ = dict[str, Any]

# Names of parameters that pages know, in the order in which they stand in a key.
KNOWN = ("before", "after", "lite")
# What others put behind our addresses, to know where readers come from: no page is another because of it.
TRACKING = re.compile(
    r"(utm|mtm|pk|hsa|oly|vero|ns)_[a-z_]{1,30}"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|ysclid|li_fat_id|igsh|igshid"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|__hstc|__hssc|__hsfp|srsltid|s_kwcid|epik"
)
# As `editions/paging.py` writes the edge of a page, or the number of an issue (`publications/archive.py`).
_EDGE = re.compile(r"-?[0-9]{1,17}-[0-9]{1,18}|[1-9][0-9]{0,9}")
# Never kept: what is answered in ways of its own (with ranges, to signed-in users, from files), and what is there at
# whatever address somebody thinks of (a style sheet for each colour).
PASSED_ON = ("/admin/", "/static/", "/files/", "/preview/", "/healthz", "/mail/", "/m/", "/accent/", "/card/")
LONGEST_PATH = 2000
# Requests with one of these are Django's: they ask for a part, say who asks, or set conditions beyond "has it changed".
UNUSUAL = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


class Key(NamedTuple):
    """What a stored page is known by; as the server hands it over, so that looking it up costs next to nothing.

    Attributes:
        path: decoded, its bytes as latin-1 (PEP 3333).
        query: the known parameters alone, in their order.
        host: as the browser named it, with its port.
    """

    path: str
    query: str
    host: str
    is_secure: bool


class Keys:
    """Makes keys of requests.

    Args:
        hosts: for which pages are kept (`kept_hosts`).
        session_cookie: whoever has this cookie is signed in, and gets nothing that is stored.
        secure_header: name in the environment and value of the header by which a proxy says that the reader came by
            https; None where no proxy is believed.
    """

    def __init__(
        self, *, hosts: Iterable[str], session_cookie: str, secure_header: tuple[str, str] | None = None
    ) -> None:
        self.hosts = frozenset(hosts)
        self.session = f"{session_cookie}="
        self.secure_name, self.secure_value = secure_header or ("wsgi.url_scheme", "https")

    def of(self, environ: Environ) -> Key | None:
        """The key of the page that a request asks for; None: it is not answered from what is stored."""
        path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or host not in self.hosts
            or environ.get("SCRIPT_NAME")
            or len(path) > LONGEST_PATH
            or path.startswith(PASSED_ON)
            or any(name in environ for name in UNUSUAL)
            or self.session in environ.get("HTTP_COOKIE", "")
        ):
            return None
        query = canonical(environ.get("QUERY_STRING", ""))
        return None if query is None else Key(path, query, host, self.is_secure(environ))

    def is_secure(self, environ: Environ) -> bool:
        """Whether the reader came by https, as Django would say."""
        return environ.get(self.secure_name, "").partition(",")[0].strip() == self.secure_value


def canonical(query: str) -> str | None:
    """A query with what pages know of it alone; None where it has something that we do not know.

    `?utm_source=x` is the page itself, `?lite=1` is `?lite`.
    """
    if not query:
        return ""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, _equals, value = part.partition("=")
        if not part or TRACKING.fullmatch(name):
            continue
        if name not in KNOWN or name in found or (name != "lite" and not _EDGE.fullmatch(value)):
            return None
        found[name] = value
    return "&".join(name if name == "lite" else f"{name}={found[name]}" for name in KNOWN if name in found)


def kept_hosts(allowed: Iterable[str], site_url: str, *ports: int) -> set[str]:
    """The site's own hosts as browsers name them: those allowed by their whole name, at the site's own ports."""
    site = urlsplit(site_url)
    names = {name.lower() for name in allowed if not name.startswith((".", "*"))} | {site.hostname or ""}
    known = {f":{port}" for port in (*ports, site.port) if port}
    return {f"{name}{port}" for name in names if name for port in ("", *known)}
