"""What is done to answers on their way out: moved addresses, and pages as text alone."""

import re
from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils import translation

from delivery import lite
from delivery.redirects import missing
from delivery.redirects.addresses import SAFE, Address, normal_host, own_host
from delivery.redirects.finding import find
from delivery.redirects.rules import asks_in_an_old_way
from editions import registry
from editions.converters import EditionConverter
from editions.middleware import edition_of_path

_EDITION = re.compile(EditionConverter.regex)


class RedirectMiddleware:
    """Answers a 404 with the address that the page has moved to, or with 410 where it is gone on purpose.

    Two old addresses would be answered by pages that are here: `/?p=12`, and the front page of a site that has moved in
    with its own host. Only these are looked up beforehand; no other page costs a query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if is_asked_beforehand(request) and (answer := answer_of(request, is_live=True)):
            return answer
        # What no address of the site is like needs no page that says so, where it has moved.
        is_unlike = is_unlike_ours(request.path_info)
        if is_unlike and (answer := answer_of(request)):
            return answer
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        if not is_unlike and (answer := answer_of(request)):
            return answer
        missing.note(request)
        return response


def is_asked_beforehand(request: HttpRequest) -> bool:
    """Whether a page that is here may be the old address of something else."""
    query = request.META.get("QUERY_STRING", "")
    if request.path != "/" and not (query and len(request.path) < 20 and is_front_page(request.path)):
        return False
    return asks_in_an_old_way(request.GET) or (request.path == "/" and normal_host(request.get_host()) != own_host())


def is_unlike_ours(path: str) -> bool:
    """Whether no view could answer at a path; asked only of those that lie in no edition, which are few."""
    if path.startswith(missing.OWN) or _EDITION.fullmatch(path.lstrip("/").partition("/")[0]):
        return False
    try:
        resolve(path)
    except Resolver404:
        return True
    return False


def is_front_page(path: str) -> bool:
    code, _slash, more = path.lstrip("/").partition("/")
    return not more and registry.visible_edition(code) is not None


def answer_of(request: HttpRequest, *, is_live: bool = False) -> HttpResponse | None:
    """What is said of an address that has moved; None where nothing is known of it."""
    found = find(Address.of_request(request), is_live=is_live, asked=quote(request.path, safe=SAFE))
    if found is None:
        return None
    answer = gone(request) if found.is_gone else HttpResponsePermanentRedirect(found.new_path)
    # For ever is what browsers take 301 for; an hour lets a mistake be mended.
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def gone(request: HttpRequest) -> HttpResponse:
    """410, in the language and layout of the edition that the address lies in."""
    edition = edition_of_path(request.path_info)
    if edition is None:
        return render(request, "errors/no_edition.html", status=410)
    request.edition = edition  # type: ignore[attr-defined]
    with translation.override(edition.language):
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)


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
