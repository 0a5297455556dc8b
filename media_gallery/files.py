"""Uploaded files, where they are kept beside the site: to those who may have them, with safe headers, and in parts for
players."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.views.decorators.http import require_safe

from editions.models import Edition
from media_gallery.keepers import keeper_of

# Shown in the browser; everything else is offered for saving, as bytes of no known kind.
TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif",
    ".gif": "image/gif", ".pdf": "application/pdf", ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".epub": "application/epub+zip",
}  # fmt: skip
UNKNOWN = "application/octet-stream"
# Names that carry the digest of their content: originals, and renditions with their width.
_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{18}-\d+\.")
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
NOTHING = (0, -1)
FOR_EVER, A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
# What may be withdrawn: asked for again after a few minutes, answered with 304.
A_WHILE, NOT_AT_ALL = "public, max-age=300", "private, no-store"
CHUNK = 256 * 1024


@require_safe
def serve_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file under MEDIA_ROOT, if its keeper lets the asker have it."""
    file = safe_path(path)
    name = file.relative_to(Path(settings.MEDIA_ROOT).resolve()).as_posix()
    keeper = keeper_of(name)
    if keeper is None:
        return send(request, file, FOR_EVER if _DIGEST.search(file.name) else A_DAY)
    access = keeper.access(name)
    if access.is_open:
        return send(request, file, A_WHILE)
    if keeper.may_read(request.user, name):
        return send(request, file, NOT_AT_ALL)
    if access.gone_in:
        return withdrawn(request, access.gone_in)
    raise Http404


def withdrawn(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The edition's page for what it has taken down."""
    request.edition = edition  # type: ignore[attr-defined]
    with translation.override(edition.language):
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)


def send(request: HttpRequest, file: Path, lifetime: str) -> HttpResponseBase:
    """The file, whole or the part that a Range header (RFC 9110, 14) asks for; `lifetime` is its Cache-Control."""
    stat = file.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    modified = int(stat.st_mtime)
    if is_known(request, etag, modified):
        return with_headers(HttpResponse(status=304), file, etag, modified, lifetime)
    asked = request.headers.get("Range", "") if may_be_partial(request, etag, modified) else ""
    part = parse_range(asked, stat.st_size)
    if part is None:
        response: HttpResponseBase = FileResponse(file.open("rb"), content_type=type_of(file))
    elif part == NOTHING:
        response = HttpResponse(status=416, content_type=type_of(file))
        response.headers["Content-Range"] = f"bytes */{stat.st_size}"
    else:
        start, end = part
        response = StreamingHttpResponse(read_part(file, start, end), status=206, content_type=type_of(file))
        response.headers["Content-Length"] = str(end - start + 1)
        response.headers["Content-Range"] = f"bytes {start}-{end}/{stat.st_size}"
    return with_headers(response, file, etag, modified, lifetime)


def is_known(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether the asker has this very file already (RFC 9110, 13.1.2 and 13.1.3)."""
    if asked := request.headers.get("If-None-Match"):
        # A proxy that compresses makes an entity tag weak; the comparison here does not mind.
        tags = {tag.removeprefix("W/") for tag in parse_etags(asked)}
        return "*" in tags or etag in tags
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and modified <= since


def may_be_partial(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether a Range counts: on GET, and only if the part would fit what the asker has (RFC 9110, 13.1.5)."""
    condition = request.headers.get("If-Range")
    return request.method == "GET" and condition in {None, etag, http_date(modified)}


def safe_path(path: str) -> Path:
    """The file that an address names; 404 for what leaves the folder, is none, or is hidden."""
    root = Path(settings.MEDIA_ROOT).resolve()
    if "\x00" in path or any(part.startswith(".") for part in path.split("/")):
        raise Http404
    try:
        file = (root / path).resolve()
        found = file.is_relative_to(root) and file.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        raise Http404
    return file


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """(first, last) byte of a single range; None: the whole file; NOTHING: a range that cannot be served.

    Several ranges, or a header that cannot be read, may be passed over (RFC 9110, 14.2): the whole file then.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        return (size - length, size - 1) if length else NOTHING
    start = int(found[1])
    if found[2] and int(found[2]) < start:
        return None
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    return (start, end) if start < size else NOTHING


def read_part(file: Path, start: int, end: int) -> Iterator[bytes]:
    left = end - start + 1
    with file.open("rb") as opened:
        opened.seek(start, os.SEEK_SET)
        while left > 0 and (data := opened.read(min(CHUNK, left))):
            left -= len(data)
            yield data


def type_of(file: Path) -> str:
    return TYPES.get(file.suffix.lower(), UNKNOWN)


def with_headers(response: HttpResponseBase, file: Path, etag: str, modified: int, lifetime: str) -> HttpResponseBase:
    """What every answer about a file carries. An upload never runs as a page of this site."""
    kind = type_of(file)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    response.headers["Accept-Ranges"] = "bytes"
    if response.status_code != 416:
        response.headers["Cache-Control"] = lifetime
    response.headers["X-Content-Type-Options"] = "nosniff"
    if kind != "application/pdf":
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = "attachment" if kind == UNKNOWN else "inline"
    return response
