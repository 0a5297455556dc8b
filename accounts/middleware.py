"""The desk speaks the language of the person at it."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from editions import registry

DESK = "/admin/"
DAY = 24 * 3600
# When the week of a session began; the sign-in page sets it.
RENEWED = "renewed"


def keep_signed_in(request: HttpRequest) -> None:
    """Let the week of the session begin anew, once a day: not at every request, each of which would be a write."""
    began = request.session.get(RENEWED) if request.user.is_authenticated else None
    if began and time.time() - began > DAY:
        request.session[RENEWED] = int(time.time())


class DeskLanguageMiddleware:
    """On the desk only: the user's own language, else the browser's. Public pages never look at the visitor.

    Moments of things that all editions share are shown and typed in the time of the default edition.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        language = getattr(request.user, "language", "") or translation.get_language_from_request(request)
        keep_signed_in(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        default = registry.default_edition()
        with timezone.override(default.zone if default else None):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
