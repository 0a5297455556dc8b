"""Whether a browser has a page already, as Django's own middleware would say (RFC 9110, 13)."""

from django.utils.http import parse_etags, parse_http_date_safe

from delivery.pages.entry import Headers
from delivery.pages.keys import Environ

NOT_MODIFIED = "304 Not Modified"
# Of the page's headers, those that go with 304: what caches need, and what SecurityMiddleware puts on every answer.
_KEPT = frozenset(
    {
        *("cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"),
        *("strict-transport-security", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy"),
    }
)


def is_had(environ: Environ, *, etag: str, last_modified: str) -> bool:
    """Whether the browser says that it has what these validators stand for."""
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if asked and asked == etag:
        return True
    if tags := parse_etags(asked):
        return bool(etag) and (tags == ["*"] or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in tags})
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    if not since or not last_modified:
        return False
    moment, changed_at = parse_http_date_safe(since), parse_http_date_safe(last_modified)
    return moment is not None and changed_at is not None and changed_at <= moment


def headers_of_304(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name.lower() in _KEPT]
