"""Where an address of the site lies in the mirror, and which addresses it has no file for."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.conf import settings

# For the desk, for machines that ask a server, and what only a server can answer.
_LEFT_OUT = re.compile(
    r"/(?:admin|preview|api|oembed|healthz|s|card|sw\.js|favicon\.ico)(?:/|$)"
    r"|/[^/]+/(?:offline/|manifest\.webmanifest|tell/|wish/|stop/|subscribe/)"
)
_FEED = re.compile(r"/feed/(?:atom/)?$")
_SEARCH = re.compile(r"/([^/]+)/search/")
# Bytes of one part of a path; file systems take 255.
LONGEST = 200


@dataclass(frozen=True)
class Address:
    """A page or file of the site, as the mirror knows it.

    Attributes:
        path: percent-decoded, from the root.
        before: the key of a page of a list, "" for the first.
    """

    path: str
    before: str = ""

    @property
    def asked(self) -> str:
        """As it is asked for."""
        return quote(self.path, safe="/~!$&'()*+,;=:@-._") + (f"?before={self.before}" if self.before else "")

    @property
    def file(self) -> str:
        """The file in the mirror."""
        path = self.path.lstrip("/")
        if self.path.endswith("/"):
            name = "index.xml" if _FEED.search(self.path) else "index.html"
            path += f"before-{self.before}/{name}" if self.before else name
        return "/".join(shortened(part) for part in path.split("/"))


def shortened(part: str) -> str:
    """A part of a path that file systems take: of a longer one its beginning and a sum of all of it."""
    data = part.encode()
    if len(data) <= LONGEST:
        return part
    end = posixpath.splitext(part)[1]
    return f"{data[: LONGEST - 20].decode(errors='ignore')}-{hashlib.sha256(data).hexdigest()[:12]}{end}"


def search_edition(path: str) -> str:
    """The code of the edition whose page of search this is; "" of any other path."""
    found = _SEARCH.fullmatch(path)
    return found[1] if found else ""


def read(link: str, base: str) -> tuple[Address | None, str, str]:
    """What a link on the page `base` leads to.

    Returns:
        (where in the mirror, "after" key, fragment); None for where: not in the mirror.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None, "", ""
    if (parts.scheme or parts.netloc) and f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None, "", ""
    path = parts.path or base
    if not path.startswith("/"):
        path = posixpath.join(posixpath.dirname(base), path)
    path = unquote(path)
    if _LEFT_OUT.match(path) or "/../" in path or "\0" in path:
        return None, "", ""
    query = parse_qs(parts.query)
    before = query.get("before", [""])[0] if not search_edition(path) else ""
    if not re.fullmatch(r"-?\d{1,17}-\d{1,18}", before):
        before = ""
    return Address(path, before), query.get("after", [""])[0], parts.fragment


def relative(target: str, page: str) -> str:
    """The link from one file of the mirror to another, percent-encoded."""
    found = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return quote(found, safe="/~!$&'()*+,;=@-._")
