"""What is done to answers on their way out: moved addresses, and pages as text alone."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static

from delivery import lite
from delivery.services import moved_to
from editions import registry


class RedirectMiddleware:
    """Answers a 404 with the address that the page has moved to, where one is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or "\x00" in request.path:
            return response
        moved = moved_to(quote(request.path))
        return HttpResponsePermanentRedirect(moved) if moved else response


class LiteMiddleware:
    """Answers `?lite` behind an edition's address with the page as text alone; a moved page keeps the wish."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not lite.is_asked(request.GET) or response.streaming or not is_page(request.path):
            return response
        if address := response.headers.get("Location"):
            response.headers["Location"] = lite.lite_address(address, is_page)
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = lite.lite_page(
                response.content.decode(),
                style=static("css/lite.css"),
                full=lite.full_address(quote(request.path), request.META.get("QUERY_STRING", "")),
                is_page=is_page,
            )
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response


def is_page(path: str) -> bool:
    """Whether a path lies in an edition that readers see."""
    return registry.visible_edition(path.lstrip("/").partition("/")[0]) is not None
