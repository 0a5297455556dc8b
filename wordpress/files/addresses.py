"""Addresses of uploaded files: which original a sized or edited copy was made of, and what spellings are one address.

WordPress keeps beside `a.jpg` copies such as `a-300x200.jpg`, `a-scaled.jpg`, `a-rotated.jpg` and, once edited,
`a-e1700000000.jpg` with copies of its own; plugins add `a@2x.jpg`, and Jetpack's servers give any of them in any size
by query. By its name alone `a-300x200.jpg` may be an original too: `spellings` gives both readings, the literal first.
"""

import re
import unicodedata
from collections.abc import Iterator
from posixpath import splitext
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Jetpack's picture servers have the address of the original as their path: i0.wp.com/example.org/wp-content/….
_PHOTON = re.compile(r"i[0-9]\.wp\.com")
# What a server resizes, crops or converts by.
_RESIZING = frozenset(
    "resize fit w h width height crop ssl strip quality zoom filter lb ulb letterbox unletterbox format auto dpr size"
    " q ver v".split()
)
_UPLOADS = re.compile(r"/(?:wp-content/(?:blogs\.dir/\d+/files|uploads)|uploads|files)/", re.I)
# On WordPress.com the uploads of a site have a host of their own.
_FILES_HOST = ".files.wordpress.com"
_EXTENSION = r"(?P<extension>\.[A-Za-z0-9]{2,5})?$"
_RETINA = re.compile(r"@[234]x" + _EXTENSION)
_SIZED = re.compile(r"-\d{1,5}x\d{1,5}" + _EXTENSION)
_SCALED = re.compile(r"-(?:scaled|rotated)" + _EXTENSION)
_EDITED = re.compile(r"-e\d{10,13}" + _EXTENSION)
# `photo.jpg.webp`, `photo.png.avif`: converted beside the original by optimisers.
_CONVERTED = re.compile(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$", re.I)
_MADE_IN_TURN = (_RETINA, _SIZED, _RETINA, _SCALED, _EDITED, _SCALED)
PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic"})


def original_address(address: str) -> str:
    """The address of the file that the one at `address` was made of; `address` itself where it was made of none."""
    plain = without_server(address)
    parts = _split(plain)
    if parts is None:
        return address
    path = _CONVERTED.sub(r"\1", parts.path)
    if not is_picture(path):
        return plain
    for pattern in _MADE_IN_TURN:
        path = _without(pattern, path)
    return urlunsplit(parts._replace(path=path))


def spellings(address: str) -> Iterator[str]:
    """Names by which an attachment may be known, the most literal first: each with one thing less added to it."""
    plain = without_server(address)
    parts = _split(plain)
    if parts is None:
        return
    path, given = parts.path, set()
    for pattern in (None, _CONVERTED, *_MADE_IN_TURN):
        if pattern is _CONVERTED:
            path = _CONVERTED.sub(r"\1", path)
        elif pattern is not None and is_picture(path):
            path = _without(pattern, path)
        if path not in given:
            given.add(path)
            yield urlunsplit(parts._replace(path=path))


def without_server(address: str) -> str:
    """The address without what asks a server for another size, and without Jetpack's server before it."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    parts = _split(address)
    if parts is None:
        return address
    if _PHOTON.fullmatch((parts.hostname or "").lower()):
        parts = _split(f"https://{parts.path.lstrip('/')}?{parts.query}") or parts
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in _RESIZING]
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=""))


def key_of(address: str, *, is_folded: bool = False) -> str:
    """What two spellings of one address have in common: no scheme, no `www.`, decoded, in composed letters.

    An address that starts at the site's root has no host, and then none in its key.

    Args:
        is_folded: upper and lower case are one too, as on the servers of some; on others `A.jpg` is not `a.jpg`.
    """
    parts = _split(without_server(address))
    if parts is None:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    path = unicodedata.normalize("NFC", unquote(parts.path))
    path = path.casefold() if is_folded else path
    return host + re.sub(r"/{2,}", "/", path) + (f"?{parts.query}" if parts.query else "")


def uploads_path(address: str) -> str:
    """The part of an address below the folder of uploads, decoded: `2012/03/a.jpg`; empty where it is not in there."""
    parts = _split(without_server(address))
    if parts is None:
        return ""
    if (parts.hostname or "").endswith(_FILES_HOST):
        return unquote(parts.path).lstrip("/")
    if not (found := _UPLOADS.search(parts.path)):
        return ""
    return unquote(parts.path[found.end() :]).lstrip("/")


def with_name(address: str, name: str) -> str:
    """The address of another file in the same folder."""
    parts = _split(address)
    if parts is None:
        return ""
    folder = parts.path.rpartition("/")[0]
    return urlunsplit(parts._replace(path=f"{folder}/{quote(name)}", query="", fragment=""))


def name_of(address: str) -> str:
    """The file's name, decoded: `a.jpg`."""
    parts = _split(address)
    return unquote(parts.path.rpartition("/")[2]) if parts else ""


def is_edited(address: str) -> bool:
    """Whether the file is what somebody made of the original in WordPress's picture editor."""
    return bool(_EDITED.search(name_of(original_size(address))))


def original_size(address: str) -> str:
    """The address without a size in its name; what was edited stays so."""
    return _without(_SIZED, _without(_RETINA, without_server(address)))


def is_picture(path: str) -> bool:
    return splitext(path)[1].lower() in PICTURES


def _without(pattern: re.Pattern[str], path: str) -> str:
    shorter = pattern.sub(lambda found: found["extension"] or "", path)
    # A name that is nothing but a size, such as `/300x200.jpg`, is the file's own.
    return path if shorter.rpartition("/")[2].startswith(".") or shorter.endswith("/") else shorter


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError:
        return None
    return parts
