"""The pages that are made of everything: the way in, the home page, health, errors."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.defaults import permission_denied

from delivery.proxies.state import report
from editions import registry
from editions.middleware import edition_of_path
from editions.models import Edition
from nejat_cms.api.answers import no_such_thing
from nejat_cms.desk_errors import desk_not_found, desk_refused, is_of_desk
from nejat_cms.home import home_page

API = "/api/"


def entry(request: HttpRequest) -> HttpResponse:
    """Send to the edition that the browser asks for, else to the default one."""
    visible = {edition.code: edition for edition in registry.visible_editions()}
    chosen = preferred(request.headers.get("Accept-Language", ""), list(visible)) or registry.default_edition()
    if chosen is None:
        return render(request, "errors/no_edition.html", status=503)
    code = chosen if isinstance(chosen, str) else chosen.code
    response = HttpResponseRedirect(f"/{code}/")
    patch_vary_headers(response, ["Accept-Language"])
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def preferred(header: str, codes: list[str]) -> str | None:
    """The code among `codes` that an Accept-Language header (RFC 9110, 12.5.4) likes best, else None."""
    wishes = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0 and tag:
            wishes.append((-weight, place, tag.lower()))
    for _weight, _place, tag in sorted(wishes):
        if tag in codes:
            return tag
        if tag.partition("-")[0] in codes:
            return tag.partition("-")[0]
    return None


def home(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition's front page."""
    return render(request, "home.html", home_page(edition))


def health(request: HttpRequest) -> JsonResponse:
    """200 when database and cache answer, else 503. A proxy that is not told of changes is said, and is no reason to
    take the site for ill."""
    checks = {"database": database_answers(), "cache": cache_answers()}
    told = {"purges": purges_are_taken()} if settings.PURGE and checks["database"] else {}
    is_well = all(checks.values())
    response = JsonResponse(
        {"status": "ok" if is_well else "failing", **checks, **told}, status=200 if is_well else 503
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is no
        return False


def purges_are_taken() -> bool:
    """Whether a sender of purges runs, and the proxy takes what it is told."""
    known = report()
    return known is not None and known.is_running and known.failing_since is None


def cache_answers() -> bool:
    try:
        cache.set("healthz", "ok", 10)
        return cache.get("healthz") == "ok"
    except Exception:  # noqa: BLE001
        return False


def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon unasked."""
    return HttpResponseRedirect(static("icon.svg"))


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """An error in the language and layout of the edition that the address lies in."""
    edition = edition_of_path(request.path_info)
    if edition is None:
        return render(request, "errors/no_edition.html", status=status)
    request.edition = edition  # type: ignore[attr-defined]
    with translation.override(edition.language):
        return render(request, f"errors/{status}.html", {"edition": edition, "status": status}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path_info.startswith(API):
        return no_such_thing()
    return desk_not_found(request) if is_of_desk(request) else error_page(request, 404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return desk_refused(request) if is_of_desk(request) else permission_denied(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Even where nothing works: falls back to a page that needs no database."""
    try:
        return error_page(request, 500)
    except Exception:  # noqa: BLE001
        return render(request, "errors/no_edition.html", status=500)
