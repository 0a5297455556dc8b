"""Compresses public pages while they are sent: brotli where the browser takes it, else gzip."""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Of text only; pictures and PDFs are compressed already.
_TEXT = re.compile(r"(text/|application/(json|feed\+json|xml|rss\+xml|atom\+xml|manifest\+json))")
SMALLEST = 500
# Quality 4 costs a third of quality 5's time for two per cent more bytes.
BROTLI_QUALITY = 4
DESK = "/admin/"


class CompressionMiddleware:
    """Not on the desk: its pages hold secrets, and what is compressed together can be guessed (BREACH)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.streaming
            or request.path_info.startswith(DESK)
            or response.has_header("Content-Encoding")
            or len(response.content) < SMALLEST
            or not _TEXT.match(response.headers.get("Content-Type", ""))
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        accepted = request.headers.get("Accept-Encoding", "")
        if re.search(r"\bbr\b(?!;q=0(\.0*)?(,|$))", accepted):
            self.encode(response, "br", brotli.compress(response.content, quality=BROTLI_QUALITY))
        elif re.search(r"\bgzip\b(?!;q=0(\.0*)?(,|$))", accepted):
            self.encode(response, "gzip", gzip.compress(response.content, compresslevel=6, mtime=0))
        return response

    def encode(self, response: HttpResponse, name: str, content: bytes) -> None:
        response.content = content
        response.headers["Content-Encoding"] = name
        response.headers["Content-Length"] = str(len(content))
        if etag := response.headers.get("ETag"):
            # The same page in other bytes: a weak validator says so (RFC 9110, 8.8.1).
            response.headers["ETag"] = etag if etag.startswith("W/") else f"W/{etag}"
