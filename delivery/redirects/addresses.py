"""One normal form for every spelling of an address, so that links of twenty years find what they mean.

Alike are: both spellings of percent-encoding, encoded twice or not at all; composed and decomposed letters; upper and
lower case; with and without the closing slash; doubled slashes; behind `index.php/`; with marks of direction that were
copied along; with the names that campaigns and networks add to a query; with and without `www.`.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import repercent_broken_unicode

# What others add to a query says nothing of what is asked for.
_ADDED = frozenset(
    "fbclid gclid dclid msclkid yclid twclid igshid igsh mc_cid mc_eid _ga _gl ref_src replytocom share nb amp".split()
)
_ADDED_TO = ("utm_", "pk_", "mtm_")
_INDEX = frozenset({"index.php", "index.html", "index.htm"})
# Encoded once by a browser, again by a messenger, and once more by a list of links.
_MOST_ENCODED = 3
SAFE = "/~:@!$&'()*+,;=-._"
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its normal form.

    Attributes:
        host: in small letters, without port and `www.`; "" means any.
        path: decoded, in small letters, with one slash before each part and none at the end; "/" of the root.
        query: (name, value) in their order by name, without what others added.
    """

    host: str
    path: str
    query: Query = ()

    @classmethod
    def read(cls, text: str, host: str = "") -> "Address":
        """Of a path with or without a query, or of a whole address, however it is spelt; `host` is that of a path."""
        text = text.strip()
        if text[:8].lower().startswith(("http://", "https://")):
            rest = text.partition("://")[2]
            end = min((place for sign in "/?#" if (place := rest.find(sign)) >= 0), default=len(rest))
            host, text = rest[:end], rest[end:]
        path, _mark, query = text.partition("#")[0].partition("?")
        return cls(normal_host(host), _normal_path(path), _normal_query(query))

    @classmethod
    def of_request(cls, request: HttpRequest) -> "Address":
        query = request.META.get("QUERY_STRING", "")
        return cls(normal_host(request.get_host()), _normal_path(quote(request.path)), _normal_query(query))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in self.path.split("/") if part)

    @property
    def key(self) -> str:
        """What redirects are found by, whatever the host: long addresses in any script become 32 signs."""
        return hashlib.blake2b(str(self).encode(), digest_size=16).hexdigest()

    def get(self, name: str) -> str:
        """The value of a query's name; "" where it is not there."""
        return next((value for known, value in self.query if known == name), "")

    def at(self, parts: Iterable[str], query: Iterable[tuple[str, str]] = ()) -> "Address":
        """Another address of the same host."""
        return Address(self.host, f"/{'/'.join(parts)}", tuple(sorted(query)))

    def without(self, *names: str) -> "Address":
        """The same without some of the query."""
        return replace(self, query=tuple(pair for pair in self.query if pair[0] not in names))

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"{self.path}?{query}" if query else self.path


def stored_address(text: str) -> str:
    """A path, with its query, as redirects show it: percent-encoded as `reverse` does, otherwise as it was given."""
    path, mark, query = text.partition("#")[0].partition("?")
    path = quote(repercent_broken_unicode(unquote_to_bytes(path)).decode(), safe=SAFE)
    return f"{path}{mark}{quote(query, safe=f'{SAFE}%?')}" if query else path


def key_of_target(new_path: str) -> str:
    """What redirects to this address share: the key that it would be found by itself; "" of addresses elsewhere."""
    if not new_path:
        return ""
    target = Address.read(new_path)
    return target.key if target.host in {"", own_host()} else ""


@lru_cache(maxsize=1000)
def normal_host(host: str) -> str:
    """A host without its port, its `www.`, and what the case of letters and their encoding say."""
    if not host:
        return ""
    host = host.rpartition("@")[2].strip().lower()
    if not host.startswith("["):
        host = host.partition(":")[0]
    host = host.rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return host


@lru_cache(maxsize=8)
def _host_of(site: str) -> str:
    return normal_host(urlsplit(site).netloc)


def own_host() -> str:
    """The host that this site is known by."""
    return _host_of(settings.SITE_URL)


def _decoded(text: str) -> str:
    for _time in range(_MOST_ENCODED):
        if "%" not in text:
            break
        plain = repercent_broken_unicode(unquote_to_bytes(text)).decode()
        if plain == text:
            break
        text = plain
    return text


def _folded(text: str) -> str:
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    if text.isprintable():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf"})


def _normal_path(path: str) -> str:
    parts = [part for raw in _folded(_decoded(path)).split("/") if (part := raw.strip()) and part != "."]
    if not _INDEX.isdisjoint(parts):
        last = len(parts) - 1
        parts = [part for place, part in enumerate(parts) if part not in _INDEX or (place < last and part[-1] != "p")]
    return f"/{'/'.join(parts)}"


def _normal_query(query: str) -> Query:
    if not query:
        return ()
    pairs = []
    for pair in query.replace("&amp;", "&").split("&"):
        name, _sign, value = pair.replace("+", " ").partition("=")
        name, value = _folded(_decoded(name)).strip(), _folded(_decoded(value)).strip()
        if name and name not in _ADDED and not name.startswith(_ADDED_TO):
            pairs.append((name, value))
    return tuple(sorted(pairs))
