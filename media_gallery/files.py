"""Uploaded files, where they are kept beside the site: with safe headers, and in parts for players."""

import mimetypes
import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

# Shown in the browser; everything else is offered for saving.
INLINE = {
    ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".pdf", ".mp4", ".webm", ".mp3", ".ogg", ".m4a", ".vtt",
}  # fmt: skip
TYPES = {".avif": "image/avif", ".webp": "image/webp", ".vtt": "text/vtt", ".webm": "video/webm"}
# Names that carry the digest of their content: originals, and renditions with their width.
_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{18}-\d+\.")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CHUNK = 256 * 1024


@require_safe
def serve_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file under MEDIA_ROOT, whole or the part that a Range header (RFC 9110, 14) asks for."""
    file = safe_path(path)
    stat = file.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    asked = request.headers.get("If-None-Match")
    if asked == etag or (not asked and since is not None and int(stat.st_mtime) <= since):
        return with_headers(HttpResponse(status=304), file, etag, stat.st_mtime)
    part = parse_range(request.headers.get("Range", ""), stat.st_size)
    if part is None:
        response: HttpResponseBase = FileResponse(file.open("rb"), content_type=type_of(file))
    elif part == (0, -1):
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{stat.st_size}"
        return response
    else:
        start, end = part
        response = StreamingHttpResponse(read_part(file, start, end), status=206, content_type=type_of(file))
        response.headers["Content-Length"] = str(end - start + 1)
        response.headers["Content-Range"] = f"bytes {start}-{end}/{stat.st_size}"
    return with_headers(response, file, etag, stat.st_mtime)


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
    """(first, last) byte of a single range; None: the whole file; (0, -1): a range that cannot be served."""
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        return (size - length, size - 1) if length else (0, -1)
    start = int(found[1])
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    return (start, end) if start <= end and start < size else (0, -1)


def read_part(file: Path, start: int, end: int) -> Iterator[bytes]:
    left = end - start + 1
    with file.open("rb") as opened:
        opened.seek(start, os.SEEK_SET)
        while left > 0 and (data := opened.read(min(CHUNK, left))):
            left -= len(data)
            yield data


def type_of(file: Path) -> str:
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def with_headers(response: HttpResponseBase, file: Path, etag: str, modified: float) -> HttpResponseBase:
    """What every answer about a file carries. An upload never runs as a page of this site."""
    is_for_ever = bool(_DIGEST.search(file.name))
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(int(modified))
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = f"public, max-age={31_536_000 if is_for_ever else 86_400}" + (
        ", immutable" if is_for_ever else ""
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    if file.suffix != ".pdf":
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if file.suffix.lower() not in INLINE:
        response.headers["Content-Disposition"] = "attachment"
    elif "Content-Disposition" in response.headers:
        del response.headers["Content-Disposition"]
    return response
