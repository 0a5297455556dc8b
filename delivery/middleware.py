"""Answers a 404 with the address that the page has moved to, where one is known."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from delivery.models import Redirect
from delivery.services import stored_path


class RedirectMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or "\x00" in request.path:
            return response
        moved = Redirect.objects.filter(old_path=stored_path(quote(request.path))[:500]).first()
        return HttpResponsePermanentRedirect(moved.new_path) if moved else response
