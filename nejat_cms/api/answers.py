"""How the API answers: JSON, cacheable, for pages of any origin; what is asked wrongly is said in JSON too."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

# Seconds that a browser or CDN may keep an answer; after that it asks whether it has changed.
LIFETIME = 60
ALLOWED = "GET, HEAD, OPTIONS"
_SLUG = re.compile(r"[^/\x00-\x1f\x7f]{1,200}")


class BadRequestError(Exception):
    """What was asked for cannot be understood; the message says why."""


View = Callable[..., dict[str, Any]]


def api_view(*parameters: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a view that returns data answer by the rules of the API; `parameters` are those that a query may have."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return preflight()
            if request.method not in {"GET", "HEAD"}:
                response = problem(405, "Only GET, HEAD and OPTIONS are answered.")
                response.headers["Allow"] = ALLOWED
                return response
            try:
                check_query(request.GET, parameters)
                return data_response(request, view(request, *args, **kwargs))
            except BadRequestError as error:
                return problem(400, str(error))
            except Http404:
                return no_such_thing()

        return answer

    return decorate


def check_query(query: QueryDict, parameters: tuple[str, ...]) -> None:
    """Raise BadRequestError for a parameter that is unknown, or given twice."""
    for name, values in query.lists():
        if name not in parameters:
            known = ", ".join(parameters) or "none"
            raise BadRequestError(f"Unknown parameter {name[:40]!r}; known here: {known}.")
        if len(values) > 1:
            raise BadRequestError(f"{name!r} is given more than once.")


def whole_number(query: QueryDict, name: str, *, default: int, most: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"[1-9][0-9]{0,17}", text) or int(text) > most:
        raise BadRequestError(f"{name!r} must be a whole number from 1 to {most}.")
    return int(text)


def slug(query: QueryDict, name: str) -> str:
    """The value of a parameter that names a thing by its address; "" where it is not given."""
    text = query.get(name)
    if text is None:
        return ""
    if not _SLUG.fullmatch(text):
        raise BadRequestError(f"{name!r} must be an address: one part of a path, at most 200 characters.")
    return text


def data_response(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    """The data, with an entity tag; the middleware answers 304 to who has it."""
    response = json_response(data, 200)
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = f"public, max-age={LIFETIME}"
    if following := data.get("next"):
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def problem(status: int, detail: str) -> HttpResponse:
    """What is wrong, as RFC 9457 writes it."""
    response = json_response({"title": TITLES[status], "status": status, "detail": detail}, status)
    response.headers["Content-Type"] = "application/problem+json"
    response.headers["Cache-Control"] = "no-store"
    return response


def no_such_thing() -> HttpResponse:
    """Whatever else is asked for under /api/."""
    return problem(404, "There is nothing here.")


TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed"}


def json_response(data: dict[str, Any], status: int) -> HttpResponse:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type="application/json", status=status)
    return for_any_origin(response)


def for_any_origin(response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read it: nothing here is anybody's own."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    return response


def preflight() -> HttpResponse:
    response = for_any_origin(HttpResponse(status=204))
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = ALLOWED
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
