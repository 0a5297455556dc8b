"""Every public page is written in the language of the edition that its address names."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from editions import registry
from editions.models import Edition


class EditionMiddleware:
    """Sets `request.edition` and the active language from the address, never from the visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        registry.begin_request()
        request.edition = None  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            if getattr(request, "edition", None) and not response.has_header("Cache-Control"):
                # The same for everyone, and asked for again each time until the page cache knows when it changes.
                response.headers["Cache-Control"] = "public, no-cache"
            return response
        finally:
            translation.deactivate()
            registry.end_request()

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        edition = kwargs.get("edition")
        if isinstance(edition, Edition):
            request.edition = edition  # type: ignore[attr-defined]
            translation.activate(edition.language)


def edition_of_path(path: str) -> Edition | None:
    """The edition an address lies in, for pages that no view made (404); else the default one."""
    code = path.lstrip("/").partition("/")[0]
    return registry.visible_edition(code) or registry.default_edition()
