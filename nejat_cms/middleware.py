"""Headers that Django does not set by itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed


class PermissionsPolicyMiddleware:
    """Says which powers of the browser no page of this site asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class KnownMethodsMiddleware:
    """Refuses methods that nothing here answers, TRACE among them (RFC 9110, 15.5.6)."""

    known = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.method in self.known else HttpResponseNotAllowed(self.known)
