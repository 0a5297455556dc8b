"""Where a page lies on disk: where nginx or Caddy look for an address, if its headers are those that they set
themselves; else under a digest, for our own use."""

from hashlib import blake2b
from pathlib import PurePosixPath

from delivery.pages.keys import Key

WWW, OTHER = "www", "other"
ENDINGS = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}
# What servers make of an ending, for addresses that end in a slash and for those that are a file's name.
_INDEX = {"text/html": "index.html", "application/rss+xml": "index.rss", "application/atom+xml": "index.atom"}
_BY_SUFFIX = {
    ".xml": {"application/xml", "text/xml", "application/rss+xml", "application/atom+xml"},
    ".json": {"application/json", "application/feed+json"},
    ".txt": {"text/plain"},
    ".css": {"text/css"},
    ".js": {"text/javascript", "application/javascript"},
    ".webmanifest": {"application/manifest+json"},
}
# Of a file's name; file systems take 255 bytes, and endings and temporary names need some.
_LONGEST = 240


def digest_of(key: Key) -> bytes:
    return blake2b("\n".join(map(str, key)).encode(), digest_size=16).digest()


def place_of(key: Key, content_type: str, *, is_standard: bool) -> str:
    """A page's file, relative to the folder of its build.

    Args:
        is_standard: its host and headers are those that a server in front stands for.
    """
    name = _name(key.path, content_type.partition(";")[0].strip().lower()) if is_standard and not key.query else ""
    if name:
        return f"{WWW}/{name}"
    digest = digest_of(key).hex()
    return f"{OTHER}/{digest[:2]}/{digest}"


def _name(path: str, kind: str) -> str:
    """The file of an address; "" where none can stand for it."""
    try:
        parts = path.encode("latin-1").decode().split("/")[1:]
    except UnicodeError:
        return ""
    last = parts.pop() if parts else ""
    if not last:
        last = _INDEX.get(kind, "")
    elif kind not in _BY_SUFFIX.get(PurePosixPath(last).suffix, ()):
        return ""
    parts.append(last)
    is_plain = all(part and part[0] != "." and "\0" not in part and len(part.encode()) <= _LONGEST for part in parts)
    return "/".join(parts) if is_plain else ""
