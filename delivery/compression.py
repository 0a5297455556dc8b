"""Answers that were not kept: compressed while they are sent, or not sent where the browser has them already.

What the page cache answers is the same, byte for byte (pages/answers.py).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe

from delivery.encodings import chosen, encode, is_worth_compressing

DESK = "/admin/"


class ConditionalMiddleware(ConditionalGetMiddleware):
    """Answers 304 to a browser that has the page.

    Django's own leaves HEAD alone, because an answer to it may have no content to make a validator of. Ours have, and
    HEAD says what GET would (RFC 9110, 9.3.2).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if request.method != "GET" and not (request.method == "HEAD" and response.content):
            return response
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        etag, last_modified = response.get("ETag"), response.get("Last-Modified")
        if not etag and not last_modified:
            return response
        changed_at = parse_http_date_safe(last_modified) if last_modified else None
        answer = get_conditional_response(request, etag=etag, last_modified=changed_at, response=response)
        if isinstance(answer, HttpResponseNotModified):
            # What would have been sent, for its encoding.
            answer.stands_for = response  # type: ignore[attr-defined]
        return answer or response


class CompressionMiddleware:
    """Not on the desk: its pages hold secrets, and what is compressed together can be guessed (BREACH)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        full = getattr(response, "stands_for", response)
        if (
            full.streaming
            or request.path_info.startswith(DESK)
            or full.has_header("Content-Encoding")
            or not is_worth_compressing(full.headers.get("Content-Type", ""), len(full.content))
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if encoding := chosen(request.headers.get("Accept-Encoding", "")):
            if response is full:
                response.content = encode(encoding, response.content)
                response.headers["Content-Encoding"] = encoding
                response.headers["Content-Length"] = str(len(response.content))
            if etag := response.headers.get("ETag"):
                response.headers["ETag"] = weak(etag)
        return response


def weak(etag: str) -> str:
    """A validator for the same page in other bytes (RFC 9110, 8.8.1)."""
    return etag if etag.startswith("W/") else f"W/{etag}"
